"""Links of pages to files outside `docs/`: the site shows these files on pages of its own, so no link leaves it."""

from __future__ import annotations

import re
from posixpath import relpath
from typing import TYPE_CHECKING

from manual.reference.base.page import fence, page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = "source"
_LINK = re.compile(r"(\]\()(?!\w+:|#)([^)#\s]+)((?:#[^)]*)?\))")
_LANGUAGES = {".json": "json", ".yaml": "yaml", ".yml": "yaml", ".py": "python", ".md": "markdown", ".toml": "toml"}


def bring_in(root: Path, pages: Path) -> None:
    """Lead the links of staged pages that leave `docs/` to pages that show what they name."""
    for file in sorted(pages.rglob("*.md")):
        at = file.relative_to(pages).parent
        text = file.read_text(encoding="utf-8")
        known = dict(_outside(text, root, root / "docs" / at))
        for target, path in known.items():
            text = text.replace(f"]({target}", f"]({relpath(path, at.as_posix())}")
        if known:
            file.write_text(text, encoding="utf-8")
    for path in sorted({path for file in pages.rglob("*.md") for path in _named(file, pages)}):
        _write(root / path, path, pages)


def _outside(text: str, root: Path, at: Path) -> Iterator[tuple[str, str]]:
    """Each target of a page that is outside, with the page that will show it."""
    for _, target, _ in _LINK.findall(text):
        there = (at / target).resolve()
        if there.is_relative_to(root) and not there.is_relative_to(root / "docs") and there.exists():
            yield target, f"{FOLDER}/{there.relative_to(root).as_posix()}.md"


def _named(file: Path, pages: Path) -> Iterator[str]:
    """What the pages of sources that a page links to show, by its path in the project."""
    for _, target, _ in _LINK.findall(file.read_text(encoding="utf-8")):
        there = (file.parent / target).resolve()
        if there.is_relative_to((pages / FOLDER).resolve()):
            yield there.relative_to((pages / FOLDER).resolve()).as_posix().removesuffix(".md")


def _write(source: Path, path: str, pages: Path) -> None:
    files = sorted(source.iterdir()) if source.is_dir() else [source]
    shown = [part for file in files if file.suffix in _LANGUAGES for part in _shown(file)]
    there = pages / FOLDER / f"{path}.md"
    there.parent.mkdir(parents=True, exist_ok=True)
    there.write_text(page("", path, *shown).text, encoding="utf-8")


def _shown(file: Path) -> Iterator[str]:
    yield f"## `{file.name}`"
    yield fence(_LANGUAGES[file.suffix], file.read_text(encoding="utf-8"))
