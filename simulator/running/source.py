"""Load a request body or a webhook reply, with the account it is meant for."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, evolve

from simulator.errors import UsageError
from simulator.files.reading import read_given
from simulator.loading.body.body import BodyKind
from simulator.loading.dates import instant
from simulator.loading.files.recognised import FLOW_ENDINGS, kind_of
from simulator.model.account import Account
from simulator.model.values import plain, shown, since_1970
from simulator.registry import nearest

if TYPE_CHECKING:
    from simulator.loading.files.account_file import Read
    from simulator.loading.files.recognised import FileKind
    from simulator.model.reports.file_report import FileReport
    from simulator.rules.base.check import Checked

    SourceCheck = Callable[["Source"], Checked]

MEANT = {
    "flow": "a flow file",
    "scenario": "a scenario file (`callflow test` runs those)",
    "account": "an account file (`--account` takes those)",
    "callers": "a callers file (`run_many` takes those)",
    "body": "a request body or a webhook reply",
}
"""What the kinds of files are called."""


def is_flow(name: object) -> bool:
    """Whether a name is that of a flow file, or of a file with another name whose keys are a flow's."""
    if not isinstance(name, str | Path) or str(name).lstrip()[:1] in ("{", "["):
        return False
    return str(name).endswith(FLOW_ENDINGS) or kind_at(name) == "flow"


def kind_at(name: str | Path) -> FileKind | None:
    """What the file of this name is by its keys; None where they say nothing, or it cannot be read."""
    path = Path(name)
    try:
        if not path.is_file():
            return None
        found = path.stat()
        return _kind(path, found.st_mtime_ns, found.st_size)
    except (OSError, ValueError):  # a text of JSON is no name of a file
        return None


@lru_cache(maxsize=64)
def _kind(path: Path, changed: int, size: int) -> FileKind | None:  # noqa: ARG001
    return kind_of(read_given(path))


def refuse_other(path: Path, raw: bytes, wanted: FileKind) -> None:
    """Raises UsageError, in one line, where a file is by its keys of another kind than the one that is wanted here."""
    found = kind_of(raw)
    if found is not None and found != wanted:
        needed = MEANT[wanted].partition(" (")[0]
        needed += ", or a flow file" if wanted == "body" and found != "flow" else ""
        raise UsageError(f'"{path.as_posix()}" is {MEANT[found]}: expected {needed}')


@define(slots=False, eq=False)
class Source:
    """A body that was loaded: its bytes, where they came from, and the account it is checked against.

    `at` is the simulated now in ms since 1970; None means the real clock, asked when it is checked.
    """

    raw: bytes
    file: str
    kind: BodyKind
    account: Account
    at: int | None = None
    lints: bool = True
    """Whether lints look at it too: who only wants to know whether it is taken need not wait for them."""
    check: SourceCheck | None = None
    """What checks it, where that is not done here and now: an editor asks of the same bodies again and again."""

    @property
    def text(self) -> str:
        """The body as text, bytes that are no UTF-8 replaced."""
        return self.raw.decode(errors="replace")

    @cached_property
    def checked(self) -> Checked:
        """The body as it was read, its findings and the platform's answer."""
        return self.check(self) if self.check else self.checked_now()

    def checked_now(self) -> Checked:
        """The same, whatever is known of it already."""
        from simulator.rules.base.check import check_body
        from simulator.rules.base.rule import Context

        now = round(time.time() * 1000) if self.at is None else self.at
        free = 2 if self.kind == "request" else 1
        return check_body(self.raw, self.kind, Context(self.account, now, free, self.lints), self.file)

    @property
    def answer(self) -> dict[str, Any]:
        """The platform's answer, in its own spellings."""
        return self.checked.answer.as_dict()

    @property
    def report(self) -> FileReport:
        """The findings as renderers take them."""
        from simulator.model.reports.file_report import FileReport

        return FileReport(self.file or "<text>", self.text, self.answer, self.checked.diagnostics)

    def or_at(self, at: str) -> Source:
        """The same body, at this instant where it has none of its own: what runs calls never asks the clock."""
        return evolve(self, at=moment(at)) if self.at is None else self


def raw_of(data: object) -> bytes:
    """The bytes of a text or of data. Raises UsageError for what is none of these, and for what JSON cannot say."""
    if isinstance(data, bytes | bytearray | memoryview):
        return bytes(data)
    if not isinstance(data, str | Mapping):
        raise UsageError(f"found {shown(data)}, expected a file, a text, bytes, or a dict")
    return (data if isinstance(data, str) else _json(data)).encode("utf-8", "surrogatepass")


def _as_json(value: Any) -> Any:
    """What `json` does not know: other mappings and sequences, scalars of numpy, points in time."""
    found = plain(value)
    if isinstance(found, Mapping):
        return dict(found)
    if isinstance(found, datetime):
        return _utc(found)
    if found is value:
        raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")
    return found


def _utc(value: datetime) -> str:
    return f"{datetime.fromtimestamp(since_1970(value) / 1000, UTC):%Y-%m-%dT%H:%M:%S}Z"


def _json(data: object) -> str:
    """Data as JSON. Raises UsageError for what JSON cannot say."""
    try:
        return json.dumps(data, ensure_ascii=False, default=_as_json)
    except (TypeError, ValueError, RecursionError) as error:
        raise UsageError(f"this cannot be written as JSON: {error}") from None


def read_bytes(path: Path, read: Read = read_given) -> bytes:
    """The content of a file. Raises UsageError that says why it cannot be read, and what is near."""
    try:
        return read(path)
    except FileNotFoundError:
        raise UsageError(f'there is no file "{path.as_posix()}"{_near(path)}') from None
    except IsADirectoryError:
        raise UsageError(f'"{path.as_posix()}" is a folder, expected a file') from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise UsageError(f'"{path.as_posix()}" cannot be read: {why}') from None


def _near(path: Path) -> str:
    beside: list[str] = []
    with suppress(OSError):  # a folder that is missing or may not be listed has no names to offer
        beside = [found.name for found in path.parent.iterdir()]
    best = nearest(path.name, beside, 1)
    return f': did you mean "{path.with_name(best[0]).as_posix()}"?' if best else ""


def account_from(account: Account | str | Path | Mapping[str, Any] | None) -> Account:
    """An account from an account file or its content. Raises UsageError with every fault in it."""
    if account is None:
        return Account()
    if isinstance(account, Account):
        return account
    if isinstance(account, str | Path):
        path = Path(account)
        raw, folder, name = read_bytes(path), path.parent, path.as_posix()
        refuse_other(path, raw, "account")
    elif not isinstance(account, Mapping):
        raise UsageError(f"account is {shown(account)}, expected an account file, its content as a dict, or an Account")
    else:
        raw, folder, name = _json(account).encode("utf-8", "surrogatepass"), Path(), "account"
    from simulator.loading.files.account_file import read_account  # only who has an account waits for its reader

    found, faults = read_account(raw, folder)
    errors = [fault for fault in faults if fault.severity == "error"]
    if errors:
        raise UsageError(*(_complaint(name, fault) for fault in errors))
    return found


def _complaint(name: str, fault: Any) -> str:
    place = f"{name}:{fault.span.line}:{fault.span.column}" if fault.span else name
    return f"{place}: {fault.message} at {fault.path}{f' ({fault.hint})' if fault.hint else ''} [{fault.code}]"


def moment(at: str | int | datetime | None) -> int | None:
    """A simulated now in ms since 1970. Raises UsageError where a text is no instant in UTC."""
    if at is None or (isinstance(at, int) and not isinstance(at, bool)):
        return at
    given = plain(at)
    if isinstance(given, datetime):
        return since_1970(given)
    if type(given) is int:
        return given
    found = instant(at) if isinstance(at, str) else None
    if found is None:
        raise UsageError(f'"{at}" is no instant: expected ISO 8601 in UTC, for example 2026-01-13T08:26:58Z')
    return found
