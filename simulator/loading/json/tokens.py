"""A text that is not quite JSON, cut into tokens: also those that JSON does not have, so that each can be named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from simulator.loading.signs import HIDDEN
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

JsonTokenKind = Literal["mark", "string", "folded", "open", "single", "curly", "word", "comment", "hidden", "other"]

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
    |(?P<mark>[{}\[\]:,])
    |(?P<string>"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*")
    |(?P<comment>//[^\r\n]*|\#[^\r\n]*|/\*[\s\S]*?\*/|/\*[\s\S]*)
    |(?P<single>'[^'\r\n]*')
    |(?P<curly>[“”„][^“”\r\n]*[“”])
    |(?P<word>[A-Za-z0-9_.$+\-@&%^*()!?=<>~|;\\]+)
    |(?P<hidden>"""
    + HIDDEN.pattern
    + r""")
    |(?P<other>[\s\S])""",
    re.VERBOSE,
)
_LITERAL = re.compile(r"true|false|null|-?[0-9][0-9.eE+-]*")
_NEXT_QUOTE = re.compile(r'[^"\\]*(?:\\[\s\S][^"\\]*)*"')
_LINE_END = re.compile(r"[\r\n]|\Z")
_GOES_ON = re.compile(r"\s*[,:}\]]")


@frozen
class JsonToken:
    """A piece of the text and where it begins.

    `folded` is a string with line breaks in it, `open` one that is never closed on its line; `single` and
    `curly` are in quotation marks of another kind; `word` is anything in none; `hidden` is a sign that nobody sees.
    """

    kind: JsonTokenKind
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


def tokens(text: str) -> list[JsonToken]:
    """All tokens but white space; words that stand on one line with only blanks between are one.

    They are in the order of the text, except that what is hidden in such words comes before them.
    """
    found: list[JsonToken] = []
    phrase: list[JsonToken] = []
    for token in _cut(text):
        if token.kind == "hidden":
            found.append(token)
            continue
        if phrase and not _goes_with(text, phrase, token):
            found.append(_joined(text, phrase))
            phrase = []
        if token.kind in ("word", "other"):
            phrase.append(token)
        else:
            found.append(token)
    return [*found, _joined(text, phrase)] if phrase else found


def _joined(text: str, phrase: list[JsonToken]) -> JsonToken:
    if len(phrase) == 1:
        return phrase[0]
    return JsonToken("word", text[phrase[0].start : phrase[-1].end], phrase[0].start)


def _cut(text: str) -> Iterator[JsonToken]:
    at = 0
    while match := _TOKEN.match(text, at):
        kind, at = match.lastgroup, match.end()
        if match.group() == '"':
            token = _unclosed(text, match.start())
            at = token.end
            yield token
        elif kind != "space":
            yield JsonToken(kind, match.group(), match.start())  # type: ignore[arg-type]


def _unclosed(text: str, start: int) -> JsonToken:
    """A string that does not end on its line: it goes over line breaks, or its last quote was forgotten."""
    closing = _NEXT_QUOTE.match(text, start + 1)
    if closing and _GOES_ON.match(text, closing.end()):
        return JsonToken("folded", text[start : closing.end()], start)
    line_end = _LINE_END.search(text, start)
    assert line_end is not None
    line = text[start : line_end.start()]
    return JsonToken("open", line.rstrip(" \t\r,}]") or '"', start)


def _goes_with(text: str, phrase: list[JsonToken], token: JsonToken) -> bool:
    """Whether a token is one more word of an unquoted text: `Hello there`, but not `1 2`."""
    if token.kind not in ("word", "other"):
        return False
    between = HIDDEN.sub(" ", text[phrase[-1].end : token.start])
    two_values = len(phrase) == 1 and _LITERAL.fullmatch(phrase[0].text) and _LITERAL.fullmatch(token.text)
    return not between or not (two_values or between.strip(" \t"))
