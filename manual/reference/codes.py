"""A page for each code: what `callflow explain` knows of it, and what `check` says of its wrong example."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from manual.reference.base.page import Page, facts, fence, listing, page, plain
from simulator.render.explain._pages import codes, sections
from simulator.render.explain._pages import pages as meanings
from simulator.rules.base.docs import all_docs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.render.explain._page import Page as Meaning

TITLE, ORDER = "Codes, lints and findings", 40
FOLDER = "codes"
AT = "2026-01-05T09:00:00Z"
"""When the examples are checked: the fixed instant of everything that runs calls."""
_KINDS = ("status code", "session error", "lint", "finding of explore", "fault of a file")


def pages() -> Iterator[Page]:
    """The list of all codes, and a page for each."""
    yield page(f"{FOLDER}/index.md", TITLE, _INTRODUCTION, *_lists())
    for code in dict.fromkeys(codes()):
        yield _of(code)


_INTRODUCTION = """
Every number or name that a command can report. On a command line `callflow explain CODE` says the same.
"""


def _lists() -> Iterator[str]:
    for heading, found in sections():
        known = [one for one in found if one.kind in _KINDS]
        if known:
            yield f"## {heading}"
            yield listing((f"{one.code}.md", one.code, one.title) for one in known)


def _of(code: str) -> Page:
    found = meanings(code)
    parts = [part for meaning in found for part in _meaning(meaning, alone=len(found) == 1)]
    return page(f"{FOLDER}/{code}.md", f"{code}: {plain(found[0].title)}", *parts)


def _meaning(meaning: Meaning, *, alone: bool) -> Iterator[str]:
    if not alone:
        yield f"## As a {meaning.kind}"
    yield facts((("kind", meaning.kind), *((plain(name), plain(value)) for name, value in meaning.facts)))
    yield plain(meaning.what)
    yield plain(meaning.why)
    for heading, example in (("Wrong", meaning.wrong), ("Right", meaning.right)):
        if example:
            yield f"**{heading}**"
            yield fence(_language(example), example)
    yield from _account(meaning)
    yield from _told(meaning)


def _language(example: str) -> str:
    try:
        json.loads(example)
    except ValueError:
        return "json" if example.startswith("{") else "yaml" if "\n" in example or ": " in example else "text"
    return "json"


def _account(meaning: Meaning) -> Iterator[str]:
    if meaning.account:
        yield "Both are checked with this account:"
        yield fence("json", meaning.account)


def _told(meaning: Meaning) -> Iterator[str]:
    """What the command says of the wrong example of a rule."""
    known = {str(code): docs for code, docs in all_docs().items()}
    if meaning.kind not in ("status code", "lint") or (wrong := known[meaning.code].wrong) is None:
        return
    from simulator import check

    account = json.loads(wrong.account) if wrong.account.strip() else None
    told = check(wrong.body.encode(), kind=wrong.kind, account=account, at=AT)
    yield "What `callflow check` says of the wrong one:"
    yield fence("text", str(told))
