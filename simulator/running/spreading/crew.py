"""Who does the work: processes of this machine, or a Dask cluster. Each kind is a row, and all are used alike."""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from simulator.errors import UsageError
from simulator.model.values import shown, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    Workers = int | str
    Pieces = Sequence[tuple[Any, ...]]

OWN = "dask"
"""The name of a cluster of this machine's own, which lasts as long as the work."""
BATCHES = 4
"""Pieces for each worker, so that none waits long for the last."""


class Crew(Protocol):
    """So many workers; `results` is what `work` makes of each piece, in their order, as they come."""

    @property
    def size(self) -> int:
        """How many work at once."""
        ...

    def results(self, work: Callable[..., Any], pieces: Pieces) -> Iterator[Any]:
        """The results, in order. Raises UsageError where workers fail, or something cannot be sent to them."""
        ...


class CrewKind(NamedTuple):
    """Where such workers are: which value of `workers` asks for them, and the module whose `opened` gives a crew."""

    words: str
    asked: Callable[[Workers], bool]
    home: str


KINDS = (
    CrewKind("a number of processes", lambda one: not isinstance(one, str), "processes"),
    CrewKind(f'"{OWN}", a cluster of this machine', lambda one: one == OWN, "cluster"),
    CrewKind(
        'the address of a Dask scheduler, as in "tcp://10.0.0.5:8786"',
        lambda one: isinstance(one, str) and "://" in one,
        "cluster",
    ),
)


def workers_from(given: Any) -> Workers:
    """A number of processes, or where a cluster is. Raises UsageError."""
    if not isinstance(given, str):
        return whole("workers", given, 1)
    if given.isascii() and given.isdigit():
        return whole("workers", int(given), 1)
    if any(kind.asked(given) for kind in KINDS):
        return given
    raise UsageError(f"workers is {shown(given)}, expected {', '.join(kind.words for kind in KINDS)}")


def alone(workers: Workers, pieces: int) -> bool:
    """Whether the work is done here, by nobody else."""
    return not isinstance(workers, str) and (workers < 2 or pieces < 2)


@contextmanager
def crew_of(workers: Workers) -> Iterator[Crew]:
    """The workers, who go when the work is done. Raises UsageError and MissingExtraError where there can be none."""
    kind = next(kind for kind in KINDS if kind.asked(workers))
    opened: Callable[[Workers], AbstractContextManager[Crew]] = import_module(
        f"simulator.running.spreading.{kind.home}"
    ).opened
    with opened(workers) as crew:
        yield crew


def unsendable(error: BaseException) -> UsageError | None:
    """What is said of work that cannot be sent to workers; None of any other error."""
    if not any(word in str(error) for word in ("pickle", "serialize")):
        return None
    return UsageError(f"the callers, or the backend, cannot be sent to workers ({error}): workers=1 needs no sending")


NOT_STARTED = (
    "workers could not be started: a program that uses them begins its own work under"
    ' `if __name__ == "__main__":`; workers=1 needs none'
)
