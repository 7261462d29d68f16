"""Drawing callers from the tables: a walk in plain Python, which numba compiles, and the same in columns of numpy."""
