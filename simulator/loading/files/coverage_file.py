"""Coverage that a run wrote as JSON, read back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args

from attrs import frozen

from simulator.errors import UsageError
from simulator.model.behaviour.behaviour import Place, PlaceKind
from simulator.model.behaviour.ground import GROUNDS
from simulator.model.reports.coverage import CoverageCounts, EdgeHits, EntriesTried, FlowCoverage, PlaceHits, RowLine
from simulator.model.reports.coverage_file import MARK, VERSION

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from simulator.model.behaviour.ground import Ground

_KINDS = {str: "a text", int: "a whole number of 0 or more", list: "a list", dict: "an object"}
_PLACE_KINDS = get_args(PlaceKind)
_MOST = 10**15
"""No count is larger: more calls would take longer than anybody waits."""


def read_coverage(raw: bytes, file: str) -> CoverageCounts:
    """The coverage in a file. Raises UsageError that says where it is none, what was found and expected."""
    try:
        value = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UsageError(f'"{file}" is no JSON: {error}') from None
    if not isinstance(value, dict) or MARK not in value:
        hint = "expected a file that `callflow test --cov-format json:FILE` wrote"
        raise UsageError(f'"{file}" holds no coverage: {hint}')
    if value[MARK] != VERSION:
        raise UsageError(
            f'"{file}" is coverage of version {_shown(value[MARK])}: this callflow reads version {VERSION}'
        )
    whole = _CoveragePart(file, "$", value)
    return CoverageCounts(tuple(sorted((_flow(part) for part in whole.parts("flows")), key=lambda flow: flow.key)))


@frozen
class _CoveragePart:
    """An object in the file, and its path."""

    file: str
    path: str
    value: dict[str, Any]

    def get(self, name: str, kind: type[Any]) -> Any:
        """A field of a kind."""
        return self._checked(f"{self.path}.{name}", self.value.get(name), kind)

    def parts(self, name: str) -> Iterator[_CoveragePart]:
        """The objects of a list."""
        for at, item in enumerate(self.get(name, list)):
            path = f"{self.path}.{name}[{at}]"
            yield _CoveragePart(self.file, path, self._checked(path, item, dict))

    def items(self, name: str, kind: type[Any]) -> tuple[Any, ...]:
        """The plain values of a list."""
        found = self.get(name, list)
        return tuple(self._checked(f"{self.path}.{name}[{at}]", item, kind) for at, item in enumerate(found))

    def counts(self, name: str) -> dict[str, int]:
        """An object of counts."""
        found = self.get(name, dict)
        return {key: self._checked(f"{self.path}.{name}.{key}", item, int) for key, item in sorted(found.items())}

    def _checked(self, path: str, found: Any, kind: type[Any]) -> Any:
        fits = isinstance(found, kind) and not isinstance(found, bool)
        if not fits or (kind is int and not 0 <= found <= _MOST):
            raise self.refused(path, found, _KINDS[kind])
        return found

    def one_of(self, name: str, known: Container[Any], what: str, at: int | None = None) -> None:
        """A field, or an item of it, that must be one of those that the file itself has. Raises UsageError."""
        found, path = self.value[name], f"{self.path}.{name}"
        if at is not None:
            found, path = found[at], f"{path}[{at}]"
        if found not in known:
            raise self.refused(path, found, what)

    def refused(self, path: str, found: Any, expected: str) -> UsageError:
        """What to raise of a value."""
        return UsageError(f'"{self.file}": {path} is {_shown(found)}, expected {expected}')


def _shown(found: Any) -> str:
    text = json.dumps(found, ensure_ascii=False)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _flow(part: _CoveragePart) -> FlowCoverage:
    found = _read_flow(part)
    _hold_together(part)
    return found


def _hold_together(part: _CoveragePart) -> None:
    """Whatever is named in a flow stands in it, and once. Raises UsageError."""
    places: set[tuple[str, ...]] = set()
    for one in part.parts("places"):
        one.one_of("kind", _PLACE_KINDS, f"one of {', '.join(_PLACE_KINDS)}")
        _once(one, ("id",), places)
    known = {name for (name,) in places}
    edges: set[tuple[str, ...]] = set()
    for one in part.parts("edges"):
        for end in ("from", "to"):
            one.one_of(end, known, "the id of one of `places`")
        _once(one, ("from", "input", "to"), edges)
    rows = {one.value["number"] for one in part.parts("rows")}
    for at, _ in enumerate(part.value["unreached"]):
        part.one_of("unreached", rows, "the number of one of `rows`", at)


def _once(part: _CoveragePart, names: tuple[str, ...], seen: set[tuple[str, ...]]) -> None:
    """Note what an object is called. Raises UsageError where one before it in the list is called so."""
    key = tuple(part.value[name] for name in names)
    if key in seen:
        raise UsageError(f'"{part.file}": {part.path} stands in this list twice: {_shown(" ".join(key))}')
    seen.add(key)


def _read_flow(part: _CoveragePart) -> FlowCoverage:
    return FlowCoverage(
        part.get("file", str),
        part.get("title", str),
        part.get("variant", str),
        part.get("calls", int),
        tuple(map(_place, part.parts("places"))),
        tuple(map(_edge, part.parts("edges"))),
        tuple(map(_edge, part.parts("extra"))),
        part.counts("legs"),
        part.counts("faults"),
        part.counts("codes"),
        part.counts("errors"),
        tuple(RowLine(row.get("number", int), row.get("line", int)) for row in part.parts("rows")),
        part.items("unreached", int),
        part.items("bounds", str),
        part.get("unstable", int),
        part.get("problem", str),
        _known(part),
        tuple(
            EntriesTried(one.get("place", str), one.get("entries", int), one.get("of", int))
            for one in part.parts("tried")
        ),
        part.items("secrets", str),
        part.get("pasts", int) if "pasts" in part.value else 0,
        part.value.get("mixed") is True,
        part.items("instants", int) if "instants" in part.value else (),
    )


def _known(part: _CoveragePart) -> Ground:
    found = part.get("known", str)
    if found not in GROUNDS:
        raise part.refused(f"{part.path}.known", found, ", ".join(GROUNDS))
    return found  # type: ignore[no-any-return]


def _place(part: _CoveragePart) -> PlaceHits:
    stage = part.value.get("stage")
    place = Place(
        part.get("id", str),
        part.get("kind", str),
        stage=None if stage is None else part.get("stage", str),
        action=part.get("action", str),
        words=part.items("words", str),
        leg=part.get("leg", str),
    )
    return PlaceHits(place, part.get("hits", int))


def _edge(part: _CoveragePart) -> EdgeHits:
    key = (part.get("from", str), part.get("input", str), part.get("to", str))
    return EdgeHits(key, part.get("hits", int), part.get("does", str), part.items("rows", int))
