"""What several lints look at: the spoken texts of a body, its captures, and its plain numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.machine.speech import language_of

if TYPE_CHECKING:
    from simulator.loading.body.body import Body, ListedAction


def text_of(entry: ListedAction, param: str) -> str | None:
    """A parameter that is a text with something in it, and has no fault of its own."""
    value = entry.get(param)
    return value if isinstance(value, str) and value.strip() else None


def whole(entry: ListedAction, param: str) -> int | None:
    """A parameter that is a whole number, and has no fault of its own."""
    value = entry.get(param)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def given_or_prompt(entry: ListedAction, param: str) -> str:
    """The path of a parameter, or of the prompt where it is not given: `params` as a whole is for missing ones."""
    return entry.at(param if param in entry.given else "promptMessage")


def spoken(body: Body) -> tuple[tuple[ListedAction, str, str], ...]:
    """Every spoken text: its entry, the parameter's name, and the text."""
    return body.spoken


def named(body: Body, action: str) -> tuple[ListedAction, ...]:
    """The entries of this action, in order."""
    return tuple(entry for entry in body.entries if entry.name == action)


def captures(body: Body) -> tuple[ListedAction, ...]:
    """The captures of the list, in order."""
    return named(body, "sayAndCapture")


def spoken_language(entry: ListedAction) -> str:
    """The language that the entry's voice speaks, English where it names none."""
    return language_of(text_of(entry, "voiceProfile"), text_of(entry, "language"))


def ends_in_hangup(body: Body) -> bool:
    """Whether the list ends in a `hangup`, so that the VCA webhook is not asked."""
    return bool(body.names) and body.names[-1] == "hangup"


def at_fault(body: Body, path: str) -> bool:
    """Whether reading the body already found something wrong at this path."""
    return any(fault.path == path for fault in body.faults)
