"""The parts of a flow file that hold bodies: the request, and the rows of the table of replies."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from simulator.loading.files.flow_fields import NEEDED, ROW
from simulator.loading.files.flow_rows import unreachable
from simulator.loading.files.inline_places import InlinePlaces
from simulator.loading.files.named_files import file_text
from simulator.loading.files.rows.when import read_when
from simulator.loading.yaml.missing import missing
from simulator.loading.yaml.nodes import YamlMap, YamlScalar, described
from simulator.model.diagnostic import Span
from simulator.model.flow.flow_file import FlowBody, ReplyRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.loading.files.named_files import NamedFiles
    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.model.account import Account
    from simulator.model.diagnostic import Fix, Instead
    from simulator.model.flow.file_text import FileText
    from simulator.model.flow.flow_file import When


class FlowParts:
    """Reads bodies, by path or inline, and rows."""

    def __init__(self, fields: Fields, files: NamedFiles, text: FileText) -> None:
        self._fields, self._files, self._text = fields, files, text
        self._places = InlinePlaces(text)

    def body(self, node: YamlNode) -> FlowBody | None:
        """A path, or the body itself."""
        if isinstance(node, YamlMap):
            raw = json.dumps(node.plain, ensure_ascii=False).encode("utf-8", "surrogatepass")
            return FlowBody(raw, self._text, node.path, node.span, *self._placing(node.path))
        if not isinstance(node, YamlScalar):
            what = f"a body cannot be {described(node)}"
            hint = "write the path of a JSON file, or the body inline: {callflow: [...]}"
            self._fields.fault("F003", node, what, hint)
            return None
        found = self._files.at(node)
        return FlowBody(found[1], file_text(*found), node.path, node.span) if found else None

    def _placing(self, path: str) -> tuple[Callable[[str, str], Span], Callable[[str, Instead], Fix | None]]:
        return partial(self._places.at, path), partial(self._places.fix, path)

    def rows(self, node: YamlNode, account: Account, inbound: bool) -> tuple[ReplyRow, ...]:
        """The rows of the table, once for each stage that they name; those at fault are left out."""
        listed = enumerate(self._fields.listing(node, self._row), 1)
        rows = tuple(ReplyRow(number, when, row.reply, row.span) for number, (whens, row) in listed for when in whens)
        if not self._fields.findings:
            self._fields.findings += unreachable(rows, account, inbound)
        return rows

    def _row(self, node: YamlNode) -> tuple[tuple[When, ...], ReplyRow] | None:
        given = self._fields.known(node, ROW, "a row of `replies`")
        for key in NEEDED:
            if key not in given:
                missing(self._fields, node, key, f"`{key}` of this row")
        when = read_when(given["when"], given, self._fields) if "when" in given else None
        reply = self.body(given["reply"]) if "reply" in given else None
        if when is None or reply is None or not isinstance(node, YamlMap):
            return None
        return when, ReplyRow(0, when[0], reply, next(iter(node.keys.values())))
