"""A flow as a value: what `load` gives and everything else takes, read and compiled once."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import evolve, field, frozen

from simulator.api.arguments import moment_from, naming
from simulator.errors import UsageError
from simulator.loading.files.recognised import FLOW_ENDINGS, kind_of
from simulator.model.flow.flow_file import FlowFile
from simulator.model.values import choice, shown
from simulator.running.flow import complaint, flow_of, read, with_backend
from simulator.running.flow_check import flow_reports
from simulator.running.in_person import in_person
from simulator.running.source import Source, account_from, raw_of, read_bytes, refuse_other

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from simulator.compiler.conversation import Conversation
    from simulator.model.account import Account
    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.diagnostic import Diagnostic
    from simulator.model.reports.file_report import FileReport

    AccountGiven = Account | str | Path | Mapping[str, Any]
    At = str | int | datetime
    BackendGiven = str | Callable[..., Any]
    Parsed = tuple[FlowFile | None, tuple[Diagnostic, ...]]
    FlowGiven: TypeAlias = "str | Path | bytes | Mapping[str, Any] | Flow | FlowFile | Source"

FlowKind = Literal["request", "reply", "flow"]
KINDS = ("request", "reply", "flow")
TEXT = "<text>"
"""What a flow is called that was given as a text or as data."""


@frozen(slots=False, repr=False)
class Flow:
    """A body or a flow file that was loaded, with all the files that it names: two of the same content are equal.

    `kind` is `request`, `reply` or `flow` (a flow file); `file` its name, empty where it was given as text or data.
    `given_account` takes the place of the account that a flow file names, `at` is the simulated now in ms since 1970,
    None for that of what it is given to. `backend` answers in the place of what the flow file says.
    """

    kind: FlowKind
    file: str
    contents: tuple[tuple[str, bytes], ...]
    """What was read, by name: itself first, then the files that it names."""
    given_account: Account | None = None
    at: int | None = None
    backend: BackendGiven | None = field(default=None)

    @property
    def raw(self) -> bytes:
        """Its own bytes."""
        return self.contents[0][1]

    @property
    def text(self) -> str:
        """Its own text, bytes that are no UTF-8 replaced."""
        return self.raw.decode(errors="replace")

    @property
    def account(self) -> Account:
        """The account that it is meant for. Raises UsageError where a flow file has errors."""
        return self.flow_file.account if self.kind == "flow" else self.source.account

    @cached_property
    def source(self) -> Source:
        """The body. Raises UsageError where this is a flow file whose call comes in."""
        if self.kind != "flow":
            return Source(self.raw, self.file, self.kind, account_from(self.given_account), self.at)
        flow = self.flow_file
        if flow.body is None:
            raise UsageError(f'"{self.file or TEXT}" has no request body: its call comes in')
        return Source(flow.body.raw, flow.body.text.file, "request", flow.account, self.at)

    @cached_property
    def flow_file(self) -> FlowFile:
        """It as a flow that calls can begin with. Raises UsageError with every error of a flow file."""
        if self.kind == "reply":
            raise UsageError("a run begins with a request body, and this is a webhook reply")
        if self.kind == "request":
            return with_backend(flow_of(self.source), self._backend)
        flow, found = self._parsed
        errors = [one for one in found if one.severity == "error"]
        if flow is None or errors:
            raise UsageError(*map(complaint, errors))
        return with_backend(flow, self._backend)

    @cached_property
    def _parsed(self) -> Parsed:
        """What its reader says of a flow file."""
        return read(self.file or TEXT, account=self.given_account, read_file=self._read)

    @property
    def reports(self) -> list[FileReport]:
        """What `check` says of it, and of each file that it names."""
        if self.kind != "flow":
            return [self.source.report]
        return flow_reports(self.file or TEXT, account=self.given_account, at=self.at, read_file=self._read)

    @property
    def answer(self) -> dict[str, Any]:
        """The platform's answer to a body, or to the request of a flow file; empty where there is no request."""
        if self.kind == "flow":
            flow = self._parsed[0]
            return {} if flow is None or flow.body is None else evolve(self.source, at=self.at).answer
        return self.source.answer

    @property
    def machine(self) -> Conversation:
        """A fresh machine of the whole conversation, once it is explored as `explore` does without options.

        A stock `transitions.Machine`: its states are places, its triggers what is done there. `extent` says how much is
        known, `open` which states nobody looked behind. Raises RefusedError and UsageError.
        """
        from simulator.compiler.conversation import Conversation

        return Conversation(self._behaviour)

    @cached_property
    def _behaviour(self) -> Behaviour:
        from simulator.exploring.conclusions.all_tries import with_all_tries  # heavy, and few ask for them
        from simulator.exploring.search.explore import explore

        return with_all_tries(explore(self.flow_file, at=self.at))

    def replace(
        self, *, account: AccountGiven | None = None, at: At | None = None, backend: BackendGiven | None = None
    ) -> Flow:
        """A copy with another account, instant or backend; what is not given stays. Raises UsageError."""
        changed: dict[str, Any] = {}
        if account is not None:
            changed["given_account"] = account_from(account)
        if at is not None:
            changed["at"] = moment_from(at)
        if backend is not None:
            with naming("backend"):
                in_person(backend)
            changed["backend"] = backend
        if not changed:
            return self
        found = evolve(self, **changed)
        if account is None and self.kind == "flow":
            found.__dict__["_parsed"] = self._parsed
        return found

    @property
    def _backend(self) -> str | None:
        return None if self.backend is None else in_person(self.backend)

    def _read(self, path: Path) -> bytes:
        """A file as it was when this was loaded."""
        known = dict(self.contents).get(path.as_posix())
        return path.read_bytes() if known is None else known

    def __repr__(self) -> str:
        more = [f"{name}={shown(value)}" for name, value in (("at", self.at), ("backend", self.backend)) if value]
        account = ["account=..."] if self.given_account is not None else []
        return f"<Flow {' '.join([self.kind, self.file or f'of {len(self.raw)} bytes', *account, *more])}>"

    def __getstate__(self) -> dict[str, Any]:
        """What it is, without what was made of it: that is made anew where it is needed."""
        names = ("kind", "file", "contents", "given_account", "at", "backend")
        return {name: getattr(self, name) for name in names}


def load(
    source: FlowGiven,
    *,
    kind: Literal["request", "reply"] | FlowKind | None = None,
    account: AccountGiven | None = None,
    at: At | None = None,
    backend: BackendGiven | None = None,
) -> Flow:
    """Load a body or a flow file: a file, a text of JSON or YAML, bytes, a dict, or what this function gave.

    A text of one line is the name of a file. `kind` is `request`, `reply` or `flow`, by default what the keys say;
    `account` an Account, an account file or its content; `at` the simulated now (ISO 8601 in UTC, a datetime, or ms
    since 1970); `backend` answers in the place of what a flow file says: a place, or a function or app itself. Raises
    UsageError where a file cannot be read or an argument cannot be used; what is wrong *in* a body or flow file is
    never raised here, `check` reports it.
    """
    if kind is not None:
        choice("kind", kind, KINDS)
    if isinstance(source, Flow):
        return source.replace(account=account, at=at, backend=backend)
    own = None
    if account is not None:
        own = account_from(account)
    return _loaded(source, kind, own).replace(at=at, backend=backend)


def _loaded(source: Any, kind: FlowKind | None, account: Account | None) -> Flow:
    if isinstance(source, Source):
        return Flow(source.kind, source.file, ((source.file, source.raw),), account or source.account, source.at)
    raw, file = _content(source)
    known = kind or ("flow" if _is_flow(raw, file) else "request")
    if file and known != "flow":
        refuse_other(Path(file), raw, "body")
    if known != "flow":
        return Flow(known, file, ((file, raw),), account)
    return _with_files(raw, file, account)


def _content(source: Any) -> tuple[bytes, str]:
    """The bytes, and the name of the file that they were read from."""
    if isinstance(source, str | Path) and not is_text(source):
        return read_bytes(Path(source)), source if isinstance(source, str) else source.as_posix()
    with naming("source"):
        return raw_of(source), ""


def is_text(source: str | Path) -> bool:
    """Whether this is the text of a body or a flow, and not the name of a file."""
    return isinstance(source, str) and (source.lstrip()[:1] in ("{", "[") or "\n" in source)


def _is_flow(raw: bytes, file: str) -> bool:
    return file.endswith(FLOW_ENDINGS) or kind_of(raw) == "flow"


def _with_files(raw: bytes, file: str, account: Account | None) -> Flow:
    """A flow file with the files that it names, each read once; what is wrong with it is told later."""
    name = file or TEXT
    found = {Path(name).as_posix(): raw}

    def keeping(path: Path) -> bytes:
        if path.as_posix() not in found:
            found[path.as_posix()] = path.read_bytes()
        return found[path.as_posix()]

    if file and not file.endswith(FLOW_ENDINGS):
        refuse_other(Path(file), raw, "flow")
    parsed = read(name, account=account, read_file=keeping)
    flow = Flow("flow", file, tuple(found.items()), account)
    flow.__dict__["_parsed"] = parsed
    return flow


def begun(
    source: FlowGiven,
    *,
    account: AccountGiven | None = None,
    at: At | None = None,
    backend: BackendGiven | None = None,
) -> tuple[FlowFile, int | None]:
    """A flow that calls can begin with, and its simulated now, None for the usual one. Raises UsageError."""
    if isinstance(source, FlowFile):
        with naming("backend"):
            return with_backend(source, None if backend is None else in_person(backend)), moment_from(at)
    flow = load(source, account=account, at=at, backend=backend)
    return flow.flow_file, flow.at
