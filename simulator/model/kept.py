"""What was worked out once and is kept for the next who asks: so many values, and of so many bytes in all.

Counted alone, a few thousand small values are little and as many large ones are more than a machine has.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import wraps
from threading import Lock
from typing import TYPE_CHECKING, Generic, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

K = TypeVar("K")
V = TypeVar("V")
P = ParamSpec("P")

TEXTS = 8 << 20
"""Characters of all texts of which one function remembers what comes of them."""


class Cache(Generic[K, V]):
    """At most `most` values, together of at most `size`; the one that was kept first goes first.

    The last stays, however large it is: who asks for it again and again would build it each time. `get` gives what is
    kept under a key, or None.
    """

    __slots__ = ("_known", "_lock", "_most", "_size", "_sizes", "get", "size")

    def __init__(self, most: int, size: int) -> None:
        self._most, self._size, self.size = most, size, 0
        self._known: OrderedDict[K, V] = OrderedDict()
        self.get: Callable[[K], V | None] = self._known.get
        self._sizes: dict[K, int] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._known)

    def keep(self, key: K, value: V, size: int) -> V:
        """Keep a value of about so many bytes, and give it back."""
        with self._lock:
            self.size += size - self._sizes.get(key, 0)
            self._known[key], self._sizes[key] = value, size
            while len(self._known) > self._most or (self.size > self._size and len(self._known) > 1):
                oldest, _ = self._known.popitem(last=False)
                self.size -= self._sizes.pop(oldest)
        return value

    def clear(self) -> None:
        """Keep nothing of what there was."""
        with self._lock:
            self._known.clear()
            self._sizes.clear()
            self.size = 0


def remembered(most: int, size: int = TEXTS) -> Callable[[Callable[P, V]], Callable[P, V]]:
    """Remember what a function of texts gives, as `lru_cache` does, but no more than `size` characters of arguments.

    They are given without names.
    """

    def decorated(function: Callable[P, V]) -> Callable[P, V]:
        known: Cache[tuple[object, ...], tuple[V]] = Cache(most, size)
        get, call = known.get, cast("Callable[..., V]", function)

        def asked(*given: object) -> V:
            found = get(given)
            if found is None:
                found = known.keep(given, (call(*given),), sum(map(_length, given)))
            return found[0]

        return wraps(function)(cast("Callable[P, V]", asked))

    return decorated


def _length(given: object) -> int:
    return len(given) if isinstance(given, str | bytes | tuple) else 1
