"""Where the paths of inline bodies stand in their file: it is read again when a message asks, which calls never do."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from simulator.loading.paths import parent, steps
from simulator.loading.yaml.nodes import spans_of
from simulator.loading.yaml.rewriting import fix_in
from simulator.loading.yaml.text import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from simulator.model.diagnostic import Fix, Instead, Span
    from simulator.model.flow.file_text import FileText


class InlinePlaces:
    """The places in one file; its nodes are not kept beside the flow, since they take more than all else of it."""

    def __init__(self, text: FileText) -> None:
        self._text = text
        self._at = lru_cache(maxsize=256)(self._spans)

    def __reduce__(self) -> tuple[type[InlinePlaces], tuple[FileText]]:
        """How it is pickled: its text alone."""
        return type(self), (self._text,)

    def at(self, body: str, path: str, key: str = "") -> Span:
        """The place of a path of the body that stands at the path `body`, or what would hold it; or of a name there."""
        if key:
            return self._of_key(body + key[1:])
        spans = self._at(body)
        while path not in spans:
            path = parent(path)
        return spans[path]

    def fix(self, body: str, path: str, instead: Instead) -> Fix | None:
        """What to write in the file for another value, or another name, at a path of that body that exists."""
        span = self.at(body, path, path if instead.name else "")
        return fix_in(self._text.text.removeprefix("\ufeff"), span, instead)

    def _of_key(self, path: str) -> Span:
        *above, name = steps(path)
        found: Span = self._node(above).keys[name]
        return found

    @cached_property
    def _root(self) -> Any:
        return load_yaml(self._text.text.encode("utf-8", "surrogatepass")).root

    def _spans(self, body: str) -> dict[str, Span]:
        return {"$" + path[len(body) :]: span for path, span in spans_of(self._node(steps(body))).items()}

    def _node(self, way: Iterable[str | int]) -> Any:
        node = self._root
        for step in way:
            node = node.items[step]
        return node
