"""The pages of a code or a name: what `explain` knows of it, before any format is chosen."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.model.flow.file_faults import FILE_FAULTS
from simulator.model.status import SESSION_ERRORS, STATUS
from simulator.registry import nearest
from simulator.render.explain._discoveries import discovery_docs
from simulator.render.explain._names import named_actions, parameters, settings
from simulator.render.explain._page import Page
from simulator.render.explain._session import SESSION_DOCS
from simulator.rules.base.docs import Example, RuleDocs, all_docs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_CODE = re.compile(r"-?[0-9]{1,9}")
_INJECTED_ANSWER = "faults:\n  - answer: -9999"
_NOT_INJECTED = "The same scenario without that fault; the body itself may stay as it is."


def pages(code: str) -> tuple[Page, ...]:
    """Every meaning of a code (-9999 has two) or of a name in any case; none where nobody knows it."""
    name = code.strip().upper()
    page = _status(name) or _lint(name) or _file(name) or _discovery(name)
    found = [page] if page else []
    number = _number(name)
    if number in SESSION_ERRORS:
        found.append(_session(number))
    return tuple(found) or tuple(one for one in _named() if one.code.upper() == name)


@cache
def sections() -> tuple[tuple[str, tuple[Page, ...]], ...]:
    """All that there is to explain, by kind."""
    return (
        ("What a request is answered with", _pages(_status, map(str, STATUS))),
        ("How a session ends in an error", tuple(_session(code) for code in SESSION_ERRORS)),
        ("Lints of `check`", _pages(_lint, (str(code) for code in all_docs() if isinstance(code, str)))),
        ("Findings of `explore`", _pages(_discovery, discovery_docs())),
        ("Faults of our own files", _pages(_file, FILE_FAULTS)),
        ("Settings of the account file: what the vendor does not publish", tuple(settings())),
        ("Actions", tuple(named_actions())),
        ("Parameters of actions", tuple(parameters())),
    )


def _pages(kind: Callable[[str], Page | None], codes: Iterable[str]) -> tuple[Page, ...]:
    return tuple(page for code in codes if (page := kind(code)) is not None)


def _named() -> Iterator[Page]:
    yield from (*settings(), *named_actions(), *parameters())


def codes() -> tuple[str, ...]:
    """Every code that has a page: status codes, lints, session errors, faults of files, findings of `explore`."""
    rules = map(str, all_docs())
    return (*rules, *(str(code) for code in SESSION_ERRORS if code not in STATUS), *FILE_FAULTS, *discovery_docs())


def nearest_codes(code: str) -> tuple[str, ...]:
    """The codes nearest to one that nobody knows (the sign left out, or a digit wrong), else the nearest names."""
    from difflib import get_close_matches

    name = code.strip().upper()
    known = codes()
    signed = f"-{name}"
    if signed in known:
        return (signed,)
    near = tuple(get_close_matches(name, known, 3, 0.6))
    return near or nearest(code, {page.code for page in _named()})


def _number(name: str) -> int:
    return int(name) if _CODE.fullmatch(name) else 0


def _status(name: str) -> Page | None:
    status = STATUS.get(_number(name))
    if status is None:
        return None
    facts = (("message", status.message.strip()), ("HTTP status", str(status.http)))
    page = _of_rule(all_docs()[status.code], "status code", facts)
    return page if status.code != -9999 else evolve(page, wrong=_INJECTED_ANSWER, right=_NOT_INJECTED)


def _lint(name: str) -> Page | None:
    docs = all_docs().get(name)
    if docs is None:
        return None
    silenced = f"--ignore {name}, or `ignore: [{name}]` in the account file"
    return _of_rule(docs, "lint", (("severity", docs.severity), ("silenced by", silenced)))


def _of_rule(docs: RuleDocs, kind: str, facts: tuple[tuple[str, str], ...]) -> Page:
    wrong, right = docs.wrong or Example(""), docs.right or Example("")
    shown = wrong if wrong.body else right
    title = docs.title.rstrip(".")
    page = Page(str(docs.code), kind, title, facts, docs.what, docs.why, wrong.body, right.body, shown.account.strip())
    return evolve(page, reply=shown.kind == "reply")


def _file(name: str) -> Page | None:
    fault = FILE_FAULTS.get(name)
    if fault is None:
        return None
    why = "A file that is read half says something else than its author meant."
    facts = (("severity", "error"),)
    return Page(name, "fault of a file", fault.title.rstrip("."), facts, fault.what, why, fault.wrong, fault.right)


def _discovery(name: str) -> Page | None:
    docs = discovery_docs().get(name)
    if docs is None:
        return None
    facts = (("severity", docs.severity), ("left out by", f"callflow explore --ignore {name}"))
    return Page(name, "finding of explore", docs.title, facts, docs.what, docs.why, docs.wrong, docs.right)


def _session(code: int) -> Page:
    error, docs = SESSION_ERRORS[code], SESSION_DOCS[code]
    facts = (("message", error.message), ("where", "`errorDetails.errorCode` of the session summary"))
    wrong = docs.wrong.replace("{code}", str(code))
    what = f"The session ends in ERROR: {error.raised_when}."
    return Page(str(code), "session error", error.message, facts, what, docs.why, wrong, docs.right)
