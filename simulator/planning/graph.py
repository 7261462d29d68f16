"""A bare graph of numbers: nodes where a call waits or is over, and arcs that cost the caller keys."""

from __future__ import annotations

from functools import cached_property

from attrs import frozen


@frozen(slots=False)
class Arc:
    """One step of a call, from node to node; `keys` is how many keys the caller presses for it, 0 or more."""

    source: int
    dest: int
    keys: int = 0


@frozen(slots=False)
class BareGraph:
    """Nodes 0 to `size` - 1; a call is one walk along `arcs` from `start` to one of `ends`, which no arc leaves.

    Arcs are named by their index in `arcs`; parallel arcs and loops are allowed.
    """

    size: int
    start: int
    arcs: tuple[Arc, ...]
    ends: frozenset[int]

    @property
    def key(self) -> int:
        """What one key weighs when an arc weighs 1: more than all arcs of a way that comes nowhere three times."""
        return 2 * self.size + 2

    @cached_property
    def leaving(self) -> tuple[tuple[tuple[int, int, int], ...], ...]:
        """By node: index, destination and weight of each arc that leaves it, in the order of the arcs.

        Raises:
            ValueError: an arc leaves an end, or costs fewer than no keys.

        """
        rows: list[list[tuple[int, int, int]]] = [[] for _ in range(self.size)]
        key = self.key
        for index, arc in enumerate(self.arcs):
            if arc.keys < 0:
                raise ValueError(f"arc {index} costs {arc.keys} keys: it must be 0 or more")
            rows[arc.source].append((index, arc.dest, arc.keys * key + 1))
        for end in self.ends:
            if rows[end]:
                raise ValueError(f"arc {rows[end][0][0]} leaves node {end}, where a call is over")
        return tuple(map(tuple, rows))
