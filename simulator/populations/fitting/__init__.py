"""What the webhooks of a real account tell of its callers, and what they do not tell."""
