"""A generated page, and the bits of Markdown that it is made of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_CODE = re.compile(r"(`+[^`]+`+)")
_SIGNS = re.compile(r"([\\*_<\[\]|$])")


@frozen
class Page:
    """A page by its path below `reference/`, as Markdown; its title is its first heading."""

    path: str
    text: str

    @property
    def title(self) -> str:
        """The words of the first heading."""
        return re.sub(r"[`\\]", "", self.text.partition("\n")[0].removeprefix("# "))

    @property
    def short(self) -> str:
        """What it is called in the margin: a code alone, without what it means."""
        return self.title.partition(": ")[0]


def page(path: str, title: str, *parts: str) -> Page:
    """A page of parts, a blank line between them; empty ones are left out."""
    return Page(path, "\n\n".join([f"# {title}", *(part.strip("\n") for part in parts if part.strip())]) + "\n")


def plain(words: str) -> str:
    """A text of the code as Markdown: what stands between backticks stays as it is, signs elsewhere are signs."""
    parts = _CODE.split(words)
    return "".join(part if number % 2 else _SIGNS.sub(r"\\\1", part) for number, part in enumerate(parts))


def code(word: object) -> str:
    """A word in backticks, for a cell of a table too."""
    return "`" + str(word).replace("|", "\\|") + "`"


def fence(language: str, content: str) -> str:
    """A block of code; nothing for an empty one."""
    longest = max((len(found) for found in re.findall("`+", content)), default=0)
    marks = "`" * max(3, longest + 1)
    return f"{marks}{language}\n{content.strip(chr(10))}\n{marks}" if content.strip() else ""


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table; a line break in a cell is a break there."""
    columns = [*head]
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(cell.replace(chr(10), '<br>') for cell in line)} |" for line in lines)


def listing(found: Iterable[tuple[str, str, str]], spelled: Callable[[str], str] | None = None) -> str:
    """A table of links: path, what it is called, and what that means."""
    spelled = spelled or code
    return table(("name", "meaning"), ((f"[{spelled(name)}]({path})", plain(words)) for path, name, words in found))


def facts(found: Iterable[tuple[str, str]]) -> str:
    """A list of names and values."""
    return "\n".join(f"- **{name}**: {value}" for name, value in found)
