"""Notebooks that teach; `python -m notebooks` executes them anew and writes their outputs."""
