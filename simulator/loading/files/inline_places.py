"""Where the paths of inline bodies stand in their file: it is read again when a message asks, which calls never do."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from simulator.loading.paths import parent, steps
from simulator.loading.yaml.nodes import spans_of
from simulator.loading.yaml.text import load_yaml

if TYPE_CHECKING:
    from typing import Any

    from simulator.model.diagnostic import Span
    from simulator.model.flow.file_text import FileText


class InlinePlaces:
    """The places in one file; its nodes are not kept beside the flow, since they take more than all else of it."""

    def __init__(self, text: FileText) -> None:
        self._text = text
        self._at = lru_cache(maxsize=256)(self._spans)

    def at(self, body: str, path: str, key: str = "") -> Span:
        """The place of a path of the body that stands at the path `body`, or what would hold it; or of a name there."""
        if key:
            return self._of_key(body + key[1:])
        spans = self._at(body)
        while path not in spans:
            path = parent(path)
        return spans[path]

    def _of_key(self, path: str) -> Span:
        *above, name = steps(path)
        node = self._root
        for step in above:
            node = node.items[step]
        found: Span = node.keys[name]
        return found

    @cached_property
    def _root(self) -> Any:
        return load_yaml(self._text.text.encode("utf-8", "surrogatepass")).root

    def _spans(self, body: str) -> dict[str, Span]:
        node = self._root
        for step in steps(body):
            node = node.items[step]
        return {"$" + path[len(body) :]: span for path, span in spans_of(node).items()}
