"""What a scenario comes to: pass, warn or fail, and everything that a person needs to see why."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Protocol

from attrs import field

from simulator.model.record import frozen

if TYPE_CHECKING:
    from simulator.model.call.event import Event
    from simulator.model.call.heard import HeardItem
    from simulator.model.diagnostic import Diagnostic
    from simulator.model.reports.trail import Trail
    from simulator.model.scenario.scenario import Scenario

VerdictOutcome = Literal["pass", "warn", "fail", "skip", "xfail"]

FailOn = Literal["error", "warning", "info"]
NOT_OK: dict[FailOn, tuple[VerdictOutcome, ...]] = {
    "error": ("fail",),
    "warning": ("fail", "warn"),
    "info": ("fail", "warn", "xfail", "skip"),
}
"""What a suite fails by."""


class KeptRun(Protocol):
    """What a verdict tells of its run: `running/dry_run.py`, which knows more, stands above this module."""

    @property
    def answer(self) -> dict[str, Any] | None:
        """What the request is answered with; None where the call comes in."""
        ...

    @property
    def call(self) -> Any:
        """The call as a page shows it (`running/result.py`), or None."""
        ...

    @property
    def session(self) -> dict[str, Any] | None:
        """The payload of the session summary, or None where there is none."""
        ...

    @property
    def trace(self) -> list[Event]:
        """Everything that happened, in order."""
        ...


@frozen
class Failure:
    """One expectation that does not hold; `severity` warn is shown and does not fail.

    `what` names it (`session`, `caller[0].hears`), `expected` and `found` are as a scenario file would write
    them. `heard`, `keys` and `state` are those of the moment, `place` is `file:line:column` in the scenario
    file, `flow_place` that of the row that answered last, and `reproduce` one command.
    """

    what: str
    expected: str
    found: str
    heard: tuple[HeardItem, ...] = ()
    keys: str = ""
    state: str = ""
    place: str = ""
    flow_place: str = ""
    reproduce: str = ""
    severity: Literal["fail", "warn"] = "fail"
    details: str = ""


@frozen(eq=False)
class Verdict:
    """What one scenario came to; `run` is None where nothing could be run, or where a worker ran it.

    `trail` is what coverage counts, where it was asked for and there was a run. `unreached` says why nothing was run
    where the backend cannot be reached or started: one line, and those of the backend's own traceback.
    `waited` counts the seconds of real time that were waited for an answer that never came, and `printed` is what the
    backend wrote to standard output and standard error meanwhile. `took` counts the seconds of real time in all,
    `simulated` the ms of the call from dialling to its end (None where there was none). What could not be `judged` (no
    flow, no backend, a fault of ours) no `xfail` excuses.
    """

    scenario: Scenario
    failures: tuple[Failure, ...] = ()
    run: KeptRun | None = None
    trail: Trail | None = None
    unreached: str = ""
    waited: float = field(default=0.0, eq=False)
    printed: str = ""
    took: float = field(default=0.0, eq=False)
    simulated: int | None = None
    judged: bool = True

    @property
    def outcome(self) -> VerdictOutcome:
        """The gravest of its failures, unless the scenario says that it is not run, or that it fails."""
        if self.scenario.skip:
            return "skip"
        found = {failure.severity for failure in self.failures}
        if "fail" in found:
            return "xfail" if self.scenario.xfail and self.judged else "fail"
        return "warn" if found else "pass"


@frozen
class Unreadable:
    """A scenario file that cannot be used: its text (None where there is none), and what is wrong with it."""

    file: str
    source: str | None
    diagnostics: tuple[Diagnostic, ...]


@frozen(eq=False)
class SuiteResult:
    """Every verdict in the order of files and lines, the files that could not be read, and what was left out.

    `deselected` counts the scenarios that options left out, `not_run` those after the first failure (`--fail-fast`)
    or after the run was `interrupted`. `secrets` are entries that the source or the data of a backend holds, where
    somebody asked for them. `started` is the real date (seconds since 1970, None where nobody looked), `took` counts
    real seconds. `fail_on` says what is not `ok`.
    """

    verdicts: tuple[Verdict, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    deselected: int = 0
    not_run: int = 0
    secrets: tuple[str, ...] = ()
    started: float | None = field(default=None, eq=False)
    took: float = field(default=0.0, eq=False)
    fail_on: FailOn = "error"
    interrupted: bool = False

    def count(self, outcome: VerdictOutcome) -> int:
        """How many scenarios came to this."""
        return sum(verdict.outcome == outcome for verdict in self.verdicts)

    @cached_property
    def unreached(self) -> dict[str, list[Verdict]]:
        """The scenarios that did not run since their backend cannot be reached or started, by the cause."""
        found: dict[str, list[Verdict]] = {}
        for verdict in self.verdicts:
            if verdict.unreached:
                found.setdefault(verdict.unreached, []).append(verdict)
        return found

    @property
    def nothing_ran(self) -> bool:
        """No scenario could be run at all, for want of a backend."""
        return bool(self.unreached) and all(verdict.unreached for verdict in self.verdicts) and not self.unreadable

    @property
    def missing(self) -> str:
        """What an interruption kept from being run, in one line; "" where nothing is missing."""
        if not self.interrupted:
            return ""
        if not self.not_run:
            return "" if self.verdicts else "interrupted before any scenario ran"
        number = len(self.verdicts) + self.not_run
        return f"interrupted: {self.not_run} of {number} scenario{'' if number == 1 else 's'} did not run"

    @property
    def stopped(self) -> str:
        """What the first failure kept from being run, in one line; "" where nothing did."""
        if self.interrupted or not self.not_run:
            return ""
        return f"stopped after the first failure: {self.not_run} of {len(self.verdicts) + self.not_run} did not run"

    @property
    def ok(self) -> bool:
        """No scenario came to what is not to be, every file could be read, and no interruption left any out."""
        return not (self.unreadable or self.missing or any(map(self.count, NOT_OK[self.fail_on])))
