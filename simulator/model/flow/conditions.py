"""What an invariant says of a call: a class for each kind of condition, and no list of them but `loading`'s rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from attrs import field

from simulator.model.number import plus
from simulator.model.record import frozen

if TYPE_CHECKING:
    from simulator.model.call.happening import Happening
    from simulator.model.call.wanted import Words


class InvariantCondition(Protocol):
    """What all conditions have, beside the one value that a flow file gives.

    `early`: it can come true before the end, so that it can bound a scope. `timed`: it comes true at the end of a move
    of exploration, so that its time is known there.
    """

    early: ClassVar[bool]
    timed: ClassVar[bool]

    @property
    def words(self) -> str:
        """The condition as a clause: `the call ends`."""
        ...

    def met(self, one: Happening) -> bool:
        """Whether it comes true with this."""
        ...


@frozen
class HeardCondition:
    """A prompt, message or file begins that has these words; one that is cut short counts whole."""

    said: Words
    early: ClassVar[bool] = True
    timed: ClassVar[bool] = False

    @property
    def words(self) -> str:
        """With the text as it was written."""
        text = self.said.text
        return f"{text} is heard" if self.said.is_pattern else f'"{text}" is heard'

    def met(self, one: Happening) -> bool:
        """Whether something begins that has them."""
        return one.kind == "heard" and self.said.found_in(one.text)


@frozen
class DialledCondition:
    """A leg after the first is dialled with this number; a dial that the account's coverage refuses is none."""

    number: str
    early: ClassVar[bool] = True
    timed: ClassVar[bool] = True

    @property
    def words(self) -> str:
        """With the number as webhooks spell it."""
        return f"{plus(self.number)} is dialled"

    def met(self, one: Happening) -> bool:
        """Whether it is the number, with or without its plus."""
        return one.kind == "dialled" and plus(one.text) == plus(self.number)


@frozen
class StatusCondition:
    """The session ends with this status."""

    status: str
    early: ClassVar[bool] = False
    timed: ClassVar[bool] = True

    @property
    def words(self) -> str:
        """With the status."""
        return f"the session is {self.status}"

    def met(self, one: Happening) -> bool:
        """Whether it ends so."""
        return one.is_over and one.status == self.status


@frozen
class ErrorCondition:
    """The session ends with this error."""

    code: int = field(converter=int)
    early: ClassVar[bool] = False
    timed: ClassVar[bool] = True

    @property
    def words(self) -> str:
        """With the code."""
        return f"the error is {self.code}"

    def met(self, one: Happening) -> bool:
        """Whether it ends so."""
        return one.is_over and one.error == self.code


@frozen
class EndCondition:
    """The call ends, however it does; one that the simulator gives up has not ended."""

    ends: bool = True
    early: ClassVar[bool] = False
    timed: ClassVar[bool] = True

    @property
    def words(self) -> str:
        """The same for each."""
        return "the call ends"

    def met(self, one: Happening) -> bool:
        """Whether it is over."""
        return one.is_over
