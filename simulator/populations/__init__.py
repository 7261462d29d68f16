"""Many callers: what they come to, what they need, and what logs of real ones tell of them."""
