"""`never`: what the caller must not hear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.scenario.miss import Miss

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.scenario.scenario import Words
    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened

KEY = "never"


def check(value: tuple[Words, ...], _run: DryRun, seen: Listened) -> Iterator[Miss]:
    """An update leaves these alone: a guard that gives way is none."""
    said = seen.words
    for number, words in enumerate(value):
        heard = next((one for one in said if words.found_in(one)), None)
        if heard is not None:
            yield Miss(f"never {words.text}", f'heard "{heard}"', (number,))
