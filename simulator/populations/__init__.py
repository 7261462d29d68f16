"""Many callers: drawn through a flow as integer tables, what they come to, and what logs of real ones tell of them."""
