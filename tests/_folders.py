"""The files of the project by folder: a check of each file is one test a folder, thousands of tests take minutes."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[1]


def name_of(file: Path) -> str:
    """Its path, from the root of the project on."""
    return file.relative_to(ROOT).as_posix()


def by_folder(files: Iterable[Path]) -> pytest.MarkDecorator:
    """The parameter `files` of a test: those of one folder, and of all that are in it."""
    found: dict[str, list[Path]] = defaultdict(list)
    for file in files:
        found["/".join(file.relative_to(ROOT).parent.parts[:2])].append(file)
    return pytest.mark.parametrize("files", [pytest.param(group, id=folder) for folder, group in sorted(found.items())])
