"""The platform on one's own machine: its HTTP API, its webhooks, and who is at the other end."""
