"""Slips of YAML in plain words: what was written, what YAML takes it for, and how to write what was meant.

Each function knows one slip; the first that recognises its own is asked. What none knows is told in the parser's words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from simulator.loading.words import printable
from simulator.loading.yaml.slip import Slip, in_quotes
from simulator.loading.yaml.slip_indents import by_indent
from simulator.loading.yaml.slip_signs import after_quote, bare, comment, directive, escape, hidden, open_quote, tab

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.loading.yaml.slip import SlipWords

_NO_BLANK = re.compile(r"[ \t]*(?:-[ \t]+)*(?P<key>[A-Za-z_][\w-]*):(?P<value>[^\s/].*)")
_NO_BLANK_DASH = re.compile(r"[ \t]*-(?P<value>[^\s-].*)")
_KEY = re.compile(r"[ \t]*(?:-[ \t]+)*[\w\"'$.-]+:[ \t]")


def told(error: Any, text: str) -> SlipWords:
    """What is wrong where a parser stopped."""
    slip = Slip.of(error, text)
    for look in _SLIPS:
        if found := look(slip):
            return found
    return slip.told(slip.problem, "see the line above as well", slip.line, slip.column)


def _bracket(slip: Slip) -> SlipWords | None:
    """A bracket that is never closed, closes nothing, or closes another."""
    sign = slip.here[slip.column : slip.column + 1]
    if "<block end>, but found" in slip.problem and sign in ("]", "}", ","):
        what = f"`{sign}` closes nothing that is open" if sign != "," else "a comma stands after the value"
        hint = "remove it: only inside of [ ] and { } are values parted by commas"
        return slip.told(what, hint, slip.line, slip.column)
    begun = slip.unclosed() if slip.context.startswith("while parsing a flow") else None
    if begun is None or ("content" in slip.problem and "stream end" not in slip.problem):
        return None
    (line, column), opened = slip.place(begun), slip.text[begun]
    closer = "]" if opened == "[" else "}"
    if slip.line == line and sign not in ("]", "}") and "stream end" not in slip.problem:
        return None
    what = f"the `{opened}` that opens here is not closed"
    if sign in ("]", "}"):
        what += f": `{sign}` stands on line {slip.line + 1} where `{closer}` is needed"
    return slip.told(what, f"write `{closer}` where it ends", line, column)


def _no_blank(slip: Slip) -> SlipWords | None:
    """`text:Hello` and `-item`."""
    if "could not find expected" not in slip.problem and "mapping values" not in slip.problem:
        return None
    line = slip.first if slip.context else slip.above
    if found := _NO_BLANK.fullmatch(slip.lines[line]):
        what, meant = f"a blank is missing after `{found['key']}:`", f"{found['key']}: {found['value']}"
        return slip.told(what, f"write `{printable(meant)}`", line, found.end("key"))
    if found := _NO_BLANK_DASH.fullmatch(slip.lines[line]):
        meant = printable(found["value"])
        return slip.told("a blank is missing after the dash", f"write `- {meant}`", line, found.start("value") - 1)
    return None


def _colon(slip: Slip) -> SlipWords | None:
    """`text: Please note: we are closed`."""
    if "mapping values" not in slip.problem and "but got ':'" not in slip.problem:
        return None
    at, value = slip.value(slip.line) if slip.line < len(slip.lines) else (0, "")
    if slip.context:
        at, value = slip.flow_value()
    if not at < slip.column < at + len(value) or not (slip.context or "- " in slip.here or _KEY.match(slip.here)):
        return None
    what = f"the value `{printable(value)}` holds a colon and a blank, which to YAML parts a key from its value"
    return slip.told(what, f"write it in quotes: {in_quotes(value)}", slip.line, at, len(value))


def _no_colon(slip: Slip) -> SlipWords | None:
    if "could not find expected" not in slip.problem:
        return None
    line = slip.lines[slip.first]
    what = f"`{printable(line.strip())}` is neither `key: value` nor a part of the text above it"
    hint = "add what is missing, or indent it deeper than the key whose text it goes on with"
    return slip.told(what, hint, slip.first, slip.first_column, len(line) - slip.first_column)


def _dash(slip: Slip) -> SlipWords | None:
    signs = {"sequence entries": "- ` begins a list item", "mapping keys": "? ` begins a key"}
    for words, meaning in signs.items():
        if words in slip.problem:
            value = slip.here[slip.column :].rstrip()
            hint = f"write it on the next line, or in quotes where it is a text: {in_quotes(value)}"
            return slip.told(f"`{meaning}, and cannot stand behind a key", hint, slip.line, slip.column, len(value))
    return None


def _nothing(slip: Slip) -> SlipWords | None:
    sign = slip.here[slip.column : slip.column + 1]
    twice = "mapping values" in slip.problem and slip.here[: slip.column].rstrip().endswith(":")
    if not twice and ("node content" not in slip.problem or sign not in (",", "]", "}", ":")):
        return None
    return slip.told(f"`{sign}` stands where a value is needed", "write the value, in quotes", slip.line, slip.column)


def _more(slip: Slip) -> SlipWords | None:
    """Something stands behind a value that has ended."""
    shown = printable(slip.here[slip.column :].strip())
    if not shown or not any(words in slip.problem for words in ("<block end>", "expected ','", "<document start>")):
        return None
    what, hint = f"the value before `{shown}` has ended already", "put a text that goes on in quotes, all of it"
    if "expected ','" in slip.problem:
        hint = f"{hint}, or write a comma between two values"
    return slip.told(what, hint, slip.line, slip.column, len(slip.here.rstrip()) - slip.column)


_SLIPS: tuple[Callable[[Slip], SlipWords | None], ...] = (
    tab, comment, bare, directive, _nothing, _colon, hidden, open_quote, after_quote, _no_blank, _bracket, escape,
    _no_colon, _dash, by_indent, _more,
)  # fmt: skip
