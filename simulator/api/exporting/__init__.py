"""Results as other tools read them."""
