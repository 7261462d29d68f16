"""Live sessions: calls paced by real time, and the webhooks that they send, in order."""
