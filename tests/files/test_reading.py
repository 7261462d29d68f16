"""What is read has an end: plain files, what a shell opens, standard input; all else is refused by name."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simulator.errors import UsageError
from simulator.files.reading import read_given, read_plain, read_stdin
from simulator.files.special import is_descriptor

if TYPE_CHECKING:
    from collections.abc import Callable

    Reader = Callable[[Path, int], bytes]

BOTH = pytest.mark.parametrize("read", [read_plain, read_given])


@BOTH
def test_a_plain_file_is_read_up_to_its_bound(read: Reader, tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"12345")
    assert read(file, 5) == b"12345"
    with pytest.raises(OSError, match="it has more than 0 MB"):
        read(file, 4)


@BOTH
def test_a_file_that_is_large_at_a_glance_is_not_begun(read: Reader, tmp_path: Path) -> None:
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(OSError, match="it has more than 64 MB"):
        read(tmp_path / "sparse", 64 << 20)


@BOTH
@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("pipe", "it is a pipe"),
        ("link", "it is a pipe"),
        ("/dev/zero", "it is a device"),
        ("/dev/full", "it is a device"),
        ("/dev", "Is a directory"),
        (".", "Is a directory"),
        ("missing", "No such file"),
        ("x" * 300, "File name too long"),
        ("a\0b", "embedded null byte"),
        ("\ud800", "surrogates not allowed"),
    ],
)
def test_what_is_no_plain_file_is_refused_without_waiting(read: Reader, name: str, why: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    with pytest.raises(OSError, match=why):
        read(tmp_path / name, 9)


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="there are no such files here")
def test_a_file_of_the_system_is_none_that_a_file_may_name(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/proc/self/environ")
    for path in (Path("/proc/self/environ"), tmp_path / "link"):
        with pytest.raises(OSError, match="it is a file of the system"):
            read_plain(path)
        assert read_given(path)


def test_what_a_shell_opens_is_read_and_bounded() -> None:
    """As `<(command)` gives it; a file may not name it."""
    for most, given in ((9, b"12345"), (3, None)):
        end, begin = os.pipe()
        os.write(begin, b"12345")
        os.close(begin)
        path = Path(f"/dev/fd/{end}")
        assert is_descriptor(path)
        with pytest.raises(OSError, match="it is a pipe"):
            read_plain(path)
        if given is None:
            with pytest.raises(OSError, match="it has more than"):
                read_given(path, most)
        else:
            assert read_given(path, most) == given
        os.close(end)


def test_nothing_is_read_of_the_empty_device() -> None:
    assert read_given(Path(os.devnull)) == b""


def test_links_are_followed_to_a_descriptor_and_not_for_ever(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "in").symlink_to("/dev/fd/0")
    (tmp_path / "plain").symlink_to("none")
    assert [is_descriptor(tmp_path / name) for name in ("circle", "in", "plain", "none")] == [False, True, False, False]


class Bytes:
    """Standard input with these bytes."""

    def __init__(self, raw: bytes) -> None:
        self.buffer = io.BytesIO(raw)


class Broken:
    """Standard input of which nothing can be read."""

    class buffer:  # noqa: N801
        @staticmethod
        def read(_: int) -> bytes:
            raise OSError(21, "Is a directory")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (None, "standard input is closed: there is nothing to read"),
        (Bytes(b"12345"), "standard input cannot be read: it has more than 0 MB"),
        (Broken, "standard input cannot be read: Is a directory"),
    ],
)
def test_standard_input_that_cannot_be_used_is_told(given: object, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", given)
    with pytest.raises(UsageError) as raised:
        read_stdin(4)
    assert str(raised.value) == told


def test_all_of_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Bytes(b"1" * 3_000_000))
    assert len(read_stdin()) == 3_000_000
