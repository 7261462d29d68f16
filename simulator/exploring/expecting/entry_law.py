"""The law of one entry: after a first key and gaps by chance, how it ends, with how many keys, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from simulator.exploring.expecting.entering import entered, timer
from simulator.exploring.expecting.sums import GRID, on_grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.exploring.expecting.entering import EntryForm
    from simulator.exploring.expecting.sums import Cells
    from simulator.model.call.event import EntryReason

LEAST = 1e-15
"""A chance that is none."""
Ending = tuple[int, "EntryReason"]
"""How many of the keys counted, and what ended the entry."""
Endings = dict[Ending, "Cells"]


class Strokes(NamedTuple):
    """Keys as an entry takes them: so many digits, and whether `#` ends them; `gaps` before each but the first."""

    digits: int
    closed: bool

    @property
    def keys(self) -> int:
        """All keys."""
        return self.digits + self.closed


def strokes(form: EntryForm, keys: str) -> tuple[str, Strokes]:
    """The digits of keys that can count, and how they are pressed; what comes after the end is lost."""
    digits = ""
    for key in keys:
        if key == "#" and form.hash_ends:
            return digits, Strokes(len(digits), closed=True)
        if key != "#" or form.hash_is_key:
            digits += key
        if form.completes and len(digits) == form.high:
            break
    return digits, Strokes(len(digits), closed=False)


def silent(form: EntryForm) -> tuple[float, EntryReason]:
    """When an entry without a key ends, and by which timer."""
    end = entered(form, ())
    return float(end.at), end.reason


def entry_law(form: EntryForm, pressed: Strokes, first: Cells, gap: Cells) -> Endings:
    """How an entry ends whose first key comes at the times `first` (from the beginning of the prompt)."""
    found: Endings = {}
    early = [one for one in first if one[0] < form.prompt]
    late = [one for one in first if one[0] >= form.prompt]
    overall = form.overall_timeout if form.from_start else form.prompt + form.overall_timeout
    if late:
        _follow(form, pressed, late, gap, float(overall), found)
    if early and form.from_start:
        _follow(form, pressed, early, gap, float(overall), found)
    elif early:
        _interrupting(form, pressed, early, gap, found)
    return found


def _interrupting(form: EntryForm, pressed: Strokes, first: Cells, gap: Cells, found: Endings) -> None:
    """Where keys stop the prompt all timers begin with the first of them."""
    own: Endings = {}
    _follow(form._replace(prompt=0), pressed, [(0.0, 1.0)], gap, float(form.overall_timeout), own)
    begins = on_grid(first)
    for ending, cells in own.items():
        found.setdefault(ending, []).extend((at + begin, share * part) for begin, part in begins for at, share in cells)


def _follow(form: EntryForm, pressed: Strokes, first: Cells, gap: Cells, overall: float, found: Endings) -> None:
    """Key by key: who is in time goes on, who is not is ended by a timer."""
    here = list(_in_time(form, first, 0, overall, found))
    for number in range(1, pressed.keys):
        here = list(_in_time(form, _added(form, here, gap, number, overall, found), None, overall, found))
    _end(form, pressed, here, overall, found)


def _in_time(
    form: EntryForm, cells: Cells, number: int | None, overall: float, found: Endings
) -> Iterator[tuple[float, float]]:
    """Those whose first key (number 0) comes before a timer; later ones were looked at as they were added."""
    if number is None:
        yield from cells
        return
    ends, reason = timer(form, form.prompt, int(overall))
    for at, share in cells:
        if at < ends or (at == ends and form.key_first):
            yield at, share
        else:
            found.setdefault((0, reason), []).append((float(ends), share))


def _added(form: EntryForm, here: Cells, gap: Cells, number: int, overall: float, found: Endings) -> Cells:
    """The times of the next key; who takes too long for a timer stays with `number` keys."""
    most = form.digit_timeout
    soon = [one for one in gap if one[0] < most or (one[0] == most and form.key_first)] if most else gap
    missed = 1 - sum(share for _, share in soon)
    if len(soon) < len(gap):
        for at, share in here:
            ends, reason = timer(form, int(at), int(overall))
            found.setdefault((number, reason), []).append((float(ends), share * missed))
    on_time, late = _cut(*_sum_of(here, soon), overall, form.key_first)
    if late:
        found.setdefault((number, "overallTimeout"), []).append((overall, late))
    return on_time


def _sum_of(here: Cells, gaps: Cells) -> tuple[Cells, int]:
    """The times with each gap added, and how far apart they are (0: they are exact)."""
    if len(here) <= 1 or len(gaps) <= 1:
        return [(at + ms, share * part) for at, share in here for ms, part in gaps], 0
    begin, shares = _dense(on_grid(here))
    then, parts = _dense(on_grid(gaps))
    sums = [0.0] * (len(shares) + len(parts) - 1)
    for at, part in enumerate(parts):
        if part:
            sums[at : at + len(shares)] = [
                known + part * share for known, share in zip(sums[at:], shares, strict=False)
            ]
    return [((begin + then + at) * float(GRID), share) for at, share in enumerate(sums) if share > LEAST], GRID


def _dense(cells: Cells) -> tuple[int, list[float]]:
    """The first place on the grid, and the chance at each from there on."""
    first = round(cells[0][0] / GRID)
    found = [0.0] * (round(cells[-1][0] / GRID) - first + 1)
    for ms, share in cells:
        found[round(ms / GRID) - first] = share
    return first, found


def _cut(cells: Cells, wide: int, overall: float, key_first: bool) -> tuple[Cells, float]:
    """Who is not too late for the overall timer, and the chance of the others; a time on a grid is that wide."""
    kept, late = [], 0.0
    for at, share in cells:
        if wide:
            inside = min(max((overall - at) / wide + 0.5, 0.0), 1.0)
        else:
            inside = float(at < overall or (at == overall and key_first))
        late += share * (1 - inside)
        if inside:
            kept.append((min(at, overall), share * inside))
    return kept, late


def _end(form: EntryForm, pressed: Strokes, here: Cells, overall: float, found: Endings) -> None:
    """What ends the entry once the last key was pressed."""
    if pressed.closed:
        found.setdefault((pressed.digits, "hash"), []).extend(here)
    elif form.completes and pressed.digits == form.high:
        found.setdefault((pressed.digits, "maxDigits"), []).extend(here)
    else:
        for at, share in here:
            ends, reason = timer(form, int(at), int(overall))
            found.setdefault((pressed.digits, reason), []).append((at - int(at) + ends, share))


def hanging_up(form: EntryForm, reaction: Sequence[tuple[float, float]], timers: tuple[int, ...]) -> Cells:
    """When those hang up who do at this entry: at any time until they would have pressed, before a timer."""
    step = max(1, len(reaction) // PARTS)
    shares = [reaction[at : at + step] for at in range(0, len(reaction), step)]
    found: Cells = []
    for some in shares:
        chance = sum(share for _, share in some)
        last = max(0.0, form.prompt + min(sum(ms * share for ms, share in some) / chance, *(ms - 1 for ms in timers)))
        found += [(last * (part + 0.5) / POINTS, chance / POINTS) for part in range(POINTS)]
    return found


PARTS, POINTS = 64, 32
