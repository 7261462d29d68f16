"""Every write is to a sibling that takes the file's place: whole, with its mode, behind its links, all or none."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from simulator.errors import UsageError
from simulator.files.writing import as_bytes, give_up, make_folder, write_file, write_files
from tests._folders import by_folder, name_of
from tests.files.faulty import TROUBLES, Disk, Killed, Trouble

ROOT = Path(__file__).parents[2] / "simulator"
WRITERS = {
    "write_text",
    "write_bytes",
    "mkstemp",
    "replace",
    "rename",
    "touch",
    "mkdir",
    "makedirs",
    "copyfile",
    "unlink",
}


def state(folder: Path) -> dict[str, bytes | None]:
    """What a folder holds; None stands for a folder."""
    return {
        one.relative_to(folder).as_posix(): one.read_bytes() if one.is_file() else None for one in folder.rglob("*")
    }


def test_a_new_file_has_the_mode_that_the_user_asks_for(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "in" / "a.txt", b"new")
    finally:
        os.umask(before)
    assert state(tmp_path) == {"in": None, "in/a.txt": b"new"}
    assert (tmp_path / "in" / "a.txt").stat().st_mode & 0o777 == 0o640


def test_a_file_keeps_its_mode_and_links_lead_to_it(tmp_path: Path) -> None:
    file, link = tmp_path / "real" / "a.sh", tmp_path / "link"
    file.parent.mkdir()
    file.write_bytes(b"old")
    file.chmod(0o751)
    link.symlink_to("real/a.sh")
    write_file(link, b"new")
    assert (link.is_symlink(), file.read_bytes(), file.stat().st_mode & 0o777) == (True, b"new", 0o751)


def test_a_link_that_leads_nowhere_makes_the_file_that_it_names(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target.txt")
    write_file(tmp_path / "link", b"new")
    assert (tmp_path / "target.txt").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("folder", "Is a directory"),
        ("file/inside.txt", "Not a directory"),
        ("x" * 300, "File name too long"),
        ("x" * 300 + "/y", "File name too long"),
        ("zero\0", "embedded null byte"),
        ("circle", "Too many levels of symbolic links"),
    ],
)
def test_what_cannot_be_written_is_told_and_leaves_nothing(name: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "circle").symlink_to("circle")
    before = state(tmp_path)
    with pytest.raises(UsageError, match=f"cannot be written: {why}"):
        write_files({tmp_path / "made" / "first.txt": b"1", tmp_path / name: b"2"})
    assert state(tmp_path) == before


@pytest.mark.parametrize(("name", "why"), [("zero\0", "embedded null byte"), ("\ud800", "surrogates not allowed")])
def test_a_folder_of_a_name_that_is_none_is_not_made(name: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(OSError, match=why):
        make_folder(tmp_path / name)


def test_what_may_not_be_written_to_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)  # who tests as root may do everything
    with pytest.raises(UsageError, match=r'a\.txt" cannot be written: Permission denied'):
        write_file(file, b"new")
    assert state(tmp_path) == {"a.txt": b"old"}


def test_devices_pipes_and_descriptors_are_written_to_as_they_are(tmp_path: Path) -> None:
    pipe, plain = tmp_path / "pipe", tmp_path / "plain"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_files({pipe: b"through", Path(os.devnull): b"away"})
    reader.join()
    with plain.open("wb") as file:
        write_file(Path(f"/dev/fd/{file.fileno()}"), b"open")
        file.seek(0, os.SEEK_END)
        file.write(b" still")
    assert (read, plain.read_bytes()) == ([b"through"], b"open still")
    assert pipe.is_fifo()


@pytest.mark.parametrize("trouble", TROUBLES)
def test_several_files_are_all_written_or_none(trouble: Trouble, tmp_path: Path) -> None:
    """One fails at every system call in turn; a kill alone may come between two of them."""
    for at in range(40):
        folder = tmp_path / f"{at}"
        folder.mkdir()
        files = {
            folder / "old.txt": b"new old",
            folder / "made" / "new.txt": b"new new",
            folder / "last.txt": b"new last",
        }
        (folder / "old.txt").write_bytes(b"was old")
        (folder / "last.txt").write_bytes(b"was last")
        before = state(folder)
        with pytest.MonkeyPatch.context() as patch:
            disk = Disk(at, trouble).under(patch)
            told = _written(files)
        after = state(folder)
        left = {name: raw for name, raw in after.items() if name.endswith(".tmp")}
        if trouble == "kill":
            assert before.keys() <= after.keys()
            assert after.items() - left.items() <= before.items() | whole(folder, files).items()
        elif disk.struck in ("link", "unlink", ""):  # another way is taken, or a sibling cannot be removed
            assert after == whole(folder, files) | left
        else:
            assert (told, after) == ("cannot be written", before)
        if not disk.struck:
            break
    else:
        pytest.fail("it never came to an end")


def whole(folder: Path, files: dict[Path, bytes]) -> dict[str, bytes | None]:
    """What the folder holds when all is written."""
    return {"made": None, **{one.relative_to(folder).as_posix(): raw for one, raw in files.items()}}


def _written(files: dict[Path, bytes]) -> str:
    try:
        write_files(files)
    except Killed:
        return "killed"
    except UsageError as error:
        return "cannot be written" if "cannot be written: " in str(error) and "\n" not in str(error) else str(error)
    return ""


def test_an_interruption_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")
    real = os.replace

    def interrupted(beside: Path, place: Path) -> None:
        if place.name == "b":
            raise KeyboardInterrupt
        real(beside, place)

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_files({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert state(tmp_path) == {"a": b"old"}


def test_a_file_of_somebody_else_stays_his_where_that_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"old")
    given: list[tuple[int, int]] = []
    real = os.stat

    def other(path: Path | int, **more: bool) -> os.stat_result:
        found = real(path, **more)
        is_file = path == file
        return os.stat_result((*found[:4], found[4] + 1, found[5], *found[6:])) if is_file else found

    monkeypatch.setattr(os, "stat", other)
    monkeypatch.setattr(os, "chown", lambda _, user, group: given.append((user, group)))
    write_file(file, b"new")
    assert given == [(os.getuid() + 1, file.stat().st_gid)]


@pytest.mark.nested
def test_a_limit_of_the_system_leaves_the_file_whole(tmp_path: Path) -> None:
    """A process may write no file longer than 4,096 bytes."""
    file = tmp_path / "a"
    file.write_bytes(b"old")
    code = (
        "import resource, pathlib, sys\n"
        "from simulator.files.writing import write_file\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "write_file(pathlib.Path(sys.argv[1]), bytes(9999))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, file], capture_output=True, text=True, check=False)
    assert 'a" cannot be written: File too large' in done.stderr
    assert state(tmp_path) == {"a": b"old"}


def test_what_is_no_text_is_escaped() -> None:
    assert as_bytes("é \ud800") == "é \\ud800".encode()


@by_folder(sorted(ROOT.rglob("*.py")))
def test_nothing_else_in_the_package_writes_files(files: list[Path]) -> None:
    written: list[str] = []
    for file in (one for one in files if name_of(one) != "simulator/files/writing.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITERS:
                texts = node.func.attr == "replace" and (len(node.args) >= 2 or bool(node.keywords))
                written += [] if texts else [f"{name_of(file)}:{node.lineno} writes by itself: {node.func.attr}"]
    assert written == []


@pytest.mark.parametrize("at", [1, 2, 3])
def test_who_leaves_at_once_leaves_the_old_files_and_no_sibling(
    at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        (tmp_path / name).write_text("old", "utf-8")
    replace, left = os.replace, []

    def leaving(source: Path, target: Path) -> None:
        left.append("")
        if len(left) == at:
            monkeypatch.undo()  # it puts back what was there
            give_up()
            left[-1] = " ".join(sorted(f"{file.name}:{file.read_text('utf-8')}" for file in tmp_path.iterdir()))
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(os, "replace", leaving)
    with pytest.raises(KeyboardInterrupt):
        write_files({tmp_path / name: b"new" for name in "abc"})
    assert left[at - 1] == "a:old b:old c:old"
    assert [file.name for file in sorted(tmp_path.iterdir())] == ["a", "b", "c"]


def test_where_nothing_is_written_there_is_nothing_to_give_up(tmp_path: Path) -> None:
    write_files({tmp_path / "a": b"new"})
    give_up()
    assert (tmp_path / "a").read_bytes() == b"new"
