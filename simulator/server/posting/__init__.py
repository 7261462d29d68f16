"""The client that webhooks are sent with: one fresh connection each, bounded, and to allowed places only."""
