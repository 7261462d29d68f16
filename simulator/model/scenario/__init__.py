"""A scenario as data, and what came of it: expectations that do not hold, verdicts, the result of a suite.

`scenario` reads and judges it, reports show it. It is the top of `model`: nothing else in there may import it.
"""
