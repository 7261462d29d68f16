"""What a caller presses: tokens like `1`, `42#`, `2w3`, `^1`, `silence`, `hangup`, one for each entry.

A token answers one *entry* (a try of a capture) and never reaches into another.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from simulator.errors import UsageError
from simulator.model.call.outcome import Presses
from simulator.model.record import frozen

FIRST_KEY_MS = 1000
"""The first key comes so long after the prompt ends (or begins, where it is pressed during the prompt)."""
NEXT_KEY_MS = 300
SHORT_PAUSE_MS, LONG_PAUSE_MS = 500, 1000
KEYS = "0123456789*#ABCD"
"""The sixteen keys of DTMF (RFC 4733)."""

_HANGUP = re.compile(r"hangup(?:\[([0-9]{1,9})\])?")
_HANGUP_AT = re.compile(r"hangup@([0-9]{1,9}(?:\.[0-9]{1,9})?)(ms|s)")
_STROKE = re.compile(r"((?:[wW]|\[[0-9]{1,9}\])*)([0-9*#A-D])")
_PAUSE = re.compile(r"[wW]|\[([0-9]{1,9})\]")


@frozen
class KeyToken:
    """One answer to one entry: key strokes with the pause before each in ms (None: the usual one).

    `during` presses during the prompt; `hangup` hangs up so many ms after the prompt began.
    """

    text: str
    strokes: tuple[tuple[int | None, str], ...] = ()
    during: bool = False
    hangup: int | None = None

    def presses(self, prompt_ms: int) -> Presses:
        """When each key is pressed, in ms from the beginning of a prompt that lasts `prompt_ms`."""
        at, usual = (0, min(FIRST_KEY_MS, prompt_ms // 2)) if self.during else (prompt_ms, FIRST_KEY_MS)
        keys = []
        for pause, key in self.strokes:
            at += usual if pause is None else pause
            keys.append((at, key))
            usual = NEXT_KEY_MS
        return Presses(tuple(keys), self.hangup)


def token_for(presses: Presses, prompt_ms: int) -> str:
    """The token that presses these keys at an entry whose prompt lasts `prompt_ms`; usual pauses are left out."""
    if not presses.keys:
        return "silence"
    during = presses.keys[0][0] < prompt_ms
    before, usual = (0, min(FIRST_KEY_MS, prompt_ms // 2)) if during else (prompt_ms, FIRST_KEY_MS)
    strokes = []
    for at, key in presses.keys:
        strokes.append(key if at - before == usual else f"[{at - before}]{key}")
        before, usual = at, NEXT_KEY_MS
    return f"{'^' if during else ''}{''.join(strokes)}"


@frozen
class Script:
    """A whole script: a token for each entry, and when the caller hangs up, in ms after answering."""

    tokens: tuple[KeyToken, ...] = ()
    hangups: tuple[int, ...] = ()


def parse_script(text: str) -> Script:
    """Read tokens separated by spaces. Raises UsageError naming the token and what was expected."""
    tokens: list[KeyToken] = []
    hangups: list[int] = []
    for word in text.split():
        found = parse_token(word)
        if isinstance(found, KeyToken):
            tokens.append(found)
        else:
            hangups.append(found)
    return Script(tuple(tokens), tuple(hangups))


@lru_cache(maxsize=1024)
def parse_token(word: str) -> KeyToken | int:
    """Read one token; `hangup@12s` gives its ms. Raises UsageError."""
    if word == "silence":
        return KeyToken(word)
    if found := _HANGUP.fullmatch(word):
        return KeyToken(word, hangup=int(found[1] or 0))
    if found := _HANGUP_AT.fullmatch(word):
        return round(float(found[1]) * (1000 if found[2] == "s" else 1))
    during = word.startswith("^")
    return KeyToken(word, _strokes(word, word[1:] if during else word), during)


def _strokes(word: str, keys: str) -> tuple[tuple[int | None, str], ...]:
    strokes, at = [], 0
    while found := _STROKE.match(keys, at):
        strokes.append((_pause(found[1]), found[2]))
        at = found.end()
    if at < len(keys) or not strokes:
        raise UsageError(_complaint(word, keys[at:]))
    return tuple(strokes)


def _pause(marks: str) -> int | None:
    if not marks:
        return None
    lengths: dict[Literal["w", "W"] | str, int] = {"w": SHORT_PAUSE_MS, "W": LONG_PAUSE_MS}
    return sum(lengths.get(mark[0]) or int(mark[1] or 0) for mark in _PAUSE.finditer(marks))


def _complaint(word: str, rest: str) -> str:
    from simulator.registry import nearest

    known = ("silence", "hangup", "hangup[3000]", "hangup@12s")
    near = nearest(word, known, 1) if len(word) > 2 else ()
    if near:
        return f'the key token "{word}" is not known: did you mean "{near[0]}"?'
    if rest and rest[0] in "abcd":
        return f'"{rest[0]}" in the key token "{word}" is no key: the fourth column is written in capitals, A to D'
    if _PAUSE.match(rest):
        return f'the key token "{word}" ends in a pause: a pause stands before the key that it delays'
    found = f'"{rest[0]}" in the key token "{word}" is no key' if rest else f'the key token "{word}" has no key'
    expected = "expected 0-9 * # A-D, pauses (w, W, [ms]), a leading ^, or one of silence, hangup, hangup@12s"
    return f"{found}: {expected}"
