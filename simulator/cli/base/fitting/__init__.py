"""What `callflow traffic --fit` does."""
