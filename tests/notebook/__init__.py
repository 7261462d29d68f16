"""The dial pad of notebooks."""
