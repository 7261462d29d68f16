"""`python -m benchmarks [NAME...]`: every ratio, each taken in this one run. Printed, never asserted."""

from __future__ import annotations

import sys
from importlib import import_module

NAMES = (
    *("compiling", "memory", "running", "loaded", "checking", "starting", "answering", "scenarios", "planning"),
    *("probing", "posting", "storing", "serving", "crowding", "showing", "typing", "traffic"),
    "populating",
)


def main() -> None:
    """Print the report."""
    print(f"{'what':<52} {'ours':>12} {'theirs':>12} {'ratio':>6}   reach")
    for name in sys.argv[1:] or NAMES:
        print(import_module(f"benchmarks.{name}").report(), flush=True)


if __name__ == "__main__":
    main()
