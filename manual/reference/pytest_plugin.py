"""What the pytest plugin adds: options, fixtures."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from manual.reference.base.page import Page, page, plain
from simulator.pytest import plugin

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE, ORDER = "The pytest plugin", 65

_INTRODUCTION = """
It is there once the package is installed: `*.scenario.yaml` files are collected, and tests may ask for fixtures.
"""


class _Group:
    """What `pytest_addoption` tells its group of options."""

    def __init__(self) -> None:
        self.options: list[tuple[str, dict[str, Any]]] = []

    def addoption(self, name: str, **more: Any) -> None:
        """Note an option."""
        self.options.append((name, more))

    def getgroup(self, _: str) -> _Group:
        """The one group."""
        return self


def options() -> list[tuple[str, dict[str, Any]]]:
    """Every option with what argparse is told of it."""
    found = _Group()
    plugin.pytest_addoption(found)  # type: ignore[arg-type]
    return found.options


def fixtures() -> dict[str, str]:
    """Every fixture with its docstring."""
    return {one.__name__: inspect.getdoc(one._get_wrapped_function()) or "" for one in plugin._fixtures()}


def pages() -> Iterator[Page]:
    """One page."""
    parts = ["## Options"]
    for name, more in options():
        parts += [
            f"### `{' '.join(filter(None, (name, more.get('metavar'))))}` {{ #{name} }}",
            plain(f"{more['help']}."),
        ]
    parts.append("## Fixtures")
    for name, words in fixtures().items():
        parts += [f"### `{name}` {{ #{name} }}", plain(words)]
    yield page("pytest.md", TITLE, _INTRODUCTION, *parts)
