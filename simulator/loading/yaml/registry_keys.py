"""Keys of a mapping that a registry names."""

from __future__ import annotations

from collections.abc import Mapping as Map
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from simulator.loading.yaml.kinds import FieldKind


class RegistryKeys(Map[str, "FieldKind"]):
    """Keys of one kind whose names a registry gives: it is asked when a file has such a mapping, not before."""

    def __init__(self, names: Callable[[], Iterable[str]], kind: FieldKind) -> None:
        self._names, self._kind = names, kind

    @cached_property
    def _keys(self) -> dict[str, FieldKind]:
        return dict.fromkeys(self._names(), self._kind)

    def __getitem__(self, name: str) -> FieldKind:
        return self._keys[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
