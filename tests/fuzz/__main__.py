"""Random inputs for every reader, and round trips: no exception, no hang over 5 s, no more than 1 GB.

    python -m tests.fuzz --count 100000 --seconds 3600          # the nightly ring
    python -m tests.fuzz flow log --count 2000 --seconds 20 --seed 7
    python -m tests.fuzz flow --count 60000 --first 40000       # goes on where another left off

Bounded in time: the seconds are shared by what is tried, and it says how many inputs there were.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from functools import partial

from tests.fuzz.commands import workshop
from tests.fuzz.readers import READERS
from tests.fuzz.watching import Watch, bounded_memory

ROUND_TRIPS = ("callers", "save", "record", "update", "generate")
ENOUGH = 100
"""Inputs of which one at least goes the whole way."""


def tried(name: str, count: int, seconds: float, seed: int, first: int = 0) -> Watch:
    """Give up to `count` inputs to one reader in at most so many seconds, from the `first` of the seed on."""
    watch, reader, end = Watch(), READERS[name], time.monotonic() + seconds
    for number in range(first, first + count):
        if time.monotonic() > end:
            break
        dice = random.Random(f"{name} {seed} {number}")
        raw = reader.input(dice)
        watch.attempt(f"{name} {number} of seed {seed}", raw, partial(reader.give, dice, raw))
    return watch


def main(arguments: list[str] | None = None) -> int:
    """Try what is named; 0 where nothing was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="READER", help=", ".join(READERS))
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=3600.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    names = options.names or list(READERS)
    end, bad = time.monotonic() + options.seconds, 0
    for number, name in enumerate(names):
        share = (end - time.monotonic()) / (len(names) - number)
        with workshop(), bounded_memory():  # each has its own: a command line may make folders of what others read
            watch = tried(name, options.count, share, options.seed, options.first)
        if name in ROUND_TRIPS and watch.tried >= ENOUGH and not watch.whole:
            watch.faults["no input went the whole way"] = "the round trip tries nothing"
        of = f"{watch.tried:8} of {options.count} inputs"
        whole = f", {watch.whole} the whole way" if name in ROUND_TRIPS else ""
        sys.stdout.write(f"{name:10} {of}{whole}, slowest {watch.slowest:.2f} s, {len(watch.faults)} faults\n")
        sys.stdout.flush()
        for where, what in watch.faults.items():
            sys.stderr.write(f"\n{name}: {where}\n{what}\n")
        bad += len(watch.faults)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
