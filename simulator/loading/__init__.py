"""Bytes become values, with a line and a column for every path, and nothing is coerced."""
