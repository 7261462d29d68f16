"""The name of a file as an editor gives it (`file:///c%3A/My%20flows/a.flow.yaml`) and as the system does."""

from __future__ import annotations

import os.path
from pathlib import Path
from urllib.parse import urlsplit

from pygls import uris


def path_of_uri(uri: str) -> Path:
    """The path of a document; one that lies in no file (`untitled:Untitled-1`) is called by its last name."""
    try:
        found = uris.to_fs_path(uri) or urlsplit(uri).path.rpartition("/")[2]
    except ValueError:  # `file://[`: no URI at all
        found = uri.rpartition("/")[2]
    return normal(Path(found.replace("\0", "") or "untitled"))


def uri_of(path: Path) -> str:
    """The URI of a file."""
    return str(uris.from_fs_path(os.path.abspath(path)))  # noqa: PTH100 - a name need not exist, and links stay


def normal(path: Path) -> Path:
    """One name for each file: without `..` in it; links are left as they are."""
    return Path(os.path.normpath(path))
