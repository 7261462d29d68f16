"""What the file of an operation declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from simulator.model.record import frozen

if TYPE_CHECKING:
    from simulator.server.api.base.family import Family
    from simulator.server.api.base.message import Incoming, Outgoing


@frozen
class Refusal:
    """An error of one HTTP status: in words, its codes (the status itself where none is said), another envelope."""

    words: str
    codes: tuple[int, ...] = ()
    envelope: Any = None


UNUSABLE = Refusal("the body cannot be used")
WRONG_QUERY = Refusal("a part of the query cannot be used")


class Operation(Protocol):
    """What the file of an operation declares.

    Where it has one, also `BODY`: the schema of its body (it may refer to a schema of files, `#/definitions/NAME`),
    `EXAMPLE`: one, where the examples in the schema make none, and `NEEDED`: whether it has to be there; `QUERY`: the
    schema of each part of the query; `SUCCESS`: the HTTP status of its answer (or those) where that is not 200;
    `MEDIA`: its type (or types) where that is not JSON; `HEADERS`: those of its answer, in words; `REFUSED`: its own
    errors by HTTP status; `CHANGES_ALL`: that it makes another server of this one, for which all others that change
    something wait. What every operation can answer is in `document/errors.py`.
    """

    METHOD: str
    PATH: str
    """A template: `{name}` stands for one part of the path."""
    FAMILY: Family
    """How its errors look."""
    SUMMARY: str
    """One line for the OpenAPI document."""
    ANSWER: Any
    """The type of its answer: a `TypedDict`, `str` where it is no JSON, None where it has no body."""

    async def answer(self, asked: Incoming, /) -> Outgoing:
        """The answer."""
        ...
