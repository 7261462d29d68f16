"""What is being typed: the word at the cursor, and the place in the outline that it will stand at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.loading.yaml.nodes import YamlMap, YamlScalar
from simulator.lsp.base.nodes import steps_of
from simulator.lsp.outline.excerpt import excerpt
from simulator.lsp.outline.outline import outline
from simulator.model.diagnostic import Span
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.loading.yaml.nodes import YamlNode
    from simulator.lsp.base.nodes import NodeSteps

_MARK = "\ue000cursor\ue000"
_CLOSED = re.compile(r"""(?<!\w)(?:"(?:\\.|[^"\\])*"|'(?:''|[^'])*'(?!'))|(?<!\w)["'].*""")
_WORD = re.compile(r"""(?P<quote>["'])(?P<inside>.*)|(?P<plain>(?!-[ ]|[?][ ])[^\s"'\[\]{},:#][^\[\]{},:#]*)?""")
_QUOTE = re.compile(r"""(?<!\w)["']""")
_HIDDEN = "\0"
_SIGNS = (*"[]{},:#", _HIDDEN)
"""What ends a word without quotes."""
_REST = re.compile(r"""[^\s"'\[\]{},:#]*""")
_AFTER = re.compile(r"""["']?\s*:(?:\s|$)""")


@frozen
class TypedWord:
    """What is typed: `steps` lead to what holds it (a key) or to itself (a value); `span` is what will be replaced.

    `quote` is the quotation mark that it stands behind, if any; `has_value` says that a colon follows.
    """

    root: YamlNode
    steps: NodeSteps
    is_key: bool
    word: str
    span: Span
    quote: str = ""
    has_value: bool = False
    has_quote: bool = False
    """Whether the closing quotation mark is there already."""
    alone: bool = False
    """Whether it stands alone in its line, or behind a dash, and may still become the first key of a mapping."""


def typed_at(lines: list[str], line: int, column: int) -> TypedWord | None:
    """What is being typed at a place, which counts from 1; None in a comment, and where nothing can stand."""
    said = lines[line - 1]
    before, after = said[: column - 1], said[column - 1 :]
    masked = _CLOSED.sub(_masked, before)
    if re.search(r"(?:^|[ \t])#", masked.partition('"')[0].partition("'")[0]):
        return None
    found = _last_word(masked)
    quote = found["quote"] or ""
    start = found.start() + len(quote)
    rest = after.partition(quote)[0] if quote else _REST.match(after)[0]  # type: ignore[index]
    end = column - 1 + len(rest)
    marked = [*lines[: line - 1], f"{said[:start]}{_MARK}{said[end:]}", *lines[line:]]
    span = Span(line, start + 1, line, end + 1)
    place = _place(outline("\n".join(excerpt(marked, line - 1))))
    if place is None:
        return None
    root, steps, is_key = place
    tail = said[end:]
    return TypedWord(
        root, steps, is_key, before[start:], span, quote,
        has_value=bool(_AFTER.match(tail)), has_quote=bool(quote) and tail.startswith(quote),
        alone=not is_key and not before[:start].strip(" -"),
    )  # fmt: skip


def _masked(text: re.Match[str]) -> str:
    """A text in quotes out of sight; one that is still open is left."""
    said = text[0]
    return _HIDDEN * len(said) if len(said) > 1 and said[-1] == said[0] else said


def _last_word(masked: str) -> re.Match[str]:
    """The word that ends where the cursor is: the first place from which on all is one.

    None reaches over a text in quotes, and a plain one not over a sign: what stands before is not looked at.
    """
    begin = max(map(masked.rfind, _SIGNS)) + 1
    quote = _QUOTE.search(masked, masked.rfind(_HIDDEN) + 1)
    for at in range(min(begin, quote.start()) if quote else begin, len(masked) + 1):
        if found := _WORD.fullmatch(masked, at):
            return found
    raise AssertionError("the empty word is one")  # pragma: no cover


def _place(roots: Iterable[YamlNode]) -> tuple[YamlNode, NodeSteps, bool] | None:
    """Where the mark stands: the document, the way to it, and whether it is a key there."""
    for root in roots:
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, YamlScalar):
                if node.text == _MARK:
                    return root, steps_of(node.way), False
            elif isinstance(node, YamlMap):
                if _MARK in node.items:
                    return root, steps_of(node.way), True
                waiting.extend(node.items.values())
            else:
                waiting.extend(node.items)
    return None
