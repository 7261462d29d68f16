"""What many callers come to: `expect` on 2,000 places in one component, its law, ports by chance; processor time.

numpy is there before, as in a notebook: its import is no part of it.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from time import process_time

from benchmarks.expectations import MODELS, random_flow
from simulator.api.flow import begun
from simulator.entries.offers import Offers
from simulator.exploring.expecting.call_laws import CallersOf
from simulator.exploring.expecting.expected import expected
from simulator.exploring.search.explore import explore
from simulator.populations.offering.trunks import blocked

PLACES = 2210
"""Menus, of which some 2,000 are reached."""


def report(places: int = PLACES, calls: int = 100_000) -> str:
    """The rows of the report."""
    with suppress(ImportError):
        import_module("numpy")
    with tempfile.TemporaryDirectory() as folder:
        flow, now = begun(random_flow(Path(folder), 1, places))
        behaviour = explore(flow, at=now)
    of = CallersOf(behaviour, MODELS["usual"], Offers.of(flow), flow.account.assumptions)
    begin = process_time()
    found = expected(of)
    solved = process_time()
    law = of.law("ivr", found.moments["ivr"])
    forward = process_time()
    blocked(1.0, [60.0] * calls, 60)
    done = process_time()
    return "\n".join((
        f"{f'expect, {len(behaviour.places)} places':<52} {solved - begin:10.2f} s {'':>20}   below 1 s",
        f"{f'  the law of the time in the IVR ({law.grid} ms)':<52} {forward - solved:10.2f} s",
        f"{f'{calls} calls on 60 ports':<52} {done - forward:10.2f} s",
    ))  # fmt: skip
