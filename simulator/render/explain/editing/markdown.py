"""The pages of a code as Markdown, for editors: title, facts, what, why, and the two examples."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from simulator.render.explain._pages import pages

if TYPE_CHECKING:
    from simulator.render.explain._page import Page


def render(code: str, *, examples: bool = True) -> str | None:
    """All that is known of a code or name, with its examples or without; None where nobody knows it."""
    found = pages(code)
    return "\n".join(_page(page, examples=examples) for page in found) if found else None


def _page(page: Page, *, examples: bool) -> str:
    facts = "\n".join(f"- {label}: {value}" for label, value in page.facts)
    parts = [f"**{page.code}** ({page.kind}): {page.title}", facts, page.what, page.why]
    shown = (("Account file", page.account), ("Wrong", page.wrong), ("Right", page.right), ("Example", page.use))
    if examples:
        parts += [f"{label}:\n\n```{_language(text)}\n{text.rstrip()}\n```" for label, text in shown if text]
    return "\n\n".join(part for part in parts if part) + "\n"


def _language(text: str) -> str:
    try:
        json.loads(text)
    except ValueError:
        return "yaml"
    return "json"
