"""`NAME.flow.yaml` becomes a `FlowFile`; every key is checked, and every fault is a diagnostic with its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from simulator.files.reading import read_plain
from simulator.loading.calling.inbound import read_inbound
from simulator.loading.files.flow_fields import FIELDS, HEADER, KEYS_PRESSED, PAIRS, POST
from simulator.loading.files.flow_parts import FlowParts
from simulator.loading.files.named_files import NamedFiles
from simulator.loading.files.recognised import stem
from simulator.loading.yaml.fields import Fields
from simulator.loading.yaml.missing import missing
from simulator.loading.yaml.nodes import YamlMap, YamlScalar
from simulator.loading.yaml.text import load_yaml
from simulator.model.account import Account
from simulator.model.diagnostic import Diagnostic, Finding, Instead, Span
from simulator.model.flow.file_text import FileText
from simulator.model.flow.flow_file import ClockSeen, FlowFile
from simulator.model.flow.where import address, parse_function, parse_where

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from simulator.loading.files.account_file import Read
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.model.flow.invariant import Invariant

_MEANING = {"request": "how the call begins", "replies": "who answers the webhook"}


def read_flow(
    raw: bytes,
    folder: Path,
    file: str,
    read: Read = read_plain,
    account_overlay: YamlNode | None = None,
    account: Account | None = None,
) -> tuple[FlowFile | None, tuple[Diagnostic, ...]]:
    """The flow that a file describes, and what is wrong with it and with its account file.

    `folder` is where its paths start; `account` takes the place of the flow's own, `account_overlay` is laid over
    it. What is at fault counts as not given; None comes back only where nothing can be read at all.
    """
    document = load_yaml(raw)
    if document.root is None:
        found = document.findings or (_empty(),)
        return None, tuple(placed(found, file, raw))
    reader = _FlowReader(file, raw, folder, read)
    flow = reader.flow(document.root, account, account_overlay)
    own = sorted(placed((*document.findings, *reader.fields.findings), file, raw), key=lambda one: one.order)
    return flow, (*own, *reader.elsewhere)


def placed(findings: Iterable[Finding], file: str, raw: bytes) -> Iterable[Diagnostic]:
    """Findings with the file they are in, whose bytes say how to write what mends them."""
    for one in findings:
        span, fix = one.span or Span(), one.fix
        if isinstance(fix, Instead):
            from simulator.loading.yaml.rewriting import fix_in  # only a fault is worth importing it

            fix = fix_in(raw.decode("utf-8-sig"), span, fix)
        yield Diagnostic(one.code, one.severity, one.message, one.hint, one.path, span, file, fix=fix)


def _empty() -> Finding:
    return Finding("F006", "$", "the flow file is empty", "give it `request` and `replies`, to begin with")


class _FlowReader:
    """One method per key of the file."""

    def __init__(self, file: str, raw: bytes, folder: Path, read: Read) -> None:
        self.fields = Fields()
        self.elsewhere: list[Diagnostic] = []
        self._account_given: str | dict[str, Any] | None = None
        self._text = FileText(file, raw.decode(errors="replace"))
        self._files = NamedFiles(folder, read, self.fields)
        self._parts = FlowParts(self.fields, self._files, self._text)

    def flow(self, root: YamlNode, account: Account | None, overlay: YamlNode | None) -> FlowFile:
        given = self.fields.known(root, FIELDS, "the flow file")
        self._choose(root, given)
        own = self._account(given.get("account"))
        base = own if account is None else account
        if overlay is not None:
            from simulator.loading.files.account_file import account_of

            base, faults = account_of(overlay, self._files.folder, base, self._files.read)
            self.fields.findings += faults
        inbound = read_inbound(given["inbound"], self.fields) if "inbound" in given else None
        body = self._parts.body(given["request"]) if "request" in given else None
        rows = self._parts.rows(given["replies"], base, inbound is not None) if "replies" in given else None
        return FlowFile(
            self._text_of(given, "flow") or stem(Path(self._text.file).name),
            self._text.file,
            base,
            body,
            inbound,
            rows,
            self._name(given, "backend", parse_where, "the place of a backend"),
            self._post(given["post"]) if "post" in given else {},
            self._name(given, "reset", parse_function, "a function"),
            self._header(given["httpAuthHeader"]) if "httpAuthHeader" in given else None,
            (self._text.file, *self._files.names),
            self._account_given,
            self.fields.listing(given["probes"], self._probe) if "probes" in given else (),
            self._invariants(given["invariants"]) if "invariants" in given else (),
            self._clock(given),
        )

    def _choose(self, root: YamlNode, given: dict[str, YamlNode]) -> None:
        """Of each pair of keys exactly one is needed."""
        for pair in PAIRS:
            here = [key for key in pair if key in given]
            if len(here) == 2 and isinstance(root, YamlMap):
                what = f"`{pair[0]}` and `{pair[1]}` both say {_MEANING[pair[0]]}"
                self.fields.fault("F007", given[pair[1]], what, "keep one of the two", root.keys[pair[1]])
            elif not here:
                missing(self.fields, root, pair[0], f"`{pair[0]}` (or `{pair[1]}`), {_MEANING[pair[0]]}")

    def _text_of(self, given: dict[str, YamlNode], key: str) -> str | None:
        return self.fields.text(given[key]) if key in given else None

    def _header(self, node: YamlNode) -> str | None:
        hint = "write what stands after `Authorization:`, as in Bearer abc123"
        text = self.fields.text(node)
        if text is None or HEADER.fullmatch(text):
            return text
        # It is not quoted: whatever it is, it was meant to be a secret.
        self.fields.fault("F004", node, "this is not the value of a header", hint)
        return None

    def _clock(self, given: dict[str, YamlNode]) -> ClockSeen:
        node = given.get("clock")
        found = self.fields.choice(node, get_args(ClockSeen)) if node is not None else None
        if node is not None and found == "simulated":
            where = given.get("backend")
            if where is None:
                what, hint = "a table goes by the simulated clock as it is", "leave `clock` out"
                self.fields.fault("F004", node, what, hint)
            elif isinstance(where, YamlScalar) and where.text.lower().startswith("http"):
                what, hint = (
                    "a running server has a clock of its own",
                    "leave `clock` out, or name a backend in process",
                )
                self.fields.fault("F004", node, what, hint)
        return "simulated" if found == "simulated" else "real"

    def _probe(self, node: YamlNode) -> str | None:
        hint = 'keys are 0-9, *, # and A-D; write each entry in quotes, as in ["1234", "42"]'
        return self.fields.matching(node, KEYS_PRESSED, "an entry that can be pressed", hint)

    def _invariants(self, node: YamlNode) -> tuple[Invariant, ...]:
        from simulator.loading.files.invariants import read_invariant  # few flows state any

        return self.fields.listing(node, lambda item: read_invariant(item, self.fields, self._text.file))

    def _name(self, given: dict[str, YamlNode], key: str, parse: Callable[[str], object], what: str) -> str | None:
        text = self._text_of(given, key)
        if text is None:
            return None
        try:
            parse(text)
        except ValueError as error:
            self.fields.fault("F004", given[key], f"`{text}` is not {what}", str(error))
            return None
        return text

    def _account(self, node: YamlNode | None) -> Account:
        if node is None:
            return Account()
        from simulator.loading.files.account_file import (  # only who has one waits for its reader
            account_of,
            read_account,
        )

        if not isinstance(node, YamlScalar):
            account, faults = account_of(node, self._files.folder, None, self._files.read)
            self.fields.findings += faults
            self._account_given = node.plain if isinstance(node, YamlMap) else None
            return account
        found = self._files.at(node)
        if found is None:
            return Account()
        path, raw = found
        self._account_given = path.as_posix()
        account, faults = read_account(raw, path.parent, self._files.read)
        self.elsewhere += placed(faults, path.as_posix(), raw)
        return account

    def _post(self, node: YamlNode) -> dict[str, str]:
        given = self.fields.known(node, POST, "`post`")
        found = {kind: self._name(given, kind, address, "an address to post to") for kind in given}
        return {kind: url for kind, url in found.items() if url is not None}
