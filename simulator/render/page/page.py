"""The frame of a page: one file, nothing to fetch, nothing that runs."""

from __future__ import annotations

from simulator.render.page.markup import Html, joined, tag, text
from simulator.render.page.style import sheet

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser is told: load nothing, run nothing. A prompt that holds a script stays a text twice over."""


def page(title: str, subtitle: object, *body: object) -> str:
    """The whole document; `subtitle` stands under the title."""
    head = (
        '<meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex">'
        f"<title>{text(title)}</title><style>{sheet()}</style>"
    )
    top = tag("header", tag("h1", title, dir="auto"), tag("p", subtitle, class_="soft"))
    foot = tag("footer", tag("p", "Simulated by callflow-simulator: times are of the virtual clock."))
    inside = joined([top, Html("\n"), tag("main", *body), Html("\n"), foot])
    return f'<!doctype html>\n<html lang="en">\n<head>{head}</head>\n<body>\n{inside}\n</body>\n</html>\n'


def facts(*pairs: tuple[str, object]) -> Html:
    """A row of names and values; values that are None are left out."""
    shown = [tag("div", tag("dt", name), tag("dd", value)) for name, value in pairs if value is not None]
    return tag("dl", shown, class_="facts")
