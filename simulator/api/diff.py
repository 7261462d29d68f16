"""Compare two versions of a flow: the object of the public API, which shows itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from simulator.errors import UsageError
from simulator.exploring.diff.differ import Differ
from simulator.exploring.diff.difference_log import DifferenceLog
from simulator.exploring.diff.learning import Learning, all_probes
from simulator.exploring.search.explore import LEGS, lateness
from simulator.exploring.search.explorer import Bounds
from simulator.model.call.legs import outcome_of_leg
from simulator.model.flow.flow_file import FlowFile
from simulator.model.reports.difference import Comparison
from simulator.render.listing import Listing
from simulator.render.shown import Shown
from simulator.running.answering import useless
from simulator.running.any_flow import any_flow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from simulator.model.account import Account
    from simulator.model.behaviour.ground import Ground
    from simulator.model.call.outcome import LegOutcome
    from simulator.model.reports.difference import Difference
    from simulator.running.source import Source

    Given = str | Path | bytes | Mapping[str, Any] | Source | FlowFile

NORMAL = Bounds()


@frozen(eq=False, repr=False)
class Diff(Shown):
    """What callers notice of the change from one version to another."""

    formats = "diff"

    comparison: Comparison

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Most serious first, each with the fewest keys after which it shows."""
        return self.comparison.differences

    @property
    def complete(self) -> bool:
        """Whether nothing was left out."""
        return self.comparison.complete

    @property
    def ground(self) -> Ground:
        """How it is known that callers meet no other difference: proved, tried, assumed or notReached."""
        return self.comparison.ground

    def _shown(self) -> Comparison:
        return self.comparison

    def to_dataframe(self) -> Any:
        """The differences as a `pandas.DataFrame`: `kind`, `keys`, `before` and `now`. Raises MissingExtraError."""
        return self._listing().to_dataframe()

    def _repr_html_(self) -> str:
        """The differences as a table."""
        return self._listing()._repr_html_()

    def _listing(self) -> Listing[Difference]:
        from simulator.render.diff_words import told

        return Listing.of(
            self.differences,
            ("kind", "keys", "before", "now"),
            lambda one: (one.kind, one.way.options or "any call", *told(one)),
        )


def diff(
    old: Given,
    new: Given,
    *,
    legs: Sequence[LegOutcome | str] = (),
    bounds: Bounds = NORMAL,
    account: Account | str | Path | Mapping[str, Any] | None = None,
    at: str | int | None = None,
    seed: int | None = None,
    old_backend: str | None = None,
    new_backend: str | None = None,
    clock: Callable[[], float] | None = None,
    progress: Callable[[int, int], None] = lambda _known, _waiting: None,
) -> Diff:
    """Compare two flow files, or request bodies with backends, by what their callers meet.

    `legs` are tried at each dial (default: those of `explore --help`). `bounds` say when to stop; their
    `places` count pairs of places, their `seconds` are counted by `clock`. `seed` drives the ids. Raises RefusedError
    where the platform refuses a request, UsageError where an argument cannot be used.
    """
    outcomes = tuple(map(outcome_of_leg, legs)) or LEGS
    flows = [_flow(*given, account, at) for given in ((old, old_backend), (new, new_backend))]
    # Each session has an id of its own: both versions may ask one backend, which may remember it.
    seeds = (None, None) if seed is None else (2 * seed, 2 * seed + 1)
    learning = Learning(outcomes, bounds, late := lateness(bounds, clock))
    probes = all_probes([flow for flow, _ in flows], bounds.probes)
    first, second = (learning.version(flow, now, own, probes) for (flow, now), own in zip(flows, seeds, strict=True))
    log = DifferenceLog(first, second, flows[0][0].account.assumptions)
    differ = Differ(first, second, log, bounds, late=late, progress=progress)
    differ.reached.update(learning.bounds)
    differ.unstable.update(learning.unstable)
    differ.run()
    whys = [useless(flow) for flow, _ in flows]
    if all(whys):
        raise UsageError(f"neither backend gave an answer that can be used, so there is nothing to compare: {whys[0]}")
    return Diff(_compared(differ, learning.walks, _name(flows[0][0], old_backend), _name(flows[1][0], new_backend)))


def _compared(differ: Differ, walks: int, old: str, new: str) -> Comparison:
    return Comparison(
        old,
        new,
        differ.log.differences(),
        len(differ.known),
        tuple(differ.reached),
        tuple(differ.unstable),
        known="tried" if differ.old.live or differ.new.live else "proved",
        inputs=differ.inputs,
        walks=walks,
        tried=differ.tried(),
        secrets=differ.secrets,
        unrung=differ.old.places.unrung or differ.new.places.unrung,
    )


def _flow(
    given: Given, backend: str | None, account: Account | str | Path | Mapping[str, Any] | None, at: str | int | None
) -> tuple[FlowFile, str | int | None]:
    from simulator.running.flow import with_backend

    if isinstance(given, FlowFile):
        return with_backend(given, backend), at
    return any_flow(given, account=account, at=at, backend=backend)


def _name(flow: FlowFile, backend: str | None) -> str:
    return " with ".join(filter(None, (flow.file or flow.name, backend)))
