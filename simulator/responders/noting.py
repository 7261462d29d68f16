"""A function that answers is given texts that note what they are compared with: what it tells apart, and nobody wrote.

Only comparisons of texts can be noted: a set or a dict compares hashes first, and a number is no longer the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from simulator.errors import UsageError
from simulator.model.call.keys import KEYS
from simulator.model.flow.where import parse_where
from simulator.responders.function import FunctionBackend
from simulator.responders.live import Live

if TYPE_CHECKING:
    from simulator.engine.ports import Responder
    from simulator.model.flow.flow_file import FlowFile
    from simulator.responders.live import Served

    Noted = dict[str, None]
    """What texts were compared with, in the order in which it came."""

MOST = 200
"""Texts after which no more are noted: a backend that looks through a long list is no longer looking for one."""


class NotingText(str):
    """A text of keys that notes which texts of keys it is compared with, also part by part."""

    noted: Noted

    @classmethod
    def of(cls, text: str, noted: Noted) -> NotingText:
        """The same text, which notes."""
        made = cls(text)
        made.noted = noted
        return made

    def _note(self, other: object) -> None:
        if isinstance(other, str) and is_entry(other) and len(self.noted) < MOST:
            self.noted[str(other)] = None

    def __eq__(self, other: object) -> bool:
        self._note(other)
        return str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        self._note(other)
        return str.__ne__(self, other)

    __hash__ = str.__hash__

    def startswith(self, prefix: Any, *bounds: Any) -> bool:
        """As a text's, noting each beginning that is asked for."""
        for one in prefix if isinstance(prefix, tuple) else (prefix,):
            self._note(one)
        return str.startswith(self, prefix, *bounds)

    def endswith(self, suffix: Any, *bounds: Any) -> bool:
        """As a text's, noting each ending that is asked for."""
        for one in suffix if isinstance(suffix, tuple) else (suffix,):
            self._note(one)
        return str.endswith(self, suffix, *bounds)

    def __getitem__(self, at: Any) -> str:
        return NotingText.of(str.__getitem__(self, at), self.noted)

    def strip(self, chars: str | None = None) -> str:
        """As a text's: what is left notes too."""
        return NotingText.of(str.strip(self, chars), self.noted)

    def rstrip(self, chars: str | None = None) -> str:
        """As a text's: what is left notes too."""
        return NotingText.of(str.rstrip(self, chars), self.noted)

    def lstrip(self, chars: str | None = None) -> str:
        """As a text's: what is left notes too."""
        return NotingText.of(str.lstrip(self, chars), self.noted)


@frozen
class Noting(FunctionBackend):
    """Calls a function with texts that note; `noted` is what they were compared with."""

    noted: Noted

    def send(self, body: dict[str, Any], most: int) -> Served:
        """Call it with the body, in which each text of keys notes."""
        return FunctionBackend.send(self, _noting(body, self.noted), most)


def notes_of(flow: FlowFile) -> Noted:
    """Where a flow's function notes. Raises UsageError where no function of this process answers."""
    if flow.backend is None or parse_where(flow.backend).kind != "python":
        raise UsageError("only a function in this process (python:) can be given texts that note comparisons")
    return {}


def noting(responder: Responder, noted: Noted) -> Responder:
    """The responder of a function, which is given texts that note."""
    assert isinstance(responder, Live)  # a table is not asked in words
    assert isinstance(responder.backend, FunctionBackend)  # other backends are sent bytes
    return evolve(responder, backend=Noting(responder.backend.imported, noted))


def is_entry(text: str) -> bool:
    """Whether a text is made of keys."""
    return bool(text) and not str.strip(text, KEYS)


def _noting(value: Any, noted: Noted) -> Any:
    if isinstance(value, dict):
        return {name: _noting(one, noted) for name, one in value.items()}
    return NotingText.of(value, noted) if isinstance(value, str) and is_entry(value) else value
