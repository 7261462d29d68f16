"""A drawing on a page: as wide as the page, or scrolled where its text would be too small; zoomed by the script."""

from __future__ import annotations

import re

from simulator.render.page.markup import Html, tag

_WIDE = re.compile(r'<svg [^>]* width="(\d+)"')


def picture(drawn: str, name: str, more: str = "") -> Html:
    """A drawing (SVG, or a listing where the library for it is missing) in its frame; `more` are classes."""
    label, wide = f"diagram: {name}", _WIDE.match(drawn)
    inside = Html(drawn.replace("<svg ", f'<svg style="--wide:{wide[1]}" ', 1)) if wide else tag("pre", drawn)
    return tag("div", inside, class_=f"draw {more}".rstrip(), tabindex="0", role="group", aria_label=label)
