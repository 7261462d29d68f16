"""Everything a caller can meet: exploration of a flow with its backend, and what is read out of it.

`hints` are the entries worth trying in front of a backend. `search` finds the behaviour, and every other package here
stands on it: `conclusions`, then `findings`, which `conclude.py` puts together; `coverage`, `diff` and `faults`, which
know nothing of each other. Scenarios and all layers above may import it.
"""
