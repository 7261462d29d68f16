"""Data files that a source names: which are found, what is taken from them, and that nothing is written."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest

from simulator.exploring.hints.data_files import MOST_VALUES, files_of, values_of
from simulator.exploring.hints.files import MOST_BYTES, is_file, is_folder, read
from simulator.exploring.hints.modules import ModuleFile
from simulator.exploring.hints.source import ModuleSource


def found(folder: Path, *texts: str, module: str = "bank.py") -> list[str]:
    """The files that a module with these texts names, as seen from its flow's folder."""
    path = folder / module
    here = files_of([ModuleFile("bank", path, ModuleSource(texts=texts))], [folder])
    return [file.relative_to(folder).as_posix() for file in here]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    whole = tmp_path.resolve()
    for name in ("pins.json", "pins", "bank.db", "data/pins.csv", "data/more/deep.txt", "shop/own.txt", "settings.py"):
        (whole / name).parent.mkdir(parents=True, exist_ok=True)
        (whole / name).write_text("4711")
    return whole


@pytest.mark.parametrize(
    ("texts", "files"),
    [
        (["pins.json"], ["pins.json"]),
        (["pins"], ["pins"]),
        (["data/pins.csv"], ["data/pins.csv"]),
        (["data", "pins.csv"], ["data/pins.csv"]),
        (["data", "more", "deep.txt"], ["data/more/deep.txt"]),
        (["data/more", "deep.txt"], ["data/more/deep.txt"]),
        (["sqlite:///bank.db"], ["bank.db"]),
        (["file:bank.db?mode=ro"], ["bank.db"]),
        (["pins.csv", "gone.json", "", ".", "a/b", "a\0/b"], []),
        (["settings.py"], []),
        (["../pins.json", "/etc/hosts", "data/../../x"], []),
    ],
)
def test_files_are_found_beside_the_module_or_in_folders_that_it_names(
    texts: list[str], files: list[str], folder: Path
) -> None:
    assert found(folder, *texts) == files


def test_a_file_beside_the_module_or_above_it_in_the_flows_folder_is_found(folder: Path) -> None:
    assert found(folder, "own.txt", "pins.json", module="shop/bank.py") == ["shop/own.txt", "pins.json"]
    assert found(folder, "../pins.json", module="shop/bank.py")[0] == "shop/../pins.json"


def test_only_so_many_folders_are_looked_into(folder: Path) -> None:
    names = [f"f{n:02}" for n in range(20)]
    for name in names:
        (folder / name).mkdir()
        (folder / name / "x.txt").write_text("1")
    assert len(found(folder, "x.txt", *names)) == 11


TEXTS = [
    ('{"pins": ["0420", 17, {"1357": true}], "more": null, "x": 1.5}', ["0420", "17", "1357"]),
    ('["BAD", "Room 7", "+65 6234 5678"]', ["6562345678", "65", "6234", "5678"]),
    ("name,pin\nAnn,0420\nBo,17\n", ["0420", "17"]),
    ('"Ann";"0420"\n"Bo";"17"\n', ["0420", "17"]),
    ("0420\n17\n0420\n", ["0420", "17"]),
    ("pins:\n  - '0420'\n  - 17\n", ["0420", "17"]),
    ("[bank]\npin = 0420\n", ["0420"]),
    ('{"pin": "0420"}\n{"pin": 17}\n', ["0420", "17"]),
    ("\ufeff0420", ["0420"]),
    ("0420\0", []),
    ("", []),
    ("[" * 100_000, []),
]


@pytest.mark.parametrize(("text", "digits"), TEXTS, ids=[text[:20] for text, _ in TEXTS])
def test_what_can_be_pressed_is_taken_from_texts(text: str, digits: list[str], tmp_path: Path) -> None:
    (tmp_path / "x").write_text(text)
    assert list(values_of(tmp_path / "x")) == digits


def test_only_the_first_values_of_a_file_are_taken(tmp_path: Path) -> None:
    (tmp_path / "x").write_text(json.dumps(list(range(1000))))
    assert values_of(tmp_path / "x") == tuple(map(str, range(MOST_VALUES)))


def database(path: Path, *statements: str) -> sqlite3.Connection:
    made = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        made.execute(statement)
    return made


def test_every_table_of_a_database_is_read(tmp_path: Path) -> None:
    database(
        tmp_path / "x",
        "create table b (pin)",
        'create table "a ""quoted""" (pin, note)',
        "insert into b values (1357), (x'30'), (null), (1.5)",
        "insert into \"a \"\"quoted\"\"\" values ('0420', 'Room 7'), (cast(x'ff' as text), '')",
    ).close()
    assert values_of(tmp_path / "x") == ("0420", "1357")


def test_a_database_with_a_log_is_read_with_it_and_one_without_gets_none(tmp_path: Path) -> None:
    open_still = database(
        tmp_path / "x", "pragma journal_mode = wal", "create table a (pin)", "insert into a values ('0420')"
    )
    assert values_of(tmp_path / "x") == ("0420",)
    open_still.close()
    assert values_of(tmp_path / "x") == ("0420",)
    assert [file.name for file in tmp_path.iterdir()] == ["x"]


@pytest.mark.parametrize("damage", [b"SQLite format 3\0", b"SQLite format 3\0" + b"\1" * 5000])
def test_a_broken_database_says_nothing(damage: bytes, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(damage)
    assert values_of(tmp_path / "x") == ()


def test_a_locked_database_says_nothing_and_is_not_waited_for(tmp_path: Path) -> None:
    holding = database(tmp_path / "x", "create table a (pin)", "insert into a values ('0420')", "begin exclusive")
    assert values_of(tmp_path / "x") in ((), ("0420",))
    holding.close()


def test_what_is_too_large_or_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"1 " * (MOST_BYTES // 2 + 1))
    os.mkfifo(tmp_path / "pipe")
    for name in ("large", "pipe", "gone", "a\0b", "x" * 300):
        assert values_of(tmp_path / name) == ()
    assert read(tmp_path) is None


def test_a_folder_that_may_not_be_entered_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, **_options: object) -> os.stat_result:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "stat", refused)
    assert (is_file(tmp_path), is_folder(tmp_path), read(tmp_path)) == (False, False, None)


def test_a_folder_that_may_not_be_listed_is_empty(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refused)
    assert found(folder, "pins.json") == []
