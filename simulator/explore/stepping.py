"""Two ways to take a step: go on from a copy of the call, or run the whole call again from its beginning.

A reply table has no memory, so that a copy goes on. A live backend may remember its callers: there every path is
a new session from the first dial on, and what it answered before is held against what it answers now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from attrs import define, field, frozen

from simulator.engine.call import Call
from simulator.errors import StrayedError
from simulator.explore.probes import PASS
from simulator.explore.stops import Asking, go_on, key_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.engine.ports import Responder
    from simulator.engine.setting import Setting
    from simulator.explore.probes import Probe
    from simulator.explore.stops import Key
    from simulator.model.event import Event

    Fingerprint = Callable[[Call], str]


@frozen(slots=False)
class Stop:
    """A call that needs the outside, `depth` moves from its beginning; `keys` ends in its own key.

    The path that led here, and the keys of the stops on it, are kept only where it is needed to come here again.
    """

    call: Call
    keys: tuple[Key, ...]
    path: tuple[Probe, ...] = ()
    depth: int = 0

    @property
    def key(self) -> Key:
        """All that the future depends on."""
        return self.keys[-1]


@frozen(slots=False)
class Step:
    """What came of a probe: the events, what the webhook was asked, the ms, and the next stop; None where it ended."""

    events: list[Event]
    asked: list[Asking]
    ms: int
    stop: Stop | None


class Stepper(Protocol):
    """How exploration moves."""

    def begin(self) -> Step:
        """The beginning of a call; the stop is where its first leg is dialled, or the call that comes in."""
        ...

    def take(self, stop: Stop, probe: Probe) -> Step:
        """What comes of a probe. Raises StrayedError."""
        ...


@define
class Forking:
    """Goes on from copies; the responder is shared, since it remembers nothing."""

    setting: Setting
    responder: Responder

    def begin(self) -> Step:
        """The beginning of a call."""
        return _begin(Call(self.setting), self.responder, None)

    def take(self, stop: Stop, probe: Probe) -> Step:
        """What comes of a probe."""
        call = stop.call.fork()
        call.trace = []
        step = _take(call, stop, probe, self.responder, None)
        after = step.stop
        if after is None:
            return step
        return Step(step.events, step.asked, step.ms, Stop(call, after.keys[-1:], (), after.depth))


@define
class Replaying:
    """Runs each path anew, in a session of its own (other ids) and with a fresh backend."""

    setting: Callable[[int], Setting]
    responder: Callable[[], Responder]
    fingerprint: Fingerprint | None = None
    sessions: int = field(init=False, default=0)

    def begin(self) -> Step:
        """The beginning of a call."""
        self.sessions += 1
        return _begin(Call(self.setting(self.sessions)), self.responder(), self.fingerprint)

    def take(self, stop: Stop, probe: Probe) -> Step:
        """What comes of a probe at the end of a stop's path. Raises StrayedError."""
        self.sessions += 1
        responder = self.responder()
        step = _begin(Call(self.setting(self.sessions)), responder, self.fingerprint)
        for at, before in enumerate(stop.path):
            here = _expected(step, stop.keys[at], at)
            step = _take(here.call, here, before, responder, self.fingerprint)
        here = _expected(step, stop.key, len(stop.path))
        return _take(here.call, here, probe, responder, self.fingerprint)


def _expected(step: Step, key: Key, at: int) -> Stop:
    if step.stop is None:
        raise StrayedError(at, "the call ends")
    if step.stop.key != key:
        raise StrayedError(at, shown(step.stop.key))
    return step.stop


def shown(key: Key) -> str:
    """A key in words, short."""
    return " ".join(str(part) for part in key if part not in (None, ""))


def _begin(call: Call, responder: Responder, fingerprint: Fingerprint | None) -> Step:
    if call.setting.inbound is not None:
        return Step([], [], 0, Stop(call, (("inbound",),)))
    asked: list[Asking] = []
    stands = go_on(call, responder, asked)
    return Step(call.trace, asked, call.now, _stop(call, None, PASS, fingerprint) if stands else None)


def _take(call: Call, stop: Stop, probe: Probe, responder: Responder, fingerprint: Fingerprint | None) -> Step:
    before, since = len(call.trace), call.now
    asked: list[Asking] = []
    probe.feed(call)
    stands = go_on(call, responder, asked)
    after = _stop(call, stop, probe, fingerprint) if stands else None
    return Step(call.trace[before:], asked, call.now - since, after)


def _stop(call: Call, before: Stop | None, probe: Probe, fingerprint: Fingerprint | None) -> Stop:
    key = key_of(call) if fingerprint is None else (*key_of(call), fingerprint(call))
    if before is None:
        return Stop(call, (key,))
    return Stop(call, (*before.keys, key), (*before.path, probe), before.depth + 1)
