"""The frame of a page: one file, nothing to fetch, and nothing that runs but the script for drawings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.render.page.markup import Html, joined, tag, text
from simulator.render.page.style import script, script_hash, sheet

if TYPE_CHECKING:
    from simulator.render.page.markup import Tag

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser is told: load nothing, run nothing else. A prompt that holds a script stays a text twice over."""


def page(title: str, subtitle: object, *body: object, scripts: tuple[str, ...] = (), made: str = "") -> str:
    """The whole document; `subtitle` stands under the title, `made` at the end says when and by what.

    `scripts` are files that are run after the one for drawings, as one with it.
    """
    main = tag("main", *body)
    drawn = bool(scripts) or '<div class="draw' in main
    policy = f"{_POLICY}; script-src {script_hash(*scripts)}" if drawn else _POLICY
    head = (
        '<meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex">'
        f"<title>{text(title)}</title><style>{sheet()}</style>"
    )
    top = tag("header", tag("h1", title, dir="auto"), tag("p", subtitle, class_="soft"))
    by = tag("p", "Simulated by callflow-simulator: times are of the virtual clock.")
    foot = tag("footer", by, tag("p", made) if made else None)
    inside = joined([top, Html("\n"), main, Html("\n"), foot])
    runs = f"<script>{script(*scripts)}</script>\n" if drawn else ""
    return f'<!doctype html>\n<html lang="en">\n<head>{head}</head>\n<body>\n{inside}\n{runs}</body>\n</html>\n'


def facts(*pairs: tuple[str, object], tag: Tag = tag) -> Any:
    """A row of names and values; values that are None are left out."""
    shown = [tag("div", tag("dt", name), tag("dd", value)) for name, value in pairs if value is not None]
    return tag("dl", shown, class_="facts")
