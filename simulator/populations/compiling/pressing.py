"""What is pressed at a capture: each way to press with its ends, and the keys that stand for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from simulator.exploring.expecting.at_entry import AtEntry
from simulator.exploring.expecting.entering import EntryForm
from simulator.exploring.expecting.entry_law import strokes
from simulator.populations.layout import CLOSING, COUNTED, IGNORED

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.model.behaviour.behaviour import Place
    from simulator.model.call.event import EntryReason

Alternatives = list[tuple[float, str]]
"""Keys, or the names of what a leg comes to, each with its chance."""


class Pressing(NamedTuple):
    """One way to press: ms of the first key without the reaction, what each key is, and the ends by their number.

    An end is the name of its input class, "" where there is none, and whether the entry was rejected.
    """

    begin: int
    codes: tuple[int, ...]
    ends: tuple[tuple[str, bool], ...]


def pressings(place: Place, entries: AtEntry) -> dict[Pressing, Alternatives]:
    """All ways to press at a capture, with the keys of each: what is alike to the platform is one of them."""
    form = EntryForm.of(place, entries.settings)
    found: dict[Pressing, Alternatives] = {}
    for chance, keys, begin in entries.pressed(place):
        if chance > 0:
            one = Pressing(begin, _codes(form, keys), _ends(form, keys, _namer(place, form, entries)))
            found.setdefault(one, []).append((chance, keys))
    return found


def _codes(form: EntryForm, keys: str) -> tuple[int, ...]:
    """What each key is, up to the one that ends the entry."""
    found: list[int] = []
    for key in keys:
        if key == "#" and form.hash_ends:
            return (*found, CLOSING)
        found.append(IGNORED if key == "#" and not form.hash_is_key else COUNTED)
        if form.completes and found.count(COUNTED) == form.high:
            break
    return tuple(found)


def _namer(place: Place, form: EntryForm, entries: AtEntry) -> Callable[[str, int, EntryReason], tuple[str, bool]]:
    def named(digits: str, count: int, reason: EntryReason) -> tuple[str, bool]:
        judged = "accepted" if reason == "maxDigits" else form.judged(count, reason)
        return entries.named(place, form, digits, (count, reason)), judged == "rejected"

    return named


def _ends(
    form: EntryForm, keys: str, named: Callable[[str, int, EntryReason], tuple[str, bool]]
) -> tuple[tuple[str, bool], ...]:
    """By how many keys counted: the end by each timer; then that by the last key."""
    digits, pressed = strokes(form, keys)
    found: list[tuple[str, bool]] = []
    for count in range(len(_codes(form, keys)) + 1):
        some = count <= pressed.digits
        found.append(named(digits, count, "digitTimeout") if some and form.digit_timeout else ("", False))
        found.append(named(digits, count, "overallTimeout") if some else ("", False))
    if pressed.closed:
        return (*found, named(digits, pressed.digits, "hash"))
    full = form.completes and pressed.digits == form.high
    return (*found, named(digits, pressed.digits, "maxDigits") if full else ("", False))
