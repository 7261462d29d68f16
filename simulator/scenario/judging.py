"""What does not hold in a call: what the backend did wrong, the caller's steps, expectations, what nobody expected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve

from simulator.model.flow.invariant import NEVER
from simulator.model.scenario.scenario import Duration
from simulator.model.scenario.verdict import Failure
from simulator.model.status import SESSION_ERRORS
from simulator.rules.l023_reply_without_callflow import CODE as UNASKED
from simulator.running.late_legs import late_legs
from simulator.scenario.expectations.base.known import expectations
from simulator.scenario.listened import Listened, last_state

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.model.diagnostic import Span
    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.scenario.miss import Miss
    from simulator.model.scenario.scenario import Expected, Scenario
    from simulator.running.dry_run import DryRun
    from simulator.running.result import CallResult
    from simulator.scenario.left_over import Left


def misses(expected: Expected, run: DryRun, seen: Listened) -> Iterator[Miss]:
    """What of one expectation does not hold."""
    return expectations()[expected.key].check(expected.value, run, seen)


def judged(scenario: Scenario, flow: FlowFile, run: DryRun, left: Sequence[Left]) -> tuple[Failure, ...]:
    """Every failure of a run: what the backend did first, since the others come of it; then steps and expectations.

    A fault of the backend that leads to the very end that is expected is none.
    """
    seen = Listened(run.trace)
    judge = _Judge(scenario, flow, run, seen)
    found = [*judge.steps(), *judge.expectations()]
    if flow.invariants:
        found += judge.invariants()
    if not run.ok:
        found += judge.unexpected()
    if left:
        found += judge.left_over(left)
    if scenario.legs and run.call is not None:
        found += judge.late_legs(run.call)
    failed = any(one.severity == "fail" for one in found)
    if not run.ok and run.backend_faults and (judge.at_fault or failed):
        found, failed = [*judge.backend(), *found], True
    if failed and run.live:
        found = [*judge.unasked(), *found, *judge.remarks()]
    if not found and not flow.invariants:
        found += judge.nothing_expected()
    found += judge.of_the_file()
    if scenario.xfail and not failed:
        found += judge.holds_after_all()
    return tuple(found)


_NOTHING: dict[str, Any] = {"hears": (), "never": (), "webhooks": {}, "bodies": (), "duration": Duration()}
"""Values that say nothing of a call; an empty `captured`, `heard` or `dials` does."""


def _says_nothing(expected: Expected) -> bool:
    return expected.key in _NOTHING and bool(expected.value == _NOTHING[expected.key])


class _Judge:
    """Knows the run and says each failure with what a person needs beside it."""

    def __init__(self, scenario: Scenario, flow: FlowFile, run: DryRun, seen: Listened) -> None:
        self._scenario, self._flow, self._run, self._seen = scenario, flow, run, seen

    def steps(self) -> Iterator[Failure]:
        """Steps whose `hears` was not heard, and steps that no entry was left for."""
        begun = self._run.call.call.entry if self._run.call else 0
        for number, step in enumerate(self._scenario.steps):
            if number >= begun:
                found = f"the call is over after {begun} {'entry' if begun == 1 else 'entries'}"
                yield self._failure(f"caller step {number + 1}", f"an entry for {step.token}", found, step.span)
            elif step.hears is not None and not self._seen.before(number, step.hears):
                heard = " / ".join(self._seen.words[slice(*self._seen.until(number))]) or "nothing"
                place = step.hears_span
                yield self._failure(f"caller step {number + 1} hears", step.hears.text, heard, place, number)

    def expectations(self) -> Iterator[Failure]:
        """What of `expect` does not hold."""
        for expected in self._scenario.expect:
            for miss in misses(expected, self._run, self._seen):
                failure = self._failure(expected.key, miss.expected, miss.found, expected.place(*miss.names))
                yield evolve(failure, severity=miss.severity)

    def nothing_expected(self) -> Iterator[Failure]:
        """A scenario that holds whatever the caller hears: a warning, since it would pass unseen."""
        scenario = self._scenario
        if not any(step.hears for step in scenario.steps) and all(map(_says_nothing, scenario.expect)):
            found = "none, so that it passes whatever is heard"
            yield evolve(self._failure("expect", "something that must hold", found, scenario.span), severity="warn")

    def holds_after_all(self) -> Iterator[Failure]:
        """A scenario that is expected to fail and does not: a warning, since nobody would take the mark away."""
        expected = f"a failure, for {self._scenario.xfail}"
        found = self._failure("xfail", expected, "everything holds: take `xfail` away", self._scenario.span)
        yield evolve(found, severity="warn")

    def of_the_file(self) -> Iterator[Failure]:
        """Warnings about what the scenario file says."""
        for one in self._scenario.remarks:
            place = self._place(one.span or self._scenario.span)
            yield Failure("scenario file", one.hint, one.message, place=place, severity="warn")

    def invariants(self) -> Iterator[Failure]:
        """What the flow forbids on every way.

        A call with injected faults is held to `never` alone, of what is heard and dialled: how it goes on and how it
        ends is the doing of the fault.
        """
        from simulator.exploring.invariants.runs import breach  # few flows state any

        trace = self._run.trace
        for invariant in self._flow.invariants:
            if self._scenario.faults and not (invariant.kind == NEVER and invariant.condition.early):
                continue
            if (broken := breach(invariant, trace)) is not None:
                shown = Listened(trace[: broken.until])
                what, span = f"invariant `{invariant.name}`", self._scenario.span
                found = self._failure(what, invariant.statement, broken.found, span)
                place = f"{invariant.file}:{invariant.span.line}:{invariant.span.column}"
                yield evolve(
                    found,
                    heard=tuple(self._run.heard[: len(shown.heard)]),
                    keys=" ".join(shown.keys),
                    state=last_state(trace[: broken.until]),
                    flow_place=place,
                )

    def unexpected(self) -> Iterator[Failure]:
        """A refused request, an error that nobody injected and no backend brought about, a run without an end."""
        named = {expected.key for expected in self._scenario.expect}
        run, span = self._run, self._scenario.span
        if run.call is None:
            if run.answer is not None and "answer" not in named and not self._answer_injected:
                found = f"{run.answer['statusCode']} {run.answer['statusMessage']}"
                details = "\n".join(f"{one.message} at {one.path}" for one in run.source.checked.errors)
                yield evolve(self._failure("answer", "1 Created", found, span), details=details)
            return
        if self.at_fault and not run.backend_faults:
            yield from self._error(span)
        if run.call.stopped is not None and "session" not in named:
            yield self._failure("session", "a session that ends", f"stopped: {run.call.stopped.bound}", span)

    @property
    def at_fault(self) -> bool:
        """Whether a session that ends in an error is a failure by itself: no expectation is about how it ends."""
        named = {expected.key for expected in self._scenario.expect}
        return bool(self._run.posted) or self._run.answered_otherwise or not named & {"error", "session"}

    def backend(self) -> Iterator[Failure]:
        """What the backend did wrong."""
        span = self._scenario.span
        for fault in self._run.backend_faults:
            flow_place = f"{fault.file}:{fault.line}" if fault.file else self._flow.file
            failure = self._failure("backend", "an answer that can be used", fault.what, span)
            yield evolve(failure, flow_place=flow_place, details="\n".join(filter(None, (fault.asked, fault.frames))))

    def unasked(self) -> Iterator[Failure]:
        """Replies that ended the call and did not say so: as with a fault, whatever else does not hold comes of it."""
        span = self._scenario.span
        for one in self._run.reply_remarks:
            if one.found.code == UNASKED:
                yield evolve(self._failure("backend", "a `callflow`", one.what, span), details=one.asked)

    def remarks(self) -> Iterator[Failure]:
        """What else lints say of the replies of a live backend: shown, and nothing fails by it."""
        for one in self._run.reply_remarks:
            if one.found.code != UNASKED:
                place = self._place(self._scenario.span)
                yield Failure("reply", "no finding", one.what, place=place, severity="warn", details=one.asked)

    def _error(self, span: Span) -> Iterator[Failure]:
        """An error that neither a scenario nor a backend is the cause of: no coverage, no capacity, too late."""
        call = self._run.call
        code = call.call.error if call is not None and not call.call.injected else None
        if code is not None:
            yield self._failure("error", "null", f"{code} {SESSION_ERRORS[code].message}", span)

    def left_over(self, left: Sequence[Left]) -> Iterator[Failure]:
        """Legs that were never dialled, faults that found no opportunity."""
        for one in left:
            yield self._failure(one.what, one.expected, "the call is over, and it was never used", one.span)

    def late_legs(self, call: CallResult) -> Iterator[Failure]:
        """Legs that are answered later than they can ring: shown, and nothing fails by it."""
        spans = dict(enumerate(self._scenario.leg_spans))
        for late in late_legs(call.trace, call.setting.account.assumptions):
            place = self._place(spans.get(late.number, self._scenario.span))
            yield Failure("legs", late.why, late.what, place=place, severity="warn")

    @property
    def _answer_injected(self) -> bool:
        return any(fault.kind == "answer" for fault in self._scenario.faults)

    def _failure(self, what: str, expected: str, found: str, span: Span, entry: int | None = None) -> Failure:
        seen, run = self._seen, self._run
        until = len(seen.heard) if entry is None else seen.until(entry)[1]
        at_end = entry is None or entry >= len(seen.states)
        return Failure(
            what,
            expected,
            found,
            tuple(run.heard[:until]),
            " ".join(seen.keys if entry is None else seen.keys[:entry]),
            last_state(run.trace) if at_end else seen.states[entry or 0],
            self._place(span),
            self._flow_place(entry),
            reproduce(self._scenario),
        )

    def _place(self, span: Span) -> str:
        return f"{self._scenario.file}:{span.line}:{span.column}"

    def _flow_place(self, entry: int | None) -> str:
        """The row of the table that answered last, or last before an entry ended, else the flow file."""
        if self._scenario.flow is None:
            return ""
        began = self._run.call.setting.now if self._run.call else 0
        for asked in self._seen.asked_until(entry)[-1:]:
            for row in self._flow.rows or ():
                if row.when.matches(asked.call_status, asked.digits, asked.client_action_id, began + asked.at):
                    return f"{self._flow.file}:{row.span.line}"
        return self._flow.file


def reproduce(scenario: Scenario) -> str:
    """The command that runs this scenario alone; a row of `examples` has no line of its own, but a name."""
    from shlex import join  # only a failure says how to see it again

    row = () if scenario.row is None else ("-k", scenario.name)
    return join(("callflow", "test", f"{scenario.file}:{scenario.line}", *row))
