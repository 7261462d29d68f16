"""Where an action stands in its list: all that its part of the table may refer to."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, Protocol

from attrs import field

from simulator.model.machine.speech import language_of, speaking_ms
from simulator.model.machine.table import (
    LegName,
    Part,
    Phase,
    Play,
    Prompt,
    Role,
    Row,
    State,
    StateRequest,
    Trigger,
    WaitsFor,
    place_name,
)
from simulator.model.record import frozen

if TYPE_CHECKING:
    from simulator.model.assumptions import Assumptions


class Action(Protocol):
    """What the compiler needs of an action; each file in this folder has one class like this.

    `NAME` is how requests spell it, `SUMMARY` how session summaries do, `FIRST` the part it begins with.
    """

    NAME: ClassVar[str]
    SUMMARY: ClassVar[str]
    FIRST: ClassVar[str]

    def states(self, step: Position) -> tuple[State, ...]:
        """The states of the action at this place; in the first of them it begins."""
        ...

    def rows(self, step: Position) -> tuple[Row, ...]:
        """What leads from state to state; no text of the action has a bearing on it."""
        ...


@frozen(eq=False)
class Position:
    """An action's place: `number` counts from 1, `onward` is the state after the action is complete."""

    number: int
    action: str
    leg: LegName
    onward: str
    after_capture: str
    settings: Assumptions
    place: str = field(init=False)

    @place.default
    def _place(self) -> str:
        return place_name(self.number, self.action)

    def name(self, part: str) -> str:
        """The name of a state of this action: `2.sayAndCapture.collecting`."""
        return f"{self.place}.{part}"

    def state(
        self,
        part: str,
        *requests: StateRequest,
        phase: Phase = "talking",
        role: Role | None = None,
        waits_for: WaitsFor | None = None,
    ) -> State:
        """A state of this action."""
        return State(self.name(part), phase, requests, self.number - 1, role, self.action, part, waits_for)

    def speak(
        self,
        part: Part,
        text: str | None,
        voice: str | None,
        language: str | None,
        speed: float | None,
        repetition: int | None = None,
    ) -> Play:
        """A request to speak `text`, its length estimated; no text takes no time."""
        speed, times = speed or 1.0, repetition or 1
        once = speaking_ms(text, language_of(voice, language), speed, self.settings) if text else 0
        prompt = Prompt(part, text or "", None, times, float(speed), voice or language, once * times)
        return Play(prompt)


@lru_cache(maxsize=4096)
def plain_row(source: str, trigger: Trigger, dest: str) -> Row:
    """A row without guard and effects; "2.say.speaking" and its like lead on alike in every other list."""
    return Row(source, trigger, dest)
