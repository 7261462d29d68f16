"""Spoken texts on disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from simulator.hearing.speech.cache import EVERY, SoundCache, cache_folder

KEY = ("engine", "voice", 1.0, "Hello.")


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    cache = SoundCache(tmp_path / "voice")
    assert cache.get(KEY) is None
    cache.keep(KEY, b"sound")
    assert SoundCache(tmp_path / "voice").get(KEY) == b"sound"
    assert cache.get((*KEY[:3], "Bye.")) is None


@pytest.mark.parametrize("broken", [b"", b"short", b"x" * 40, bytes(32)])
def test_a_broken_file_is_as_none(tmp_path: Path, broken: bytes) -> None:
    cache = SoundCache(tmp_path)
    cache.keep(KEY, b"sound")
    (file,) = tmp_path.iterdir()
    file.write_bytes(broken)
    assert cache.get(KEY) is None
    cache.keep(KEY, b"sound")
    assert cache.get(KEY) == b"sound"


def test_a_folder_that_cannot_be_one_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = SoundCache(tmp_path / "file")
    cache.keep(KEY, b"sound")
    assert cache.get(KEY) is None


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    cache = SoundCache(tmp_path, most=1000)
    for number in range(EVERY):
        cache.keep((number,), bytes(400))
        (file,) = [one for one in tmp_path.iterdir() if one.stat().st_mtime > 1e6]
        os.utime(file, (number, number))
    (tmp_path / "other").write_bytes(bytes(5000))
    assert cache.get((3,)) is not None  # used now
    cache.keep(("last",), bytes(400))
    assert [key for key in (*range(EVERY), "last") if cache.get((key,))] == [3, "last"]
    assert (tmp_path / "other").exists()


def test_the_folder_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert cache_folder() == tmp_path / "cache"
    monkeypatch.delenv("CALLFLOW_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/xdg")
    assert cache_folder() == Path("/xdg/callflow-simulator")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "/home/me")
    found = SoundCache.of_user()
    assert found is not None
    assert found.folder == Path("/home/me/.cache/callflow-simulator/voice")


def test_somebody_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.delenv("CALLFLOW_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert SoundCache.of_user() is None
