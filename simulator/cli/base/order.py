"""Options may stand anywhere: in front of the command, and between the files. argparse wants them in one place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

_NEGATIVE = re.compile(r"-\d+")
"""What argparse takes for a number and no option: a status code."""

LineParts = tuple[list[str], list[str]]
"""The options with their values, and all other words."""


def in_order(whole: argparse.ArgumentParser, arguments: Sequence[str], at: int) -> list[str] | None:
    """The command at a place of the line first, then its options, then all else.

    None where something stands in front of it that is no option of it, so that it may not be the command at all.
    """
    command, end = whole, at
    while end < len(arguments) and (below := _below(command, arguments[end])) is not None:
        command, end = below, end + 1
    name, before, after = list(arguments[at:end]), arguments[:at], arguments[end:]
    front, rest = _parts(command, before), _parts(command, after)
    if front is None or front[1]:
        return None
    if rest is None:
        return [*name, *front[0], *after]
    return [*name, *front[0], *rest[0], *rest[1]]


def _below(command: argparse.ArgumentParser, word: str) -> argparse.ArgumentParser | None:
    for action in command._actions:
        if isinstance(action.choices, dict):
            found: argparse.ArgumentParser | None = action.choices.get(word)
            return found
    return None


def _parts(command: argparse.ArgumentParser, words: Sequence[str]) -> LineParts | None:
    """The words of a command told apart; None where an option lacks its value, or is none of the command's."""
    options: list[str] = []
    others: list[str] = []
    waiting = list(reversed(words))
    while waiting:
        word = waiting.pop()
        if word == "--":
            return options, [*others, word, *reversed(waiting)]
        if not _is_option(word):
            others.append(word)
            continue
        options.append(word)
        known = command._option_string_actions.get(word.partition("=")[0])
        if known is None:
            return None
        if known.nargs is None and "=" not in word:
            if not waiting or _is_option(waiting[-1]):
                return None
            options.append(waiting.pop())
    return options, others


def _is_option(word: str) -> bool:
    return word.startswith("-") and word != "-" and not _NEGATIVE.fullmatch(word)
