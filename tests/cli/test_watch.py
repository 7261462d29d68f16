"""`--watch`: runs again after a change of any file that the command names, and says what it watches."""

from __future__ import annotations

import argparse
import builtins
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from simulator.cli.base import watch as _watch
from simulator.cli.base.main import run_command_line
from simulator.errors import MissingExtraError
from simulator.running.starter import write_starter


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_starter(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(**options: Any) -> set[str]:
    return {path.name for path in _watch.watched(argparse.Namespace(**options))}


def test_a_flow_is_watched_with_every_file_that_it_names(folder: Path) -> None:
    expected = {"booking.flow.yaml", "booking.json", "booked.json", "goodbye.json", "account.yaml"}
    assert names(file="booking.flow.yaml") == expected
    assert names(files=["booking.flow.yaml", "-"], account="other.yaml") == expected | {"other.yaml"}


def test_a_folder_is_watched_with_its_scenarios_and_their_flows(folder: Path) -> None:
    assert {"booking.scenario.yaml", "booking.flow.yaml", "goodbye.json", folder.name} <= names(paths=["."])


def test_a_folder_without_scenarios_is_watched_until_there_are_some(folder: Path) -> None:
    (folder / "empty").mkdir()
    assert names(paths=["empty"]) == {"empty"}


def test_files_that_are_missing_or_broken_are_watched_until_they_are_there(folder: Path) -> None:
    (folder / "empty.flow.yaml").write_text("")
    wanted = ["no.flow.yaml", "empty.flow.yaml", "no.scenario.yaml", "no.json"]
    assert names(files=wanted) == set(wanted)


def changes(*edits: Any) -> Any:
    """A wait that makes one edit after the other, and then ends the watch."""
    left = list(edits)

    def wait(_files: frozenset[Path]) -> bool:
        if not left:
            return False
        left.pop(0)()
        return True

    return wait


def test_each_change_runs_the_command_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reply, sound = folder / "booked.json", (folder / "booked.json").read_bytes()
    edits = changes(lambda: reply.write_text("{"), reply.unlink, lambda: reply.write_bytes(sound))
    monkeypatch.setattr(_watch, "wait_for_change", edits)
    monkeypatch.setattr(_watch, "_library", lambda: None)
    assert run_command_line(["test", ".", "--watch"]) == 0
    shown = capsys.readouterr()
    assert shown.out.count("passed") >= 2
    assert shown.out.count("failed") >= 1
    assert shown.err.count("--- watching") == 4


def test_a_wait_ends_with_the_first_change_of_a_watched_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def watch(*folders: Path, **_: Any) -> Iterator[set[tuple[int, str]]]:
        asked.extend(folders)
        yield {(1, str(tmp_path / "other"))}
        yield {(1, str(tmp_path / "mine"))}
        raise AssertionError("nothing is read after the change")

    monkeypatch.setattr(_watch, "_library", lambda: SimpleNamespace(watch=watch))
    assert _watch.wait_for_change(frozenset({tmp_path / "mine", tmp_path / "gone" / "file"}))
    assert asked == [tmp_path]


def test_a_wait_that_ends_without_a_change_ends_the_watch(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(_watch, "_library", lambda: SimpleNamespace(watch=lambda *_, **__: iter(())))
    assert not _watch.wait_for_change(frozenset({tmp_path}))


def test_an_interrupted_run_ends_the_watch() -> None:
    assert _watch.watch(argparse.Namespace(), lambda _: 130, lambda _: True) == 130


def test_without_the_library_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "watchfiles":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.delitem(sys.modules, "watchfiles", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError, match=r"callflow-simulator\[watch\]"):
        _watch.watch(argparse.Namespace(), lambda _: 0)


def test_with_the_library_it_is_used() -> None:
    library = pytest.importorskip("watchfiles")
    assert _watch._library() is library
