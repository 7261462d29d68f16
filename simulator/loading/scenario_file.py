"""`NAME.scenario.yaml` becomes scenarios: documents, examples filled in, blocks used, every fault with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve

from simulator.loading.account_file import Read, account_of
from simulator.loading.dates import instant
from simulator.loading.field_kinds import read as read_kind
from simulator.loading.flow_file import placed
from simulator.loading.flow_parts import missing
from simulator.loading.named_files import NamedFiles
from simulator.loading.scenario_call import Use, read_fault, read_leg, read_step, unknown_block
from simulator.loading.scenario_examples import fill, read_examples
from simulator.loading.scenario_expect import read_expect
from simulator.loading.scenario_kinds import FIELDS, TAG
from simulator.loading.yaml_fields import Fields
from simulator.loading.yaml_nodes import Mapping, Scalar
from simulator.loading.yaml_text import load_yaml_all
from simulator.model.diagnostic import Diagnostic, Finding
from simulator.model.keys import parse_token
from simulator.model.scenario import Scenario, Step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.loading.scenario_examples import Row
    from simulator.loading.yaml_nodes import Node

SUFFIX = ".scenario.yaml"
Blocks = dict[str, tuple[Step | Use, ...]]


def read_scenarios(
    raw: bytes, folder: Path, file: str, read: Read = Path.read_bytes
) -> tuple[tuple[Scenario, ...], tuple[Diagnostic, ...]]:
    """Every scenario that a file describes, in its order, and what is wrong with it.

    A document with a fault gives no scenario; the others of the file still do. `folder` is where its paths start.
    """
    reader = _FileReader(file, folder, read)
    found: list[Scenario] = []
    for number, document in enumerate(load_yaml_all(raw)):
        reader.findings += document.findings
        if document.root is not None and not document.findings:
            found += reader.document(document.root, number)
    if not found and not reader.findings:
        reader.findings.append(Finding("F006", "$", "the scenario file is empty", "begin with `scenario: NAME`"))
    unique = {(one.code, one.span, one.message): one for one in reader.findings}
    return _named(found), tuple(sorted(placed(unique.values(), file), key=lambda one: one.order))


def _named(scenarios: list[Scenario]) -> tuple[Scenario, ...]:
    """The same with names that differ: the second of one name gets `#2`."""
    seen: dict[str, int] = {}
    named = []
    for one in scenarios:
        count = seen[one.name] = seen.get(one.name, 0) + 1
        named.append(one if count == 1 else evolve(one, name=f"{one.name} #{count}"))
    return tuple(named)


class _FileReader:
    """Reads documents one after the other; the blocks of one can be used in those after it."""

    def __init__(self, file: str, folder: Path, read: Read) -> None:
        self._file, self._folder, self._read = file, folder, read
        self._known: dict[Path, bytes] = {}
        self._blocks: dict[str, Node] = {}
        self.findings: list[Finding] = []

    def document(self, root: Node, number: int) -> list[Scenario]:
        """The scenarios of a document: one, or one for each example; none where it is at fault."""
        fields = Fields()
        rows: tuple[Row | None, ...] = (None,)
        if isinstance(root, Mapping):
            self._blocks |= _items(root.items.get("blocks"))
            examples = root.items.get("examples")
            if examples is not None and not (isinstance(examples, Scalar) and examples.is_null):
                rows = read_examples(examples, fields)
                root = _without(root, "examples")
        found = [self._scenario(root, number, at, row, fields) for at, row in enumerate(rows)]
        self.findings += fields.findings
        return [] if fields.findings else found

    def _scenario(self, root: Node, number: int, at: int, row: Row | None, fields: Fields) -> Scenario:
        node = root if row is None else fill(root, row, fields)
        reader = _DocumentReader(fields, self._folder, self._once, self._blocks if row is None else self._filled(row))
        scenario = evolve(reader.scenario(node, self._file), number=number)
        if row is None:
            return scenario
        same = isinstance(root, Mapping) and root.items.get("scenario") == _scalar(node, "scenario")
        name = f"{scenario.name} [{', '.join(value.text for value in row.values())}]" if same else scenario.name
        return evolve(scenario, name=name, row=at)

    def _filled(self, row: Row) -> dict[str, Node]:
        return {name: fill(block, row, Fields()) for name, block in self._blocks.items()}

    def _once(self, path: Path) -> bytes:
        """Read a file that many scenarios of this file name, once."""
        if path not in self._known:
            self._known[path] = self._read(path)
        return self._known[path]


def _items(node: Node | None) -> dict[str, Node]:
    return dict(node.items) if isinstance(node, Mapping) else {}


def _scalar(node: Node, key: str) -> Node | None:
    return node.items.get(key) if isinstance(node, Mapping) else None


def _without(root: Mapping, key: str) -> Mapping:
    items = {name: item for name, item in root.items.items() if name != key}
    return evolve(root, items=items)


class _DocumentReader:
    """One method for each key that is more than a simple value."""

    def __init__(self, fields: Fields, folder: Path, read: Read, blocks: dict[str, Node]) -> None:
        self._fields, self._folder, self._read = fields, folder, read
        self._files = NamedFiles(folder, read, fields)
        self._nodes = blocks
        self._blocks: Blocks = {}

    def scenario(self, root: Node, file: str) -> Scenario:
        """The scenario that a document describes."""
        fields = self._fields
        given = fields.known(root, FIELDS, "the scenario file")
        self._choose(root, given)
        fields.mapping(given["blocks"], "`blocks`") if "blocks" in given else None
        self._blocks = {name: fields.listing(node, self._step) for name, node in self._nodes.items()}
        steps = self._steps(given.get("caller"))
        tokens = [parse_token(step.token) for step in steps]
        return Scenario(
            (fields.text(given["scenario"]) if "scenario" in given else None) or "",
            file,
            root.keys.get("scenario", root.span) if isinstance(root, Mapping) else root.span,
            flow=self._flow(given.get("flow")),
            request=self._request(given.get("request")),
            tags=self._list(given, "tags", lambda node: read_kind(TAG, node, fields)),
            at=self._at(given.get("at")),
            seed=(fields.integer(given["seed"]) if "seed" in given else None) or 0,
            overlay=self._overlay(given.get("account")),
            legs=self._list(given, "legs", lambda node: read_leg(node, fields)),
            steps=tuple(step for step, token in zip(steps, tokens, strict=True) if not isinstance(token, int)),
            hangups=tuple(at for at in tokens if isinstance(at, int)),
            faults=self._list(given, "faults", lambda node: read_fault(node, fields)),
            expect=read_expect(given["expect"], fields) if "expect" in given else (),
        )

    def _choose(self, root: Node, given: dict[str, Node]) -> None:
        if "scenario" not in given:
            missing(self._fields, root, "scenario", "`scenario`, the name,")
        if "flow" in given and "request" in given and isinstance(root, Mapping):
            what = "`flow` and `request` both say how the call begins"
            self._fields.fault("F007", root, what, "keep one of the two", root.keys["request"])
        elif "flow" not in given and "request" not in given:
            missing(self._fields, root, "flow", "`flow` (or `request`), how the call begins,")

    def _list(self, given: dict[str, Node], key: str, each: Any) -> tuple[Any, ...]:
        return self._fields.listing(given[key], each) if key in given else ()

    def _flow(self, node: Node | None) -> str | None:
        found = self._files.at(node) if node is not None else None
        return found[0].as_posix() if found else None

    def _request(self, node: Node | None) -> bytes | None:
        if node is None:
            return None
        if isinstance(node, Mapping):
            return json.dumps(node.plain, ensure_ascii=False).encode("utf-8", "surrogatepass")
        found = self._files.at(node)
        return found[1] if found else None

    def _at(self, node: Node | None) -> int | None:
        text = self._fields.text(node) if node is not None else None
        if text is None or node is None:
            return None
        found = instant(text)
        if found is None:
            self._fields.fault("F004", node, f"`{text}` is no instant in UTC", "write 2026-01-13T08:26:58Z")
        return found

    def _overlay(self, node: Node | None) -> Any:
        if node is None:
            return None
        self._fields.findings += account_of(node, self._folder, None, self._read)[1]
        return node

    def _step(self, node: Node) -> Step | Use | None:
        return read_step(node, self._fields)

    def _steps(self, node: Node | None) -> tuple[Step, ...]:
        listed: tuple[Step | Use, ...] = self._fields.listing(node, self._step) if node is not None else ()
        return tuple(self._expanded(listed, ()))

    def _expanded(self, steps: Iterable[Step | Use], inside: tuple[str, ...]) -> Iterable[Step]:
        for step in steps:
            if isinstance(step, Step):
                yield step
            elif step.name in inside:
                what = f"the block `{step.name}` uses itself"
                self._fields.fault("F004", step.node, what, "a block may use others, never itself")
            elif step.name not in self._blocks:
                unknown_block(step, self._blocks, self._fields)
            else:
                yield from self._expanded(self._blocks[step.name], (*inside, step.name))
