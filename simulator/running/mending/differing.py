"""The data of a file, and where those of two versions of it differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.loading.json.json_text import read_json
from simulator.loading.paths import child
from simulator.loading.yaml.text import load_yaml_all
from simulator.model.assumptions import Assumptions

if TYPE_CHECKING:
    from collections.abc import Iterator

UNREADABLE = object()
"""The data of a file that cannot be read."""


def data_of(raw: bytes, *, yaml: bool) -> Any:
    """The data of a file, those of each document of a YAML file; `UNREADABLE` where it cannot be read."""
    if not yaml:
        document = read_json(raw, Assumptions())
        return UNREADABLE if document.faults else [document.data]
    documents = load_yaml_all(raw)
    return UNREADABLE if any(one.findings for one in documents) else [one.data for one in documents]


def differences(old: Any, new: Any) -> Iterator[str]:
    """The paths, by the names of the old version, of what has another value or another name in the new one."""
    if len(old) != len(new):
        yield ""
    for one, other in zip(old, new, strict=False):
        yield from _between(one, other, "$")


def _between(old: Any, new: Any, path: str) -> Iterator[str]:
    if type(old) is not type(new) or (isinstance(old, dict | list) and len(old) != len(new)):
        yield path
    elif isinstance(old, dict):
        for (name, value), (called, then) in zip(old.items(), new.items(), strict=True):
            at = child(path, name)
            if name != called:
                yield at
            yield from _between(value, then, at)
    elif isinstance(old, list):
        for index, (value, then) in enumerate(zip(old, new, strict=True)):
            yield from _between(value, then, f"{path}[{index}]")
    elif old != new:
        yield path
