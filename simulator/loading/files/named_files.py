"""The files that a YAML file of ours names: read from its own folder, and remembered for whoever watches them."""

from __future__ import annotations

from errno import EFBIG, ENODEV
from typing import TYPE_CHECKING

from simulator.files.strangers import STRANGE, is_far
from simulator.loading.files.recognised import kind_of
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
            raw = self.read(path)
        except (OSError, ValueError) as error:
            hint = f"paths are read from the folder of this file: there should be a file {path.as_posix()}"
            self._fields.fault("F005", node, f"the file `{name}` cannot be read{_why(error)}", hint)
            return None
        if kind_of(raw) is None and is_far(path, self.folder):
            self._fields.fault("F005", node, f"the file `{name}` is not shown", STRANGE)
            return None
        return path, raw


def _why(error: OSError | ValueError) -> str:
    """What is said beside: that there is no such file goes without saying."""
    known = isinstance(error, OSError) and error.errno in (ENODEV, EFBIG)
    return f": {error.strerror}" if known and isinstance(error, OSError) else ""


def file_text(path: Path, raw: bytes) -> FileText:
    """A file's name and text, bytes that are no UTF-8 replaced."""
    return FileText(path.as_posix(), raw.decode(errors="replace"))
