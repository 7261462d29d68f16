"""The table of bodies: what each file in `bodies/` says, ready for one loop."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen
from ruamel.yaml import YAML

from simulator.loading.files.account_file import read_account
from simulator.model.account import Account
from simulator.model.status import STATUS
from simulator.rules.base.check import Checked, check_body
from simulator.rules.base.rule import Context

FOLDER = Path(__file__).parent / "bodies"
NOW = 1_767_603_600_000
"""2026-01-05T09:00:00Z."""


@frozen
class Case:
    """One body and what is to be said of it; what is None is not asserted."""

    file: str
    name: str
    body: bytes
    answer: int
    kind: Any = "request"
    http: int | None = None
    account: str = ""
    errors: tuple[str, ...] = ()
    lints: tuple[str, ...] = ()
    lines: tuple[int, ...] | None = None
    columns: tuple[int, ...] | None = None
    message: str | None = None

    def check(self, *, lints: bool = True) -> Checked:
        return check_body(self.body, self.kind, Context(_account(self.account), NOW, lints=lints))


@cache
def _account(text: str) -> Account:
    account, findings = read_account(text.encode(), Path()) if text else (Account(), ())
    assert not findings, findings
    return account


def cases() -> list[Case]:
    return [_case(path, row) for path in sorted(FOLDER.glob("*.yaml")) for row in YAML(typ="safe").load(path)]


def _case(path: Path, row: dict[str, Any]) -> Case:
    http = row.pop("http") if "http" in row else STATUS[row["answer"]].http
    lists: dict[str, Any] = {key: tuple(row.pop(key)) for key in ("errors", "lints", "lines", "columns") if key in row}
    return Case(path.stem, row.pop("name"), row.pop("body").encode(), http=http, **lists, **row)
