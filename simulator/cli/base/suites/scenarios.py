"""Scenario files of a command: what was left out of the folders that it names is said on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.base.telling import tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.scenario.suite import Suite


def suite_of(paths: Iterable[str]) -> Suite:
    """Read every scenario file that paths name or hold. Raises UsageError where there is none."""
    from simulator.scenario.found.collecting import collect
    from simulator.scenario.suite import load_suite

    collected = collect(paths)
    for folder in collected.empty:
        tell(f'no scenario file is in "{folder}"')
    if collected.told:
        tell(f"{collected.told}")
    return load_suite(collected.files, collected.shut)
