"""`NAME.scenario.yaml` becomes scenarios: documents, examples filled in, blocks used, every fault with its place."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.files.reading import read_plain
from simulator.loading.files.flow_file import placed
from simulator.loading.yaml.fields import Fields
from simulator.loading.yaml.nodes import YamlMap, YamlScalar
from simulator.loading.yaml.text import load_yaml_all
from simulator.model.diagnostic import Diagnostic, Finding, Span
from simulator.scenario.reading.document import DocumentReader
from simulator.scenario.reading.examples import fill, read_examples
from simulator.scenario.reading.repeated_parts import read_parts
from simulator.scenario.reading.unused import unfilled, unsaid, unused_block, unused_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.loading.files.account_file import Read
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.model.scenario.scenario import Scenario
    from simulator.scenario.reading.examples import ExampleRow


def read_scenarios(
    raw: bytes, folder: Path, file: str, read: Read = read_plain
) -> tuple[tuple[Scenario, ...], tuple[Diagnostic, ...]]:
    """Every scenario that a file describes, in its order, and what is wrong with it.

    A document with a fault gives no scenario; the others of the file still do. `folder` is where its paths start.
    """
    reader = _FileReader(file, folder, read)
    quickly = read_parts(raw, folder, file, reader.once)
    if quickly is not None:
        return _named(quickly), ()
    found: list[Scenario] = []
    for number, document in enumerate(load_yaml_all(raw)):
        reader.findings += document.findings
        if document.root is not None and not document.findings:
            found += reader.document(document.root, number)
    if not found and not reader.findings:
        reader.findings.append(Finding("F006", "$", "the scenario file is empty", "begin with `scenario: NAME`"))
    found = reader.remarked(found)
    unique = {(one.code, one.span, one.message): one for one in reader.findings}
    return _named(found), tuple(sorted(placed(unique.values(), file, raw), key=lambda one: one.order))


def unread(file: str, error: OSError) -> Diagnostic:
    """The finding about a scenario file that is there by name and cannot be read."""
    hint = "make it a plain file that may be read, or take it away"
    return Diagnostic("F005", "error", f"the file cannot be read: {error.strerror}", hint, "$", Span(), file)


def unlisted(folder: str, why: str) -> Diagnostic:
    """The finding about a folder whose scenarios nobody can see."""
    hint = "let it be listed, or leave it out by naming the files that are meant"
    return Diagnostic("F005", "error", f"the folder {why}", hint, "$", Span(), folder)


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
        self._blocks: dict[str, YamlNode] = {}
        self._used: set[str] = set()
        self._unused: dict[str, tuple[int, YamlNode]] = {}
        self.findings: list[Finding] = []

    def document(self, root: YamlNode, number: int) -> list[Scenario]:
        """The scenarios of a document: one, or one for each example; none where it is at fault."""
        fields = Fields()
        rows: tuple[ExampleRow | None, ...] = (None,)
        if isinstance(root, YamlMap):
            own = _items(root.items.get("blocks"))
            self._blocks |= own
            self._unused |= {name: (number, node) for name, node in own.items()}
            examples = root.items.get("examples")
            if examples is not None and not (isinstance(examples, YamlScalar) and examples.is_null):
                rows = read_examples(examples, fields)
                root = _without(root, "examples")
        found = [self._scenario(root, number, at, row, fields) for at, row in enumerate(rows)]
        self.findings += fields.findings
        if fields.findings:
            return []
        found = _told_apart(found, rows)
        remarks = (*unsaid(root), *(unfilled(root) if rows == (None,) else ()))
        remarks += tuple(unused_columns(rows, root, self._blocks))
        return [evolve(found[0], remarks=remarks), *found[1:]] if remarks else found

    def remarked(self, found: list[Scenario]) -> list[Scenario]:
        """The same with a remark for each block that nothing uses, at a scenario of its document."""
        for name, (number, node) in self._unused.items():
            at = next((at for at, one in enumerate(found) if one.number == number), None)
            if name not in self._used and at is not None:
                found[at] = evolve(found[at], remarks=(*found[at].remarks, unused_block(name, node)))
        return found

    def _scenario(self, root: YamlNode, number: int, at: int, row: ExampleRow | None, fields: Fields) -> Scenario:
        node = root if row is None else fill(root, row, fields)
        blocks = self._blocks if row is None else self._filled(row)
        reader = DocumentReader(fields, self._folder, self.once, blocks)
        scenario = reader.scenario(node, self._file, number, None if row is None else at)
        self._used |= reader.used
        if row is None:
            return scenario
        same = isinstance(root, YamlMap) and root.items.get("scenario") == _scalar(node, "scenario")
        name = f"{scenario.name} {_values(row)}" if same else scenario.name
        return evolve(scenario, name=name, row_lines=_lines(row))

    def _filled(self, row: ExampleRow) -> dict[str, YamlNode]:
        return {name: fill(block, row, Fields()) for name, block in self._blocks.items()}

    def once(self, path: Path) -> bytes:
        """Read a file that many scenarios of this file name, once."""
        if path not in self._known:
            self._known[path] = self._read(path)
        return self._known[path]


def _told_apart(found: list[Scenario], rows: Sequence[ExampleRow | None]) -> list[Scenario]:
    """The same with the values of its row behind each name that several rows have."""
    times, told = Counter(one.name for one in found), []
    for one, row in zip(found, rows, strict=True):
        alone = row is None or times[one.name] == 1 or one.name.endswith(_values(row))
        told.append(one if alone else evolve(one, name=f"{one.name} {_values(row or {})}"))
    return told


def _values(row: ExampleRow) -> str:
    return f"[{', '.join(value.text for value in row.values())}]"


def _lines(row: ExampleRow) -> tuple[int, int]:
    """Where the values of a row stand."""
    spans = [node.span for node in row.values()]
    return min((one.line for one in spans), default=0), max(
        (one.end_line - (one.end_column == 1) for one in spans), default=0
    )


def _items(node: YamlNode | None) -> dict[str, YamlNode]:
    return dict(node.items) if isinstance(node, YamlMap) else {}


def _scalar(node: YamlNode, key: str) -> YamlNode | None:
    return node.items.get(key) if isinstance(node, YamlMap) else None


def _without(root: YamlMap, key: str) -> YamlMap:
    kept = [pair for pair in zip(root.items, root.stretches, strict=True) if pair[0] != key]
    return evolve(root, items={name: root.items[name] for name, _ in kept}, stretches=tuple(at for _, at in kept))
