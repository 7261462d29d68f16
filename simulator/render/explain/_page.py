"""A page of `explain`, before any format is chosen."""

from __future__ import annotations

from attrs import frozen


@frozen
class Page:
    """One meaning of a code or name: `facts` are label and value, `wrong`, `right` and `use` are examples, or empty."""

    code: str
    kind: str
    title: str
    facts: tuple[tuple[str, str], ...]
    what: str
    why: str
    wrong: str
    right: str
    account: str = ""
    reply: bool = False
    use: str = ""
