"""The pages of a code as text: title, facts, what, why, and the two examples, indented."""

from __future__ import annotations

from textwrap import fill, indent
from typing import TYPE_CHECKING

from simulator.render.explain._pages import nearest_codes, pages, sections

if TYPE_CHECKING:
    from simulator.render.explain._page import Page

FORMAT = "text"
_WIDTH = 100
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def render(code: str, *, colour: bool = False) -> str | None:
    """All that is known of a code (status, session, lint, fault of a file, finding of `explore`), or of a name."""
    found = pages(code)
    return "\n".join(_page(page, colour=colour) for page in found) if found else None


def listing(*, colour: bool = False) -> str:
    """All that can be explained, by kind, each with its title."""
    parts = []
    for heading, found in sections():
        head = f"{_BOLD}{heading}{_PLAIN}" if colour else heading
        wide = max(len(page.code) for page in found)
        parts.append("".join([f"{head}\n\n", *(_row(page, wide) for page in found)]))
    return "\n".join([*parts, "`callflow explain CODE` says more of each.\n"])


def _row(page: Page, wide: int) -> str:
    begin, beyond = f"  {page.code:<{wide}}  ", " " * (wide + 4)
    return fill(page.title.strip(), _WIDTH, initial_indent=begin, subsequent_indent=beyond) + "\n"


def unknown(code: str) -> str:
    """What to say of a code that nobody knows."""
    near = nearest_codes(code)
    hint = f"did you mean {' or '.join(near)}?" if near else "codes look like -1006, -2003, L001, F002 or X001"
    more = "" if near else "; `callflow explain` lists all of them, and the names of settings and parameters"
    return f"there is no code `{code.strip()}`: {hint}{more}"


def _page(page: Page, *, colour: bool) -> str:
    """One meaning of the code; the title is bold where colours are wanted."""
    title = f"{page.code} ({page.kind}): {page.title}"
    facts = "".join(f"{label}: {value}\n" for label, value in page.facts) or "no parameters"
    body = " (a webhook reply)" if page.reply else ""
    examples = (
        ("Account file of both examples", page.account),
        (f"Wrong{body}", page.wrong),
        (f"Right{body}", page.right),
        ("Example", page.use),
    )
    parts = [f"{_BOLD}{title}{_PLAIN}" if colour else title, facts.rstrip()]
    parts += [_prose(text) for text in (page.what, page.why) if text]
    parts += [f"{label}:\n\n{indent(text.rstrip(), '    ')}" for label, text in examples if text]
    return "\n\n".join(parts) + "\n"


def _prose(text: str) -> str:
    return "\n\n".join(fill(part, _WIDTH, break_long_words=False) for part in text.split("\n\n"))
