"""The public names of the package: signatures and docstrings, members too."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import simulator
from manual.reference.base.page import Page, fence, page, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE, ORDER = "Python names", 60
WIDE = 100

_INTRODUCTION = """
Everything that `import simulator` promises, with its signature and docstring; [The Python API](../api.md) explains it
with examples.
"""


def pages() -> Iterator[Page]:
    """One page."""
    names = [part for name in simulator.__all__ for part in _of(name, getattr(simulator, name))]
    yield page("python.md", TITLE, _INTRODUCTION, *names)


def _of(name: str, value: Any) -> Iterator[str]:
    yield f"## `{name}` {{ #{name} }}"
    if not _is_plain(value):
        yield fence("python", signature(name, value))
    yield prose(inspect.getdoc(value) or "")
    for member, found in members(value).items():
        yield f"### `{name}.{member}` {{ #{name}.{member} }}"
        target = found.fget if isinstance(found, property) else found.func if hasattr(found, "func") else found
        if callable(target) and not isinstance(found, property):
            yield fence("python", signature(member, target))
        yield prose(inspect.getdoc(target) or "")


def _is_plain(value: Any) -> bool:
    return inspect.isclass(value) and issubclass(value, Exception)


def members(value: Any) -> dict[str, Any]:
    """What a class has beside its fields: methods and properties, in the order of their names."""
    if not inspect.isclass(value) or issubclass(value, Exception):
        return {}
    named = {name: one for name, one in vars(value).items() if not name.startswith("_")}
    return {name: one for name, one in sorted(named.items()) if inspect.getdoc(one) and _shown(one)}


def _shown(member: Any) -> bool:
    kinds = (property, classmethod, staticmethod)
    return inspect.isfunction(member) or isinstance(member, kinds) or type(member).__name__ == "cached_property"


def signature(name: str, value: Any) -> str:
    """The signature, a parameter to each line where it is long."""
    found = inspect.signature(value.__func__ if isinstance(value, classmethod | staticmethod) else value)
    given = [one for one in found.parameters.values() if one.name not in ("self", "cls")]
    told = [_parameter(one) for one in given]
    named = [one.kind is inspect.Parameter.KEYWORD_ONLY for one in given]
    if any(named) and not any(one.kind is inspect.Parameter.VAR_POSITIONAL for one in given):
        told.insert(named.index(True), "*")
    gives = found.return_annotation
    arrow = "" if gives is inspect.Signature.empty or inspect.isclass(value) else f" -> {_named(gives)}"
    whole = f"{name}({', '.join(told)}){arrow}"
    return whole if len(whole) <= WIDE else f"{name}(\n    " + ",\n    ".join(told) + f",\n){arrow}"


def _parameter(one: inspect.Parameter) -> str:
    stars = _STARS.get(one.kind.name, "")
    kind = "" if one.annotation is inspect.Parameter.empty else f": {_named(one.annotation)}"
    plain_one = one.default is None or isinstance(one.default, str | int | float | tuple)
    default = "" if one.default is inspect.Parameter.empty else f" = {one.default!r}" if plain_one else " = ..."
    return f"{stars}{one.name}{kind}{default}"


_STARS = {"VAR_POSITIONAL": "*", "VAR_KEYWORD": "**"}


def _named(annotation: Any) -> str:
    return annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))


def prose(doc: str) -> str:
    """A docstring as paragraphs; what is set in is a block."""
    return "\n\n".join(_paragraph(part) for part in doc.split("\n\n"))


def _paragraph(part: str) -> str:
    return fence("text", inspect.cleandoc(part)) if part.startswith("    ") else plain(part)
