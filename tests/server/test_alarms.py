"""Who is to be woken when: what is due now is for the next turn, and leaves the timer of a later alarm as it is."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from attrs import define, field

from simulator.server.sessions.alarms import Alarms

if TYPE_CHECKING:
    from collections.abc import Callable


@define(eq=False)
class Timer:
    """A timer of a loop that a test turns."""

    delay: float
    what: Callable[[], None]
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True


@define(eq=False)
class Sleeper:
    """Counts how often it was woken."""

    alarm: int = 0
    woken: int = 0

    def wake(self) -> None:
        self.woken += 1


@define
class Loop:
    """Real seconds, and the timers that were asked for."""

    now: float = 10.0
    timers: list[Timer] = field(factory=list)

    def later(self, delay: float, what: Callable[[], None]) -> Timer:
        self.timers.append(Timer(delay, what))
        return self.timers[-1]


def test_what_is_due_now_does_not_move_the_timer_of_a_later_alarm() -> None:
    loop = Loop()
    alarms = Alarms(lambda: loop.now, loop.later)
    late, soon, never = Sleeper(), Sleeper(), Sleeper()
    alarms.set(late, 15.0)
    alarms.set(soon, 9.0)
    alarms.set(Sleeper(), 10.0)
    alarms.set(never, inf)
    assert [(one.delay, one.cancelled) for one in loop.timers] == [(5.0, False), (0.0, False)]
    loop.timers[1].what()
    assert (late.woken, soon.woken) == (0, 1)
    assert len(loop.timers) == 2  # the first is still good
    loop.now = 15.0
    loop.timers[0].what()
    assert (late.woken, never.woken) == (1, 0)


def test_an_earlier_alarm_takes_the_timer_and_an_older_one_of_the_same_is_passed_over() -> None:
    loop = Loop()
    alarms = Alarms(lambda: loop.now, loop.later)
    one = Sleeper()
    alarms.set(one, 15.0)
    alarms.set(one, 12.0)
    assert [(timer.delay, timer.cancelled) for timer in loop.timers] == [(5.0, True), (2.0, False)]
    loop.now = 20.0
    loop.timers[1].what()
    assert one.woken == 1


def test_all_are_forgotten_those_that_are_due_too() -> None:
    loop = Loop()
    alarms = Alarms(lambda: loop.now, loop.later)
    alarms.set(Sleeper(), 15.0)
    alarms.set(Sleeper(), 9.0)
    alarms.stop()
    assert all(one.cancelled for one in loop.timers)
    alarms.stop()
