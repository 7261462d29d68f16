"""The fixture `callflow`: run a call from a test, then say what must hold, one method for each expectation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.api.run import run
from simulator.errors import UsageError
from simulator.model.call.legs import parse_time
from simulator.model.diagnostic import Span
from simulator.model.number import plus
from simulator.model.scenario.scenario import Duration, Expected
from simulator.render.report_lines import printed_lines
from simulator.scenario.judging import misses
from simulator.scenario.listened import Listened
from simulator.scenario.reading.expect import expectation

if TYPE_CHECKING:
    from collections.abc import Collection

    from simulator.api.run import Run
    from simulator.model.scenario.miss import Miss
    from simulator.pytest.coverage import Measuring


class Callflow:
    """Runs calls; a path is first looked for beside the test file."""

    def __init__(self, folder: Path, measuring: Measuring | None = None) -> None:
        self._folder, self._measuring = folder, measuring

    def run(self, source: Any, dtmf: str = "", **options: Any) -> Played:
        """Run a request body or flow file with scripted keys; options are those of `simulator.run`."""
        if isinstance(source, str | Path) and not str(source).lstrip().startswith("{"):
            beside = self._folder / source
            source = beside if beside.exists() else source
        found = run(source, dtmf, **options)
        if self._measuring is not None:
            self._measuring.called(found, source, options)
        return Played(found)


class Played:
    """A call that is over. Each method fails the test where it does not hold, and returns this for the next."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._seen = Listened(run.trace)

    def answer(self, code: int) -> Played:
        """The request is answered with this status code."""
        return self._expect("answer", code)

    def session(self, status: str | None) -> Played:
        """The session ends with this status; None where there is none."""
        return self._expect("session", status)

    def error(self, code: int | None) -> Played:
        """The session error, None for none."""
        return self._expect("error", code)

    def last_action(self, action: str | None) -> Played:
        """The action that ran last, as the session summary spells it."""
        return self._expect("lastAction", action)

    def captured(self, *digits: str | None) -> Played:
        """The result of each completed capture, None for nothing."""
        return self._expect("captured", digits)

    def hears(self, *words: str) -> Played:
        """These are heard in this order, others between: parts of prompts, or `/regular expressions/`."""
        return self.expect("hears", _something("hears", words))

    def never(self, *words: str) -> Played:
        """None of these is heard."""
        return self.expect("never", _something("never", words))

    def heard(self, *words: str) -> Played:
        """Exactly these are heard, in this order, nothing else: whole prompts, or `/regular expressions/`."""
        return self.expect("heard", list(words))

    def dials(self, *numbers: str) -> Played:
        """Exactly these numbers are dialled after leg A, in this order."""
        return self._expect("dials", tuple(map(plus, numbers)))

    def webhooks(self, **counts: int) -> Played:
        """How many webhooks of each type are sent, exactly: `VCA=2`."""
        _something("webhooks", counts)
        return self.expect("webhooks", counts)

    def duration(self, *, below: str | int | None = None, above: str | int | None = None) -> Played:
        """The call is shorter, and longer, in simulated time: `60s`, or ms."""
        bounds = {"below": below, "above": above}
        given = {key: parse_time(str(bound)) for key, bound in bounds.items() if bound is not None}
        _something("duration", given)
        return self._expect("duration", Duration(**given))

    def body(self, type: str, at: int, fields: dict[str, Any]) -> Played:  # noqa: A002 - as in a scenario file
        """Webhook number `at` (from 1) of a type has these fields, by JSON path."""
        _something("body", fields)
        return self.expect("bodies", [{"type": type, "at": at, **fields}])

    def expect(self, key: str, value: Any) -> Played:
        """Any key of `expect`, also one of a plug-in, with its value as a scenario file has it. Raises UsageError."""
        return self._hold(expectation(key, value))

    def _expect(self, key: str, value: Any) -> Played:
        return self._hold(Expected(key, value, Span()))

    def _hold(self, what: Expected) -> Played:
        __tracebackhide__ = True
        found = list(misses(what, self.run, self._seen))
        if found:
            causes = [f"backend: {fault.what}" for fault in self.run.backend_faults]
            lines = [*causes, *(_line(what.key, miss) for miss in found), "", str(self.run)]
            lines += printed_lines(self.run.printed)
            raise AssertionError("\n".join(lines))
        return self


def _something(method: str, given: Collection[Any]) -> list[Any]:
    """What a method is given. Raises UsageError where that is nothing: it would hold of every call."""
    if not given:
        raise UsageError(f"`{method}` is given nothing to compare")
    return list(given)


def _line(key: str, miss: Miss) -> str:
    return f"{key}: expected {miss.expected}, found {miss.found}"
