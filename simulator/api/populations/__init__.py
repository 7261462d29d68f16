"""Callers of a model by the million: what is drawn, and how it shows itself."""
