"""What is given to the public functions: each wrong argument is a UsageError that names it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from simulator.errors import UsageError
from simulator.exploring.search.explorer import Bounds
from simulator.model.call.legs import outcome_of_leg
from simulator.model.values import shown, whole
from simulator.networks.scripted import Fault
from simulator.running.source import moment

if TYPE_CHECKING:
    from simulator.model.call.outcome import LegOutcome

T = TypeVar("T")


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Put the name of an argument before what is wrong with it."""
    try:
        yield
    except UsageError as error:
        if str(error).startswith((f"{name} is", f"{name}: ")):
            raise
        raise UsageError(f"{name}: {error}") from None


def wrong(name: str, value: object, expected: str) -> UsageError:
    """The error of an argument that cannot be used."""
    return UsageError(f"{name} is {shown(value)}, expected {expected}")


def seed_from(seed: Any) -> int | None:
    """A seed, or None. Raises UsageError."""
    return None if seed is None else whole("seed", seed, None)


def several(name: str, given: Any, example: str) -> list[Any]:
    """The items of a list, or of whatever gives several in order. Raises UsageError where it is one thing alone."""
    if isinstance(given, str | bytes | Mapping | set | frozenset) or not isinstance(given, Iterable):
        raise wrong(name, given, f"a list, as in {example}")
    return list(given)


def legs_from(legs: Any) -> tuple[LegOutcome, ...]:
    """What dials come to. Raises UsageError."""
    with naming("legs"):
        return tuple(map(outcome_of_leg, several("legs", legs, '["answered:3s", "busy"]'))) if legs != () else ()


def faults_from(faults: Any) -> tuple[Fault, ...]:
    """Faults to inject. Raises UsageError."""
    found = several("faults", faults, "[simulator.Fault(-2001)]") if faults != () else []
    for one in found:
        if not isinstance(one, Fault):
            raise wrong("faults", one, "each to be a simulator.Fault")
    return tuple(found)


def texts_from(name: str, given: Any, example: str) -> list[str]:
    """Several texts. Raises UsageError."""
    found = several(name, given, example)
    for one in found:
        text_from(name, one)
    return found


def text_from(name: str, given: Any, example: str = "") -> str:
    """A text. Raises UsageError."""
    if not isinstance(given, str):
        raise wrong(name, given, f"a text{f', as in {example}' if example else ''}")
    return given


def of_type(name: str, given: Any, kind: type[T], expected: str) -> T:
    """What is of this class. Raises UsageError."""
    if not isinstance(given, kind):
        raise wrong(name, given, expected)
    return given


def functions(**given: Any) -> None:
    """Raise UsageError where one of these is neither a function nor None."""
    for name, value in given.items():
        if value is not None and not isinstance(value, Callable):  # type: ignore[arg-type]
            raise wrong(name, value, "a function")


def checked_search(bounds: Any, clock: Any, progress: Any) -> None:
    """Raise UsageError where a search cannot be bounded, timed or watched so."""
    of_type("bounds", bounds, Bounds, "simulator.Bounds, as in Bounds(depth=10)")
    functions(clock=clock, progress=progress)


def path_from(name: str, given: Any) -> Path:
    """The path of a file or folder. Raises UsageError."""
    if not isinstance(given, str | Path):
        raise wrong(name, given, "a path")
    return Path(given)


def paths_from(name: str, given: Any) -> list[Path]:
    """Several paths. Raises UsageError."""
    return [path_from(name, one) for one in several(name, given, '["tests/menu.scenario.yaml"]')]


def moment_from(at: Any) -> int | None:
    """A simulated now in ms since 1970, or None. Raises UsageError."""
    with naming("at"):
        return moment(at)


def able(name: str, given: Any, method: str) -> None:
    """Raise UsageError where something that is given has no such method."""
    if given is not None and not callable(getattr(given, method, None)):
        raise wrong(name, given, f"an object with a method `{method}`")
