"""Which scenarios of a suite a command line chooses, and what is said of that on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli.base.telling import tell
from simulator.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from simulator.scenario.flows import Flows
    from simulator.scenario.found.at_line import NamedPath
    from simulator.scenario.suite import Selection, Suite


def add_choice(command: argparse.ArgumentParser) -> None:
    """`--tag`, `-k`, `--last-failed`, `--changed-since` and `--shard`."""
    command.add_argument(
        "--tag",
        metavar="TAG",
        action="append",
        default=[],
        help="only scenarios with this tag, or for whose tags it holds: 'smoke and not slow'; one of several is enough",
    )
    command.add_argument(
        "-k",
        metavar="TEXT",
        dest="part",
        default="",
        help="only the scenario of that name; else those with TEXT in file or name, with and, or, not and brackets",
    )
    command.add_argument("--last-failed", action="store_true", help="only those that failed last time, if any did")
    command.add_argument(
        "--changed-since",
        metavar="REV",
        help="only those whose file, flow, replies, account or local backend modules changed since a revision of git",
    )
    command.add_argument(
        "--shard", metavar="PART/PARTS", help="of what is chosen, the first of four parts: 1/4; each scenario is in one"
    )


def choice(options: argparse.Namespace, places: Sequence[NamedPath], suite: Suite, flows: Flows) -> Selection:
    """What is to be run. Raises UsageError where an option cannot be used, or nothing is chosen by a mistake."""
    from simulator.cli.base.suites import last_failed as _last_failed
    from simulator.scenario.found.at_line import at_lines, shard
    from simulator.scenario.found.choosing import unknown_tags
    from simulator.scenario.suite import Selection

    part = shard(options.shard)
    ids = at_lines(places, suite.scenarios, {one.file for one in suite.unreadable})
    if options.last_failed:
        ids = _both(ids, _last_failed.among(suite))
    chosen = Selection(tuple(options.tag), options.part, ids, part)
    unknown = unknown_tags(options.tag, suite.scenarios)
    found = chosen.of(suite.scenarios) if part.parts == 1 else chosen.all_shards(suite.scenarios)
    if not found and not suite.unreadable:
        why = f" ({'; '.join(unknown)})" if unknown else ""
        raise UsageError(f"nothing to run: no scenario is chosen by --tag and -k{why}")
    for one in unknown:
        tell(one)
    if options.changed_since is not None:
        chosen = _changed(options, chosen, suite, flows)
    return chosen


def _changed(options: argparse.Namespace, chosen: Selection, suite: Suite, flows: Flows) -> Selection:
    from attrs import evolve

    from simulator.scenario.found.changed import changed

    found = chosen.all_shards(suite.scenarios)
    touched = changed(found, options.changed_since, flows, options.account)
    scenarios = f"{len(found)} scenario{'' if len(found) == 1 else 's'}"
    tell(f"{len(touched)} of {scenarios} changed since {options.changed_since}")
    return evolve(chosen, ids=touched)


def _both(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    return one if other is None else other if one is None else one & other
