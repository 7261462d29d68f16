"""Slips with signs that mean something to YAML: quotes, `#`, `*`, `@`, tabs, and those that nobody sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.loading.signs import HIDDEN, named
from simulator.loading.words import printable
from simulator.loading.yaml.slip import in_quotes

if TYPE_CHECKING:
    from simulator.loading.yaml.slip import Slip, SlipWords

_BARE = {
    "*": "`*` begins a YAML alias",
    "&": "`&` begins a YAML anchor",
    "@": "`@` is reserved in YAML",
    "`": "a backtick is reserved in YAML",
    "%": "`%` is reserved in YAML",
    "!": "`!` begins a YAML tag",
    "|": "`|` begins a block of text, whose lines stand below it",
    ">": "`>` begins a block of text, whose lines stand below it",
    "[": "`[` begins a YAML list, which ends at its `]`",
    "{": "`{` begins a YAML mapping, which ends at its `}`",
}
_LONE_RETURN = re.compile("\r(?!\n)")


def hidden(slip: Slip) -> SlipWords | None:
    """A sign that nobody sees, outside of quotes and comments, on the line or on those above."""
    start = slip.starts[max(min(slip.first, slip.above) - 1, 0)]
    inside = [*slip.pieces("text"), *slip.pieces("comment")]
    end = slip.starts[slip.line] + len(slip.here) if slip.line < len(slip.starts) else len(slip.text)
    for found in HIDDEN.finditer(slip.text, start, end):
        if not any(one.start <= found.start() < one.end for one in inside):
            what = f"{named(found.group())} stands here, and YAML takes it for a letter"
            return slip.told(what, "write a plain space, or remove it", *slip.place(found.start()))
    lone = _LONE_RETURN.search(slip.text, start, end) if "\n" in slip.text else None
    if lone is None:
        return None
    what = f"{named(lone.group())} stands here, and ends the line"
    return slip.told(what, "remove it, or end every line as the others", *slip.place(lone.start()))


def tab(slip: Slip) -> SlipWords | None:
    """A tab where YAML counts spaces."""
    if "tab" not in slip.problem and "'\\t'" not in slip.problem:
        return None
    what = "a tab indents this line, and YAML counts spaces only"
    if slip.here[: slip.column].strip():
        what = "a tab stands before a key, where YAML counts spaces"
    return slip.told(what, "write spaces instead of the tab", slip.line, slip.column)


def open_quote(slip: Slip) -> SlipWords | None:
    """A quote that is never closed, or only by the next one further down."""
    if "end of stream" in slip.problem or "document separator" in slip.problem:
        return _unclosed(slip, slip.first, slip.first_column)
    for piece in slip.pieces("text"):
        (line, column), (last, _) = slip.place(piece.start), slip.place(piece.end)
        if line < last == slip.line and piece.end <= slip.offset:
            return _unclosed(slip, line, column)
    return None


def _unclosed(slip: Slip, line: int, column: int) -> SlipWords:
    rest = slip.lines[line][column:]
    what = f"the quote that opens here is not closed on its line: `{printable(rest)}`"
    return slip.told(what, f"write a second {rest[0]} where the text ends", line, column, len(rest))


def after_quote(slip: Slip) -> SlipWords | None:
    """`'It's closed'`: the text ends at the second quote."""
    if "<scalar>" not in slip.problem:
        return None
    for piece in slip.pieces("text"):
        if piece.end <= slip.offset and not slip.text[piece.end : slip.offset].strip(" \t"):
            line, column = slip.place(piece.start)
            quote, rest = slip.text[piece.start], slip.lines[line][column:]
            ends = [found.end() for found in re.finditer(rf"{quote}(?=[ \t]*(?:[,}}\]]|$))", rest)]
            whole = rest[: ends[0]] if ends else rest
            meant = whole[1:-1] if ends else whole
            what = f"the text ends at its second {quote}, and more stands after it: `{printable(whole)}`"
            return slip.told(what, f"write {in_quotes(meant)}", line, column, len(whole))
    return None


def comment(slip: Slip) -> SlipWords | None:
    """`{press: #}`: the rest of the line is a comment, with the brackets in it."""
    if "flow" not in slip.context:
        return None
    for piece in reversed(slip.pieces("comment")):
        said = slip.text[piece.start : piece.end]
        line, column = slip.place(piece.start)
        before = slip.lines[line][:column].rstrip()
        if re.search(r"[\]}]", said) and before and slip.line - line <= 1:
            what = f"`#` begins a comment, so that `{printable(said)}` is not read"
            keys = re.match(r"#[0-9*#]*", said)
            hint = f'write "{keys[0] if keys else "#"}" in quotes, or a comment behind all brackets'
            return slip.told(what, hint, line, column, len(said))
    return None


def bare(slip: Slip) -> SlipWords | None:
    """A value that begins with a sign which means something to YAML."""
    early = re.search("an alias|an anchor|an? tag", slip.context)
    line, column = (slip.first, slip.first_column) if early else (slip.line, slip.column)
    at, value = slip.value(line) if line < len(slip.lines) else (0, "")
    if "flow" in slip.context:
        at, value = slip.flow_value()
    begins = "<scalar>'" in slip.problem or "block scalar" in slip.context
    if begins and value[:1] in _BARE:
        column = at
    sign = slip.lines[line][column : column + 1] if line < len(slip.lines) else ""
    known = any(words in slip.problem for words in ("alphabetic", "undefined alias", "cannot start"))
    if sign not in _BARE or not (known or re.search("an? tag", slip.context) or (begins and column == at)):
        return None
    rest = slip.lines[line][column:]
    if "undefined alias" in slip.problem and re.search(r"(?:^|\s)&\w", slip.text):
        alias = re.split(r"[\s,\]}]", rest)[0]
        hint = f"write &{alias[1:]} before a value that stands above, or put a text in quotes: {in_quotes(alias)}"
        return slip.told(f"the alias `{printable(alias)}` stands for nothing above it", hint, line, column, len(alias))
    meant = value if column == at else re.split(r"[,\]}]|[ \t]#", rest)[0].rstrip()
    shown = f": {in_quotes(meant)}" if "flow" not in slip.context or sign not in "[{" else ""
    return slip.told(_BARE[sign], f"write the value in quotes{shown}", line, column, len(meant))


def directive(slip: Slip) -> SlipWords | None:
    """A line that begins with `%`."""
    line = next((at for at, line in enumerate(slip.lines) if line[:1] == "%"), None)
    if line is None or not ("directive" in slip.context or "<document start>" in slip.problem):
        return None
    return slip.told(_BARE["%"], "put what the line begins with in quotes", line, 0, len(slip.lines[line]))


def escape(slip: Slip) -> SlipWords | None:
    """A backslash in double quotes that begins no escape."""
    if "escape" not in slip.problem or "quoted" not in slip.context:
        return None
    what = f"`\\{slip.here[slip.column : slip.column + 1]}` begins no escape of a text in double quotes"
    if "sequence" in slip.problem:
        what = "an escape in a text in double quotes lacks digits (\\x41, \\u0041)"
    return slip.told(what, "write `\\\\` for a backslash, or put the text in single quotes", slip.line, slip.column)
