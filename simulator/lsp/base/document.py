"""A text as it stands in an editor or on the disk, and what is worked out of it once."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from simulator.loading.files.recognised import kind_named, kind_of
from simulator.loading.yaml.composing import compose
from simulator.lsp.outline.outline import outline

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.loading.files.recognised import FileKind
    from simulator.loading.yaml.nodes import YamlNode

LARGEST = 4_000_000
"""Characters of a text beyond which it is checked, but no longer looked into at a keystroke."""
_ACCOUNT = re.compile(r"(?:.+\.)?account\.ya?ml")
"""`serviceaccount.yaml` is of others."""


class EditedFile:
    """One version of a text; a change makes another document. `uri` is the editor's own spelling of its name.

    `whole` is False for a file of the disk that is no UTF-8: what an editor would write of it is another file.
    """

    def __init__(self, path: Path, text: str, uri: str = "", version: int | None = None, *, whole: bool = True) -> None:
        self.path, self.text, self.uri, self.version, self.whole = path, text, uri, version, whole

    @cached_property
    def raw(self) -> bytes:
        """The text as a file would hold it."""
        return self.text.encode("utf-8", "surrogatepass")

    @cached_property
    def kind(self) -> FileKind | None:
        """What it is by its keys or its name; None where it is none of ours."""
        found = kind_named(self.path.name, kind_of(self.raw))
        if found is None and _ACCOUNT.fullmatch(self.path.name):
            return "account"
        return found

    @cached_property
    def roots(self) -> tuple[YamlNode, ...]:
        """The nodes of each of its documents, as far as it can be read."""
        if len(self.text) > LARGEST:
            return ()
        read = self.sound
        return self.outlined if read is None else read

    @cached_property
    def sound(self) -> tuple[YamlNode, ...] | None:
        """The nodes as the loader has them; None where it would find the text broken."""
        found = compose(self.text.removeprefix("\ufeff"))
        if not self.whole or found is None or any(root is None or told for root, told in found):
            return None
        return tuple(root for root, _ in found if root is not None)

    @cached_property
    def outlined(self) -> tuple[YamlNode, ...]:
        """The nodes of a text that may be broken."""
        return outline(self.text.removeprefix("\ufeff"))

    @property
    def as_json(self) -> bool:
        """Whether it is written as JSON, where each name and text has its quotes."""
        return self.text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")
