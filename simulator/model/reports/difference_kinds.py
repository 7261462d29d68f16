"""The kinds of difference between two versions of a flow.

This module imports no attrs, since `--help` names the kinds.
"""

from __future__ import annotations

from typing import Literal, get_args

DifferenceKind = Literal["outcome", "routing", "timing", "wording"]
KINDS: tuple[DifferenceKind, ...] = get_args(DifferenceKind)
"""Most serious first."""
LEAST: DifferenceKind = "timing"
"""The least serious kind that fails a comparison where nothing else is asked for."""
