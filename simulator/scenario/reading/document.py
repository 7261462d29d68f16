"""One document of a scenario file becomes a scenario: a method for each key that is more than a simple value."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from simulator.loading.calling.inbound import read_inbound
from simulator.loading.calling.legs import read_leg
from simulator.loading.calling.steps import Use, read_step
from simulator.loading.dates import instant
from simulator.loading.files.named_files import NamedFiles
from simulator.loading.yaml.missing import missing
from simulator.loading.yaml.nodes import YamlList, YamlMap
from simulator.loading.yaml.reading import read as read_kind
from simulator.model.call.keys import KeyToken, TimedToken, parse_token
from simulator.model.scenario.scenario import CallerStep, Scenario
from simulator.scenario.reading.call import read_fault, unknown_block
from simulator.scenario.reading.expect import read_expect
from simulator.scenario.reading.kinds import FIELDS, REASON, TAG
from simulator.scenario.reading.trigger import read_trigger
from simulator.scenario.reading.unused import DEEPEST, circles

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from simulator.loading.files.account_file import Read
    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode

Blocks = dict[str, tuple[CallerStep | Use, ...]]
Values = dict[str, Any]
"""Fields of a `Scenario`, by their names."""

MOST_STEPS = 10_000
"""Steps of one caller, blocks that are used among them: no call has as many entries."""

BEGINNINGS = ("flow", "request", "inbound", "trigger")
"""Keys of which exactly one says how the call begins."""
_KEYS = (
    "caller",
    "scenario",
    "flow",
    "request",
    "inbound",
    "trigger",
    "tags",
    "skip",
    "xfail",
    "at",
    "seed",
    "account",
    "legs",
    "faults",
    "expect",
)


class DocumentReader:
    """Reads the scenario of a document; what is at fault is noted in `fields`."""

    def __init__(self, fields: Fields, folder: Path, read: Read, blocks: dict[str, YamlNode]) -> None:
        self._fields, self._folder, self._read = fields, folder, read
        self._files = NamedFiles(folder, read, fields)
        self._nodes = blocks
        self._blocks: Blocks = {}
        self._steps = 0
        self._skipped = False
        self.used: set[str] = set()

    def scenario(self, root: YamlNode, file: str, number: int, row: int | None = None) -> Scenario:
        """The scenario that a document describes; `number` is the document's and `row` that of its example."""
        fields = self._fields
        given = self.given(root)
        self._skipped = "skip" in given
        self._choose(root, given)
        if "blocks" in given:
            fields.mapping(given["blocks"], "`blocks`")
        self._blocks = {name: fields.listing(node, self._step) for name, node in self._nodes.items()}
        for use in circles({name: self._blocks[name] for name in self._own(root)}):
            self._circle(use)
        values: Values = {"name": ""}
        for key in _KEYS:
            if key in given:
                values |= self.values(key, given[key])
        span = root.keys.get("scenario", root.span) if isinstance(root, YamlMap) else root.span
        return Scenario(file=file, span=span, number=number, row=row, **values)

    def given(self, node: YamlNode) -> dict[str, YamlNode]:
        """The keys of a document, or of a part of it; a null is "not given"."""
        return self._fields.known(node, FIELDS, "the scenario file")

    def values(self, key: str, node: YamlNode) -> Values:
        """What one key of the document says."""
        found: Values = getattr(self, f"_{key}")(node)
        return found

    def _choose(self, root: YamlNode, given: dict[str, YamlNode]) -> None:
        if "scenario" not in given:
            missing(self._fields, root, "scenario", "`scenario`, the name,")
        begins = [key for key in BEGINNINGS if key in given]
        if len(begins) > 1 and isinstance(root, YamlMap):
            what = f"`{begins[0]}` and `{begins[1]}` both say how the call begins"
            self._fields.fault("F007", root, what, "keep one of the two", root.keys[begins[1]])
        elif not begins:
            missing(self._fields, root, "flow", "`flow` (or `request`, `inbound`, `trigger`), how the call begins,")

    def _scenario(self, node: YamlNode) -> Values:
        return {"name": self._fields.text(node) or ""}

    def _flow(self, node: YamlNode) -> Values:
        found = self._named(node)
        return {"flow": found[0].as_posix() if found else None}

    def _request(self, node: YamlNode) -> Values:
        if isinstance(node, YamlMap):
            return {"request": json.dumps(node.plain, ensure_ascii=False).encode("utf-8", "surrogatepass")}
        found = self._named(node)
        return {"request": found[1], "request_file": found[0].as_posix()} if found else {}

    def _named(self, node: YamlNode) -> tuple[Path, bytes] | None:
        """The file that the call begins with; of a scenario that is skipped, it need not be there yet."""
        if not self._skipped:
            return self._files.at(node)
        name, content = self._fields.text(node), b""
        if name is None:
            return None
        with suppress(OSError):
            content = self._files.read(self._folder / name)
        return self._folder / name, content

    def _inbound(self, node: YamlNode) -> Values:
        return {"inbound": read_inbound(node, self._fields)}

    def _trigger(self, node: YamlNode) -> Values:
        return {"trigger": read_trigger(node, self._fields)}

    def _tags(self, node: YamlNode) -> Values:
        return {"tags": self._fields.listing(node, lambda item: read_kind(TAG, item, self._fields))}

    def _skip(self, node: YamlNode) -> Values:
        return {"skip": self._reason(node)}

    def _xfail(self, node: YamlNode) -> Values:
        return {"xfail": self._reason(node)}

    def _reason(self, node: YamlNode) -> str:
        return " ".join((read_kind(REASON, node, self._fields) or "").split())

    def _at(self, node: YamlNode) -> Values:
        text = self._fields.text(node)
        found = None if text is None else instant(text)
        if text is not None and found is None:
            self._fields.fault("F004", node, f"`{text}` is no instant in UTC", "write 2026-01-13T08:26:58Z")
        return {"at": found}

    def _seed(self, node: YamlNode) -> Values:
        return {"seed": self._fields.integer(node)}

    def _account(self, node: YamlNode) -> Values:
        from simulator.loading.files.account_file import account_of

        self._fields.findings += account_of(node, self._folder, None, self._read)[1]
        return {"overlay": node}

    def _legs(self, node: YamlNode) -> Values:
        spans = tuple([item.span for item in node.items]) if isinstance(node, YamlList) else ()
        return {"legs": self._fields.listing(node, lambda item: read_leg(item, self._fields)), "leg_spans": spans}

    def _faults(self, node: YamlNode) -> Values:
        return {"faults": self._fields.listing(node, lambda item: read_fault(item, self._fields))}

    def _expect(self, node: YamlNode) -> Values:
        return {"expect": read_expect(node, self._fields)}

    def _caller(self, node: YamlNode) -> Values:
        self._steps = 0
        steps = tuple(self._expanded(self._fields.listing(node, self._step), ()))
        if self._steps > MOST_STEPS:
            what = f"with the blocks that it uses, `caller` has more than {MOST_STEPS:,} steps"
            self._fields.fault("F004", node, what, "use fewer blocks: no call has as many entries")
        found = [(step, parse_token(step.token)) for step in steps]
        return {
            "steps": tuple(step for step, token in found if isinstance(token, KeyToken)),
            "timed": tuple(token for _, token in found if isinstance(token, TimedToken)),
            "timed_spans": tuple(step.span for step, token in found if isinstance(token, TimedToken)),
        }

    def _step(self, node: YamlNode) -> CallerStep | Use | None:
        return read_step(node, self._fields)

    def _own(self, root: YamlNode) -> Iterable[str]:
        """The blocks that this document itself has."""
        node = root.items.get("blocks") if isinstance(root, YamlMap) else None
        return node.items if isinstance(node, YamlMap) else ()

    def _circle(self, use: Use) -> None:
        what = f"the block `{use.name}` uses itself"
        self._fields.fault("F004", use.node, what, "a block may use others, never itself")

    def _expanded(self, steps: Iterable[CallerStep | Use], inside: tuple[str, ...]) -> Iterable[CallerStep]:
        for step in steps:
            self._steps += 1
            if self._steps > MOST_STEPS:
                return
            if isinstance(step, Use):
                self.used.add(step.name)
            if isinstance(step, CallerStep):
                yield step
            elif len(inside) == DEEPEST:
                what = f"more than {DEEPEST} blocks use one another"
                self._fields.fault("F004", step.node, what, "write the steps out")
            elif step.name in inside:
                self._circle(step)
            elif step.name not in self._blocks:
                unknown_block(step, self._blocks, self._fields)
            else:
                yield from self._expanded(self._blocks[step.name], (*inside, step.name))
