"""What the files of findings share: a behaviour as they see it, its faults, its keys.

Findings and `exploring/conclude.py` import it. It stands on `search` and `conclusions`, and is no finding.
"""
