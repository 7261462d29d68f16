"""What a process that runs scenarios for another does, done in this one."""

from __future__ import annotations

import multiprocessing
from threading import Thread
from typing import TYPE_CHECKING

from simulator.scenario.apart import serve
from simulator.scenario.several.sending import Receiver

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.model.scenario.scenario import Scenario
    from simulator.model.scenario.verdict import Verdict


def served(
    some: Sequence[tuple[int, Scenario]], *, trails: bool = False, runs: bool = False
) -> list[tuple[int, Verdict]]:
    """The numbers and verdicts that come back."""
    ours, theirs = multiprocessing.Pipe()
    found: list[tuple[int, Verdict]] = []
    reader = Receiver()

    def listens() -> None:
        found.extend(reader.read(ours.recv_bytes()) for _ in some)
        ours.send(None)

    listener = Thread(target=listens)
    listener.start()
    ours.send(list(some))
    serve(theirs, (None, None), trails, runs)
    listener.join()
    return found
