"""Every generated page: the parts of the reference, in their order."""

from __future__ import annotations

import inspect
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from attrs import frozen

import manual.reference

if TYPE_CHECKING:
    from types import ModuleType

    from manual.reference.base.page import Page


@frozen
class Part:
    """A part of the reference: its title, what it tells in a few words, its pages; of many the first is their list."""

    title: str
    order: int
    words: str
    pages: tuple[Page, ...]


@cache
def parts() -> tuple[Part, ...]:
    """All of them, generated once."""
    modules = iter_modules(manual.reference.__path__)
    found = [import_module(f"manual.reference.{one.name}") for one in modules if not one.ispkg]
    return tuple(_part(module) for module in sorted(found, key=lambda one: int(one.ORDER)))


def _part(module: ModuleType) -> Part:
    words = inspect.cleandoc(module.__doc__ or "").partition("\n")[0].rstrip(".")
    return Part(module.TITLE, module.ORDER, words[0].lower() + words[1:], tuple(module.pages()))


def pages() -> dict[str, Page]:
    """Every page by its path below `reference/`."""
    return {page.path: page for part in parts() for page in part.pages}
