"""Which pages the manual has, and in which order: by kind of reader, then the reference."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from attrs import frozen

from manual.reference.base.page import listing, page, plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from manual.generating import Part
    from manual.reference.base.page import Page

Nav = list[Any]
_LINK = re.compile(r"\]\((?!\w+:)([^)#\s]+\.md)")
REFERENCE, HOME, INDEX = "reference", "index.md", "index.md"


@frozen
class Section:
    """The pages for one kind of reader: a folder of `docs/` (or one page), and pages beside it that belong there."""

    title: str
    folder: str
    words: str
    beside: tuple[str, ...] = ()


SECTIONS = (
    Section("Start", "start", "install, check, run, draw, and a first scenario"),
    Section(
        "Designers",
        "designers",
        "write a flow: menus, timers, voices, transfers",
        ("clock.md", "voice.md", "fixing.md", "editors.md"),
    ),
    Section("QA", "qa", "scenarios, faults, coverage, CI", ("testing.md", "invariants.md", "replay.md", "pipeline.md")),
    Section(
        "Analysts",
        "analysts",
        "many callers, notebooks, figures",
        ("callers.md", "traffic.md", "populations.md", "fitting.md"),
    ),
    Section("Developers", "backends", "a backend against the emulator", ("emulator.md", "phone.md", "assistants.md")),
    Section("Fidelity", "fidelity", "what is documented, observed, assumed"),
    Section("Cookbook", "cookbook", "real questions, each with a folder that runs"),
    Section("Reference", REFERENCE, "every command, key, code and setting", ("api.md",)),
)
"""The words are those of the front page."""


def navigation(staged: Path, parts: Sequence[Part]) -> Nav:
    """What stands in the margin: every page of the staged folder, and none that is not there."""
    sections = ((section.title, _pages(section, staged, parts)) for section in SECTIONS)
    nav: Nav = [{"Home": HOME}, *({title: found} for title, found in sections if found)]
    known = {HOME, *(name for section in SECTIONS for name in (f"{section.folder}.md", *section.beside))}
    others = sorted(file.name for file in staged.glob("*.md") if file.name not in known)
    return [*nav, {"More": others}] if others else nav


def front(staged: Path) -> str:
    """The front page of a manual that has none of its own: each section, and where it begins."""
    firsts = [(section, _hand_written(section, staged)) for section in SECTIONS]
    rows = [(found[0], section.title, section.words) for section, found in firsts if found]
    return page("", "callflow-simulator", _WORDS, listing((*rows, (f"{REFERENCE}/{INDEX}", *_LAST)), plain)).text


_GENERATED = "Generated from the code; tests hold that no command, key, code, setting or public name is missing."
_LAST = (SECTIONS[-1].title, SECTIONS[-1].words)
_WORDS = "Check, compile and dry-run 8x8 Voice call flows offline, with scripted keys, on a virtual clock."


def reference(parts: Sequence[Part]) -> Page:
    """The list of the parts of the reference."""
    rows = [(part.pages[0].path, part.title, part.words) for part in parts]
    rows.append(("../api.md", "The Python API", "what `import simulator` promises, with examples that run"))
    return page(INDEX, "Reference", _GENERATED, listing(rows, plain))


def _pages(section: Section, staged: Path, parts: Sequence[Part]) -> Nav:
    if section.folder == REFERENCE:
        return [f"{REFERENCE}/{INDEX}", *map(_part, parts), *section.beside]
    return _hand_written(section, staged)


def _hand_written(section: Section, staged: Path) -> list[str]:
    if section.folder == REFERENCE:
        return []
    beside = [name for name in (f"{section.folder}.md", *section.beside) if (staged / name).exists()]
    return [*_in_order(staged, section.folder), *beside]


def _in_order(staged: Path, folder: str) -> list[str]:
    """The pages of a folder: its `index.md`, those that it links to in that order, then the others."""
    found = sorted(one.relative_to(staged).as_posix() for one in (staged / folder).glob("**/*.md"))
    index = f"{folder}/{INDEX}"
    named = _LINK.findall((staged / index).read_text("utf-8")) if index in found else []
    order = [index, *(f"{folder}/{name}" for name in named)]
    return sorted(found, key=lambda name: order.index(name) if name in order else len(order))


def _part(part: Part) -> dict[str, Any]:
    """One part of the reference; of one that is many pages the list is the first."""
    first, *others = part.pages
    if not others and first.path.rpartition("/")[2] != INDEX:
        return {part.title: f"{REFERENCE}/{first.path}"}
    known = [f"{REFERENCE}/{first.path}"] if first.path.endswith(INDEX) else []
    listed = part.pages if not known else others
    return {part.title: [*known, *({one.short: f"{REFERENCE}/{one.path}"} for one in listed)]}
