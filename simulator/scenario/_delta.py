"""Delta debugging: what can be taken away from a list, and from a key token, while something still fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from simulator.model.call.keys import KeyToken, parse_token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

T = TypeVar("T")
Stroke = tuple[int | None, str]


def fewest(items: tuple[T, ...], fails: Callable[[tuple[T, ...]], bool]) -> tuple[T, ...]:
    """Items of which no single one, and no run of neighbours, can be taken away.

    Halves are tried first, then ever smaller parts; last every run of neighbours, since a detour of a caller is one.
    """
    size = len(items)
    while size:
        items = _without(items, size, size, fails)
        size //= 2
    before = None
    while before != items:
        before = items
        for size in range(1, len(items) + 1):
            items = _without(items, size, 1, fails)
    return items


def _without(items: tuple[T, ...], size: int, step: int, fails: Callable[[tuple[T, ...]], bool]) -> tuple[T, ...]:
    """The items without the runs of this size that are not needed, tried from the first on."""
    at = 0
    while at < len(items):
        rest = (*items[:at], *items[at + size :])
        if fails(rest):
            items = rest
        else:
            at += step
    return items


def lighter(word: str, fails: Callable[[str], bool]) -> str:
    """The token with as few keys as possible: none at all, fewer, without pauses, after the prompt."""
    token = parse_token(word)
    if not isinstance(token, KeyToken) or not token.strokes:
        return word
    if fails("silence"):
        return "silence"
    during, strokes = token.during, token.strokes
    strokes = fewest(strokes, lambda some: bool(some) and fails(_word(during, some)))
    for number, (pause, key) in enumerate(strokes):
        plain = (*strokes[:number], (None, key), *strokes[number + 1 :])
        if pause is not None and fails(_word(during, plain)):
            strokes = plain
    if during and fails(_word(False, strokes)):
        during = False
    return word if (during, strokes) == (token.during, token.strokes) else _word(during, strokes)


def _word(during: bool, strokes: Sequence[Stroke]) -> str:
    return ("^" if during else "") + "".join(_strokes(strokes))


def _strokes(strokes: Sequence[Stroke]) -> Iterator[str]:
    for pause, key in strokes:
        yield key if pause is None else f"[{pause}]{key}"
