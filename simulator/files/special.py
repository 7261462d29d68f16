"""What is no plain file: devices, pipes, folders, and the descriptors of a process."""

from __future__ import annotations

import stat
from pathlib import Path

_LINKS = 40
"""How many links after each other are followed, as systems do."""

_OPEN = Path("/dev/fd")

KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}
"""What is no plain file, in words."""


def is_descriptor(path: Path) -> bool:
    """Whether a name leads to something open in a process, as `/dev/stdin` and `<(command)` of a shell do."""
    name = path.absolute()
    for _ in range(_LINKS):
        folder = name.parent.resolve()
        if folder == _OPEN or (folder.parts[1:2] == ("proc",) and folder.name == "fd"):
            return True
        if not name.is_symlink():
            return False
        name = folder / name.readlink()
    return False
