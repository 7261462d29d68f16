"""The files that a YAML file of ours names: read from its own folder, and remembered for whoever watches them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.flow.file_text import FileText

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.loading.files.account_file import Read
    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode


class NamedFiles:
    """Reads what a file names; `names` are all files that were asked for, also those that are not there."""

    def __init__(self, folder: Path, read: Read, fields: Fields) -> None:
        self.folder, self.names = folder, dict[str, None]()
        self._read, self._fields = read, fields

    def read(self, path: Path) -> bytes:
        """Read a file and remember its name. Raises OSError."""
        self.names[path.as_posix()] = None
        return self._read(path)

    def at(self, node: YamlNode) -> tuple[Path, bytes] | None:
        """The file that a node names and its content; None, and a finding, where it cannot be read."""
        name = self._fields.text(node)
        if name is None:
            return None
        path = self.folder / name
        try:
            return path, self.read(path)
        except (OSError, ValueError):
            hint = f"paths are read from the folder of this file: there should be a file {path.as_posix()}"
            self._fields.fault("F005", node, f"the file `{name}` cannot be read", hint)
            return None


def file_text(path: Path, raw: bytes) -> FileText:
    """A file's name and text, bytes that are no UTF-8 replaced."""
    return FileText(path.as_posix(), raw.decode(errors="replace"))
