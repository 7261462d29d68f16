"""How a file of coverage says what it is."""

MARK = "callflowCoverage"
"""The field that such a file begins with; its value is the version of the format."""
VERSION = 1
