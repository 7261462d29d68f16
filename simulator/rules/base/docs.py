"""A rule's docstring, taken apart: what `callflow explain`, the SARIF rule list and the tests read.

CODE: title            the first line
## What  ## Why        prose
## Wrong  ## Right     a body in a fence tagged `json` (`json reply` for a webhook reply), and where
                       the account matters its file, as JSON, in a fence tagged `account`
"""

from __future__ import annotations

import inspect
import re
from functools import cache
from typing import TYPE_CHECKING

from simulator.model.record import frozen
from simulator.registry import modules

if TYPE_CHECKING:
    from types import ModuleType

    from simulator.loading.body.body import BodyKind
    from simulator.model.diagnostic import Code, Severity

PACKAGE = "simulator.rules"

_SECTION = re.compile(r"^## (\w+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^```(json|json reply|account)\n(.*?)^```$\n?", re.MULTILINE | re.DOTALL)


@frozen
class Example:
    """A body that shows a rule; `account` is the text of the account file it is checked with, or empty."""

    body: str
    kind: BodyKind = "request"
    account: str = ""


@frozen
class RuleDocs:
    """All that a rule says of itself. Not every code has a wrong body (1, -9999), nor a right one (-9999)."""

    code: Code
    severity: Severity
    title: str
    what: str
    why: str
    wrong: Example | None = None
    right: Example | None = None


def docs_of(module: ModuleType) -> RuleDocs:
    """The documentation of one rule's module."""
    text = inspect.cleandoc(module.__doc__ or "")
    head, _, rest = text.partition("\n")
    sections = {name: content.strip() for name, content in _SECTION.findall(rest)}
    account = next((content for tag, content in _FENCE.findall(text) if tag == "account"), "")
    return RuleDocs(
        module.CODE,
        getattr(module, "SEVERITY", "error"),
        head.partition(": ")[2],
        sections.get("What", ""),
        sections.get("Why", ""),
        _example(sections.get("Wrong", ""), account),
        _example(sections.get("Right", ""), account),
    )


@cache
def all_docs() -> dict[Code, RuleDocs]:
    """The documentation of every rule by its code: 1, then -1001 and on, then the lints."""
    return {module.CODE: docs_of(module) for module in sorted(modules(PACKAGE), key=_place)}


def _place(module: ModuleType) -> tuple[bool, int, str]:
    lint = isinstance(module.CODE, str)
    return lint, 0 if lint else abs(module.CODE), str(module.CODE)


def _example(section: str, account: str) -> Example | None:
    bodies = [(tag, content) for tag, content in _FENCE.findall(section) if tag != "account"]
    if not bodies:
        return None
    tag, content = bodies[0]
    return Example(content.rstrip("\n"), "reply" if tag == "json reply" else "request", account)
