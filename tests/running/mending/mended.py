"""Bodies and files of ours as they are mended; nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulator.model.account import Account
from simulator.running.flow_check import account_report, flow_reports
from simulator.running.mending.files import MendedFiles
from simulator.running.mending.mending import Mended, mend
from simulator.running.source import Source
from simulator.scenario.checking import scenario_report

if TYPE_CHECKING:
    from simulator.loading.body.body import BodyKind
    from simulator.model.reports.file_report import FileReport

AT = 1_767_603_600_000
NAME = "body.json"


def mended(raw: bytes, kind: BodyKind = "request", account: Account = Account()) -> tuple[bytes, Mended]:  # noqa: B008
    """A body as it is mended, and what came of it."""
    files = MendedFiles()
    place = files.put(NAME, raw)
    found = mend(lambda: [Source(files.read(Path(NAME)), NAME, kind, account, AT).report], files)
    return files.now(place), found


def in_folder(folder: Path, name: str, text: str) -> tuple[str, Mended]:
    """A YAML file of ours as it is mended (nothing is written)."""
    file = folder / name
    file.write_bytes(text.encode())
    files = MendedFiles()

    def check() -> list[FileReport]:
        if name.endswith(".flow.yaml"):
            return flow_reports(str(file), at=AT, read_file=files.read)
        return [(scenario_report if "scenario" in name else account_report)(str(file), files.read)]

    found = mend(check, files)
    return files.read(file).decode(), found
