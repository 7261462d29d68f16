"""Strict values out of YAML nodes: the field decides the type, nothing is coerced, every fault is collected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from simulator.loading.faults import renamed
from simulator.loading.signs import hidden_in
from simulator.loading.words import LONGEST, MEANT_BOOLEANS, escaped
from simulator.loading.yaml.nodes import BOOLEANS, INTEGER, NUMBER, YamlList, YamlMap, YamlNode, YamlScalar, described
from simulator.loading.yaml.slip import in_quotes
from simulator.model.credentials import without_credentials
from simulator.model.diagnostic import Finding, Instead, Span
from simulator.model.number import as_meant
from simulator.registry import meant, nearest, renames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from simulator.loading.yaml.form import Form

T = TypeVar("T")

_LONG = 30
"""Digits that no number of ours has."""


class Fields:
    """Reads typed values and collects findings (F002 to F004); a value at fault is read as None."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def fault(
        self, code: str, node: YamlNode, message: str, hint: str, span: Span | None = None, fix: Instead | None = None
    ) -> None:
        """Notes a finding at a node (a `fix` of its key needs the `span` of that); signs that nobody sees are named."""
        said = hidden_in(node.text) if isinstance(node, YamlScalar) and span is None else ""
        whole = escaped(without_credentials("; ".join(filter(None, (hint, said)))))
        what = escaped(without_credentials(message))
        self.findings.append(Finding(code, node.path, what, whole, "error", span=span or node.span, fix=fix))

    def known(self, node: YamlNode, keys: Iterable[str], what: str) -> dict[str, YamlNode]:
        """The given fields of a mapping that may have only `keys`; a null is "not given"."""
        allowed = tuple(keys)
        mapping = self.mapping(node, what)
        names = renames(mapping, allowed) if any(key not in allowed for key in mapping) else {}
        for key in mapping:
            if key not in allowed and isinstance(node, YamlMap):
                near = nearest(key, allowed, 1)
                hint = f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(allowed)}"
                hint = f"{hidden}; {hint}" if (hidden := hidden_in(key)) else hint
                fix = renamed(key, names)
                self.fault("F002", mapping[key], f"{what} has no key `{key}`", hint, node.keys[key], fix)
        given = {key: item for key, item in mapping.items() if key in allowed}
        return {key: item for key, item in given.items() if not _absent(item)}

    def mapping(self, node: YamlNode, what: str) -> dict[str, YamlNode]:
        """The items of a mapping with free keys."""
        if _absent(node):
            return {}
        if isinstance(node, YamlMap):
            return node.items
        self.fault("F003", node, f"{what} must be a mapping (key: value), not {described(node)}", "write `key: value`")
        return {}

    def listing(self, node: YamlNode, each: Callable[[YamlNode], T | None]) -> tuple[T, ...]:
        """The items of a list, each read by `each`; those at fault are left out."""
        if not isinstance(node, YamlList):
            shown = node.text if isinstance(node, YamlScalar) and len(node.text) <= LONGEST else "a, b"
            hint = f"write a list: [{shown}]"
            self.fault("F003", node, f"a list is needed here, not {described(node)}", hint)
            return ()
        return tuple(value for item in node.items if (value := each(item)) is not None)

    def text(self, node: YamlNode) -> str | None:
        """A text, quoted or not: `0123`, `no` and `+65...` are texts here, as they were written."""
        if isinstance(node, YamlScalar) and not node.is_null:
            return node.text
        hint = 'write a text, in quotes where it is empty: ""'
        if isinstance(node, YamlScalar) and node.commented:
            hint = 'a bare `#` begins a comment in YAML: write "#" in quotes'
        elif isinstance(node, YamlMap) and isinstance(inside := next(iter(node.items.values()), node), YamlScalar):
            both = in_quotes(f"{next(iter(node.items))}: {inside.text}")
            hint = f"a colon and a blank part a key from its value in YAML: write a text with one in quotes, {both}"
        self._wrong(node, "a text", hint)
        return None

    def integer(self, node: YamlNode, low: int | None = None, high: int | None = None) -> int | None:
        """A whole number without quotes, from `low` to `high` where these are given."""
        if not isinstance(node, YamlScalar) or not _bare(node, INTEGER):
            self._no_number(node, "a whole number")
            return None
        return self._within(node, int(node.text), low, high)

    def number(self, node: YamlNode, low: float | None = None, high: float | None = None) -> float | None:
        """A number without quotes, from `low` to `high` where these are given."""
        if not isinstance(node, YamlScalar) or not _bare(node, NUMBER):
            self._no_number(node, "a number")
            return None
        return self._within(node, float(node.text), low, high)

    def boolean(self, node: YamlNode) -> bool | None:
        """`true` or `false` without quotes; YAML 1.1's `yes` and `on` are texts."""
        if isinstance(node, YamlScalar) and not node.quoted and node.text in BOOLEANS:
            return BOOLEANS[node.text]
        text = node.text.lower() if isinstance(node, YamlScalar) else ""
        right = MEANT_BOOLEANS.get(text, text)
        hint = f"write {right}" if text in MEANT_BOOLEANS else "write true or false, without quotes"
        self._wrong(node, "true or false", hint, right == "true" if right in ("true", "false") else None)
        return None

    def choice(self, node: YamlNode, choices: Iterable[str]) -> str | None:
        """One of the texts in `choices`."""
        allowed = tuple(choices)
        text = self.text(node)
        if text is None or text in allowed:
            return text
        near = nearest(text, allowed, 1)
        hint = f"did you mean `{near[0]}`?" if near else f"choose {' or '.join(allowed)}"
        right = meant(text, allowed)
        fix = None if right is None else Instead(text, right)
        self.fault("F004", node, f"`{text}` is not one of {', '.join(allowed)}", hint, fix=fix)
        return None

    def matching(
        self, node: YamlNode, pattern: re.Pattern[str] | Form, what: str, hint: str | Callable[[str], str]
    ) -> str | None:
        """A text of a certain form; `hint` is what to write, or says it of a text without the form."""
        text = self.text(node)
        if text is None or pattern.fullmatch(text):
            return text
        number = as_meant(text)
        fix = Instead(text, number) if number is not None and pattern.fullmatch(number) else None
        told = hint if isinstance(hint, str) else hint(text)
        self.fault("F004", node, f"`{text}` is not {what}", told, fix=fix)
        return None

    def _within(self, node: YamlNode, value: T, low: T | None, high: T | None) -> T | None:
        if (low is not None and value < low) or (high is not None and value > high):  # type: ignore[operator]
            bounds = f"{low} or more" if high is None else f"{low} to {high}"
            self.fault("F004", node, f"{value} is out of range", f"give {bounds}")
            return None
        return value

    def _no_number(self, node: YamlNode, needed: str) -> None:
        text = node.text.replace("_", "").lstrip("+0") if isinstance(node, YamlScalar) else ""
        digits = text.isascii() and text.isdigit()
        right = int(text) if digits and len(text) < _LONG else None
        self._wrong(node, needed, f"write {text if digits else 'digits'}, without quotes", right)

    def _wrong(self, node: YamlNode, needed: str, hint: str, right: bool | int | None = None) -> None:
        """What is there is of a wrong type; `right` is what should certainly be there."""
        fix = Instead(node.text, right) if right is not None and isinstance(node, YamlScalar) else None
        self.fault("F003", node, f"{needed} is needed here, not {described(node)}", hint, fix=fix)


def _absent(node: YamlNode) -> bool:
    """A null is "not given", except where a bare `#` has eaten the value."""
    return isinstance(node, YamlScalar) and node.is_null and not node.commented


def _bare(node: YamlScalar, pattern: re.Pattern[str]) -> bool:
    return not node.quoted and len(node.text) < 300 and bool(pattern.fullmatch(node.text))
