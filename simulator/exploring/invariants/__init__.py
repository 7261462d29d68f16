"""Invariants of a flow, judged: over a behaviour, where a refutation is run once, and over the trace of one run.

It stands on `search` and `conclusions` (and on the steps of `coverage`); findings know its results, scenarios judge
their runs by `runs.py`.
"""
