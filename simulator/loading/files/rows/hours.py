"""When a row is open: `between`, `days` and `timezone`, which stand in its `when` or beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.files.flow_fields import HOURS
from simulator.loading.yaml.nodes import YamlList
from simulator.model.diagnostic import Instead
from simulator.model.flow.hours import DAY, DAYS, EVERY_DAY, Hours, zone
from simulator.registry import nearest

if TYPE_CHECKING:
    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode

_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST = 2
"""So many letters tell the days of the week apart."""


def read_hours(when: dict[str, YamlNode], row: dict[str, YamlNode], fields: Fields) -> Hours | None:
    """The hours that a row names in `when` or beside it, one key or more; None where what it names is at fault."""
    for key in HOURS:
        if key in when and key in row:
            fields.fault("F007", row[key], f"`{key}` stands in `when` and beside it", "keep one of the two")
    given = {**row, **when}
    named = {key: given[key] for key in HOURS if key in given}
    if len(named) == 1 and "timezone" in named:
        hint = 'add `between: ["09:00", "17:00"]` or `days: mon-fri`'
        fields.fault("F006", named["timezone"], "a time zone alone opens and closes nothing", hint)
        return None
    times = _between(named["between"], fields) if "between" in named else (0, DAY)
    days = _days(named["days"], fields) if "days" in named else EVERY_DAY
    place = _timezone(named["timezone"], fields) if "timezone" in named else "UTC"
    return None if times is None or not days or place is None else Hours(*times, days, place)


def _between(node: YamlNode, fields: Fields) -> tuple[int, int] | None:
    hint = 'write when it opens and when it closes: ["09:00", "17:00"]'
    if not isinstance(node, YamlList) or len(node.items) != 2:
        fields.fault("F003", node, "`between` needs two times of the day", hint)
        return None
    start, end = (_minute(item, fields) for item in node.items)
    if start is None or end is None:
        return None
    if start in (end, DAY):
        fields.fault("F004", node, "it would never be open between these times", f"{hint}; leave it out for all day")
        return None
    return start, end


def _minute(node: YamlNode, fields: Fields) -> int | None:
    text = fields.text(node)
    if text is None:
        return None
    hours, _, minutes = text.partition(":")
    if not (hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit() and len(text) <= 5):
        fields.fault("F004", node, f"`{text}` is no time of the day", 'write hours and minutes, as in "09:00"')
        return None
    found, right = int(hours) * 60 + int(minutes), f"{int(hours):02}:{minutes}"
    if found > DAY or int(minutes) >= 60 or len(minutes) != 2:
        fields.fault("F004", node, f"`{text}` is no time of the day", 'times go from "00:00" to "24:00"')
        return None
    if text != right:
        fields.fault("F004", node, f"`{text}` is no time of the day", f'write "{right}"', fix=Instead(text, right))
        return None
    return found


def _days(node: YamlNode, fields: Fields) -> tuple[int, ...]:
    """The numbers of the days that are named, in the order of the week; none where one of them is at fault."""
    listed = node.items if isinstance(node, YamlList) else [node]
    if not listed:
        fields.fault("F004", node, "the list names no day", "name one, or leave `days` out for every day")
    found = [_span(item, fields) for item in listed]
    return tuple(sorted({day for days in found for day in days})) if all(found) else ()


def _span(node: YamlNode, fields: Fields) -> tuple[int, ...]:
    """The days from the first to the last of a range, which may go past Sunday; one alone is a range too."""
    text = fields.text(node)
    if text is None:
        return ()
    first, _, last = text.partition("-")
    for word in (first, last or first):
        if word not in DAYS:
            meant = next((day for day, full in zip(DAYS, _FULL, strict=True) if _is(word, full)), None)
            hint = f"did you mean `{meant}`?" if meant else "write mon, tue, wed, thu, fri, sat, sun, or mon-fri"
            fix = Instead(text, meant) if meant and word == text else None
            fields.fault("F004", node, f"`{word}` is no day of the week", hint, fix=fix)
            return ()
    begin, end = DAYS.index(first), DAYS.index(last or first)
    return tuple((begin + after) % 7 for after in range((end - begin) % 7 + 1))


def _is(word: str, full: str) -> bool:
    plain = word.strip().rstrip(".").lower()
    return len(plain) >= _SHORTEST and full.startswith(plain)


def _timezone(node: YamlNode, fields: Fields) -> str | None:
    name = fields.text(node)
    if name is None:
        return None
    try:
        zone(name)
    except (KeyError, ValueError, OSError):
        fields.fault("F004", node, *_no_zone(name))
        return None
    return name


def _no_zone(name: str) -> tuple[str, str]:
    """What is wrong with a name, and what to do; without data about zones no name is right."""
    from zoneinfo import available_timezones

    known = available_timezones()
    if not known:
        what = f"`{name}` cannot be looked up: this machine has no data about time zones"
        return what, "install it (python -m pip install tzdata), or use UTC"
    near = nearest(name, sorted(known), 1)
    return (
        f"`{name}` is no time zone",
        f"did you mean `{near[0]}`?" if near else "write a name as Europe/Berlin, or UTC",
    )
