"""What a caller presses: tokens like `1`, `42#`, `2w3`, `^1`, `silence`, `hangup`, one for each entry.

A token answers one *entry* (a try of a capture) and never reaches into another; what comes at a time of its own,
`1@12s` and `hangup@12s`, answers none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from attrs import field

from simulator.errors import UsageError
from simulator.model.call.outcome import Presses
from simulator.model.record import frozen
from simulator.registry import nearest

FIRST_KEY_MS = 1000
"""The first key comes so long after the prompt ends (or begins, where it is pressed during the prompt)."""
NEXT_KEY_MS = 300
SHORT_PAUSE_MS, LONG_PAUSE_MS = 500, 1000
KEYS = "0123456789*#ABCD"
"""The sixteen keys of DTMF (RFC 4733)."""

AFTER = r"(?:[0-9]{1,9}(?:\.[0-9]{1,9})?(?:ms|s)|0)"
"""A time after answering, as it is written (an expression without groups)."""

_MS = r"\[[0-9]{1,9}\]"
TOKEN = rf"silence|hangup(?:{_MS})?|(?:hangup|[0-9*#A-D])@{AFTER}|\^?(?:(?:[wW]|{_MS})*[0-9*#A-D])+"
"""A token, as an expression without groups."""

_HANGUP = re.compile(r"hangup(?:\[([0-9]{1,9})\])?")
_AFTER = re.compile(AFTER)
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
class TimedToken:
    """A key that is pressed (or, where `key` is empty, a hang-up) `at` ms after answering, whatever is going on.

    A hang-up that `pauses` is that of who has waited so long: its time does not count while leg B talks.
    """

    text: str
    at: int
    key: str = ""
    pauses: bool = field(default=False, eq=False, repr=False)


def hangup_at(ms: int) -> TimedToken:
    """The caller hangs up so many ms after answering."""
    return TimedToken(f"hangup@{ms}ms", ms)


@frozen
class Script:
    """A whole script: a token for each entry, and what is done at times of its own."""

    tokens: tuple[KeyToken, ...] = ()
    timed: tuple[TimedToken, ...] = ()

    @property
    def text(self) -> str:
        """The script as `parse_script` reads it."""
        return " ".join([*(token.text for token in self.tokens), *(token.text for token in self.timed)])


def parse_script(text: str) -> Script:
    """Read tokens separated by spaces. Raises UsageError naming the token and what was expected."""
    found = [parse_token(word) for word in text.split()]
    return Script(
        tuple([one for one in found if isinstance(one, KeyToken)]),
        tuple([one for one in found if isinstance(one, TimedToken)]),
    )


@lru_cache(maxsize=1024)
def parse_token(word: str) -> KeyToken | TimedToken:
    """Read one token. Raises UsageError."""
    if word == "silence":
        return KeyToken(word)
    if found := _HANGUP.fullmatch(word):
        return KeyToken(word, hangup=int(found[1] or 0))
    if "@" in word:
        return _timed(word)
    during = word.startswith("^")
    return KeyToken(word, _strokes(word, word[1:] if during else word), during)


def _timed(word: str) -> TimedToken:
    head, _, when = word.partition("@")
    if head != "hangup" and (head not in KEYS or len(head) != 1):
        raise UsageError(_untimed(word, head))
    if not _AFTER.fullmatch(when):
        if when[-1:].isdigit() and _AFTER.fullmatch(f"{when}s"):
            raise UsageError(f'the key token "{word}" is not known: did you mean "{word}s"?')
        expected = f"expected a time after answering with its unit, as in {head}@12s or {head}@1200ms"
        raise UsageError(f'"{when}" in the key token "{word}" is no such time: {expected}')
    ms = round(float(when[:-2])) if when.endswith("ms") else round(float(when.rstrip("s")) * 1000)
    return hangup_at(ms) if head == "hangup" else TimedToken(word, ms, head)


def _untimed(word: str, head: str) -> str:
    """What is wrong with what stands before a time."""
    if head and not set(head) - set(KEYS):
        more = f"{head[0]}@12s {head[1]}@12300ms"
        return f'the key token "{word}" has {len(head)} keys at one time: write a token for each, as in {more}'
    if near := nearest(head, ("hangup",), 1):
        return f'the key token "{word}" is not known: did you mean "{near[0]}@12s"?'
    if head in ("a", "b", "c", "d"):
        return _complaint(word, head)
    return f'"{head}" in the key token "{word}" is no key: expected one of 0-9 * # A-D before the @, or hangup@12s'


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
    known = ("silence", "hangup", "hangup[3000]", "hangup@12s")
    near = nearest(word, known, 1) if len(word) > 2 else ()
    if near:
        return f'the key token "{word}" is not known: did you mean "{near[0]}"?'
    if rest and rest[0] in "abcd":
        return f'"{rest[0]}" in the key token "{word}" is no key: the fourth column is written in capitals, A to D'
    if _PAUSE.match(rest):
        return f'the key token "{word}" ends in a pause: a pause stands before the key that it delays'
    found = f'"{rest[0]}" in the key token "{word}" is no key' if rest else f'the key token "{word}" has no key'
    expected = (
        "expected 0-9 * # A-D, pauses (w, W, [ms]), a leading ^, a time (1@12s), or one of silence, hangup, hangup@12s"
    )
    return f"{found}: {expected}"
