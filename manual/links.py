"""What is wrong with the links of a built site: Zensical's strict build misses pictures, absolute links and orphans."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from urllib.parse import unquote, urlsplit

from attrs import define, field

LOADED = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "link": ("href",),
}
"""What a browser asks for by itself."""
_TOLD = ("canonical", "prev", "next", "alternate")
"""Links of a head that nobody asks for."""


@define
class Seen(HTMLParser):
    """What a page names: anchors, links, and what it loads."""

    anchors: set[str] = field(factory=lambda: {""})
    links: list[str] = field(factory=list)
    loads: list[str] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag names."""
        given = {name: value or "" for name, value in attrs}
        self.anchors |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if given.get("rel") not in _TOLD:
            self.loads += [given[name] for name in LOADED.get(tag, ()) if name in given]


def faults(site: Path) -> list[str]:
    """Dead links and anchors, missing files, what is loaded from outside, and pages that nothing leads to."""
    files = {str(file) for file in site.rglob("*") if file.is_file()}
    pages = {page: _read(page) for page in sorted(files) if page.endswith(".html")}
    found, reached = [], {str(site / "index.html")}
    for page, seen in pages.items():
        at = relpath(page, site)
        for target in dict.fromkeys((*seen.links, *seen.loads)):
            there = _there(page, target)
            if there is None:
                found += [f"{at}: loads {target} from outside"] if target in seen.loads else []
            elif why := _dead(there, target, pages, files):
                found.append(f"{at}: {target}{why}")
            elif there != page:
                reached.add(there)
    return [*found, *(f"{relpath(page, site)}: nothing leads there" for page in pages if page not in reached)]


def _read(page: str) -> Seen:
    seen = Seen()
    seen.feed(Path(page).read_text(encoding="utf-8"))
    return seen


def _there(page: str, target: str) -> str | None:
    """The file that a reference names; None for one outside."""
    parts = urlsplit(target)
    if parts.scheme in ("data", "mailto") or not (parts.path or parts.netloc or parts.scheme):
        return page
    if parts.scheme or parts.netloc:
        return None
    return normpath(join(dirname(page), unquote(parts.path)))


def _dead(there: str, target: str, pages: dict[str, Seen], files: set[str]) -> str:
    """Why a reference leads nowhere; "" where it does."""
    if target.startswith("/"):
        return " is absolute, and leads nowhere from a folder"
    if there not in files:
        return " is not there"
    anchor = unquote(urlsplit(target).fragment)
    return "" if there not in pages or anchor in pages[there].anchors else ": there is no such anchor"
