"""Which operation a request means: by the templates that the operations declare."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from attrs import define

from simulator.model.kept import remembered
from simulator.registry import modules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.server.api.base.operation import Operation

PACKAGES = ("simulator.server.api", "simulator.server.sim")
PATHS, SIGNS = 256, 1 << 18
"""Paths of which is remembered what they mean, and their characters in all."""
_NAME = re.compile(r"\{(\w+)\}")


@define
class Route:
    """A template of a path, and the operations on it by method."""

    template: str
    pattern: re.Pattern[str]
    operations: dict[str, Operation]

    @property
    def allow(self) -> str:
        """The methods, as the header `Allow` has them."""
        return ", ".join(sorted(self.operations))


def operations() -> tuple[Operation, ...]:
    """Every operation."""
    return tuple(cast("Operation", found) for package in PACKAGES for found in modules(package))


@cache
def routes() -> tuple[Route, ...]:
    """Every path; one without names comes before one that would take it too."""
    found: dict[str, Route] = {}
    for one in operations():
        pattern = re.compile(_NAME.sub(r"(?P<\1>[^/]+)", one.PATH.replace(".", r"\.")))
        found.setdefault(one.PATH, Route(one.PATH, pattern, {})).operations[one.METHOD] = one
    return tuple(sorted(found.values(), key=lambda route: route.template.count("{")))


@remembered(PATHS, SIGNS)
def route_of(path: str) -> tuple[Route, Mapping[str, str]] | None:
    """The path that is meant, with its parts; None where there is none."""
    for route in routes():
        found = route.pattern.fullmatch(path)
        if found is not None:
            return route, MappingProxyType(found.groupdict())
    return None
