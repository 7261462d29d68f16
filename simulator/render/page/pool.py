"""Markup as data: what is said more than once stands there once, and the page's script builds elements of it.

Nothing of it is ever read as markup: texts become texts, and names of elements and attributes are ours.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from simulator.render.page.markup import Html, attributes_of, fit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_FOR_A_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""What could end the element that the data stand in."""


class Ref(int):
    """The number of an element or a text of a pool."""

    __slots__ = ()


class Pool:
    """Texts and elements by number, each once; `hide` masks what is not to be seen in a text."""

    def __init__(self, hide: Callable[[str], str] = str) -> None:
        self._hide = hide
        self._shapes: dict[tuple[str, tuple[tuple[str, object], ...]], int] = {}
        self._nodes: dict[str | tuple[int, ...], Ref] = {}
        self._said: dict[str, Ref] = {}

    def tag(self, name: str, /, *inside: object, **attributes: Any) -> Ref:
        """An element, as `simulator.render.page.markup.tag` takes it."""
        shape = name, tuple(attributes.items())
        number = self._shapes.get(shape)
        if number is None:
            number = self._shapes[shape] = len(self._shapes)
        parts = [number]
        self._add(parts, inside)
        return self._ref(tuple(parts))

    def refs(self, inside: object) -> list[int]:
        """The numbers of pieces; None, and what nobody sees, is left out."""
        found: list[int] = []
        self._add(found, inside)
        return found

    def _add(self, found: list[int], inside: object) -> None:
        if type(inside) is Ref:
            found.append(inside)
        elif isinstance(inside, list | tuple):
            for one in inside:
                self._add(found, one)
        elif inside is not None and (words := str(inside)) not in ("", "\n"):
            found.append(self._said.get(words) or self._say(words))

    def _say(self, words: str) -> Ref:
        self._said[words] = found = self._ref(self._hide(fit(words)))
        return found

    def _ref(self, node: str | tuple[int, ...]) -> Ref:
        found = self._nodes.get(node)
        if found is None:
            found = self._nodes[node] = Ref(len(self._nodes))
        return found

    def block(self, calls: Sequence[Sequence[int]]) -> Html:
        """All of it as an element that is no script to a browser: shapes, nodes, and the numbers of each call."""
        shapes = [
            [name, {key: value or "" for key, value in attributes_of(dict(given))}] for name, given in self._shapes
        ]
        data = {"shapes": shapes, "nodes": list(self._nodes), "calls": calls}
        words = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_FOR_A_SCRIPT)
        return Html(f'<script type="application/json" id="kept">{words}</script>\n')
