"""Prompts that are files: from a folder, from this machine, or not at all."""

from __future__ import annotations

import socket
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest

from simulator.hearing.files import loopback
from simulator.hearing.files.sound_files import MOST_BYTES, SoundFiles
from simulator.hearing.report import voice_report
from simulator.hearing.sound.samples import numbers, samples
from simulator.hearing.sound.wav import wav
from tests.exploring._flows import HANGUP, dial
from tests.hearing.fakes import hearing, played

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TWO_SECONDS = samples([5] * 32_000)


def plays(url: str, times: int = 1) -> dict[str, Any]:
    return {"callflow": [dial(), {"action": "playFile", "params": {"fileUrl": url, "repetition": times}}, HANGUP]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "files" / "host.example" / "a b").mkdir(parents=True)
    (tmp_path / "outside.wav").write_bytes(wav(TWO_SECONDS))
    return tmp_path / "files"


@pytest.mark.parametrize("place", ["host.example/a b/hi.wav", "a b/hi.wav", "hi.wav"])
def test_a_file_lies_under_its_address_its_path_or_its_name(folder: Path, place: str) -> None:
    there = SoundFiles(folder)
    url = "https://host.example/a%20b/hi.wav?token=1"
    assert not there.may_have(url)
    (folder / place).parent.mkdir(exist_ok=True)
    (folder / place).write_bytes(wav(TWO_SECONDS))
    assert there.may_have(url)
    assert (there.sound(url), there.length(url)) == (TWO_SECONDS, 2000)
    (folder / place).unlink()
    assert there.sound(url) == TWO_SECONDS  # each is looked for once


@pytest.mark.parametrize(
    "url",
    [
        "https://host.example/../outside.wav",
        "https://host.example/..%2foutside.wav",
        "https://host.example/%2e%2e/%2e%2e/outside.wav",
        "https://../outside.wav",
        "https://host.example//etc/hosts",
        "https://host.example/",
        "https://host.example/\0.wav",
        "https://host.example/" + "a" * 5000,
        "https://[/x.wav",
        "not an address",
    ],
)
def test_nothing_outside_of_the_folder_is_played(folder: Path, url: str) -> None:
    there = SoundFiles(folder)
    assert there.sound(url) is None
    assert not there.may_have(url)
    (line,) = there.notes.lines
    assert line.endswith(" is silence: it is not in the folder (--files FOLDER has files under their address or name)")


def test_nothing_is_fetched_from_another_machine() -> None:
    there = SoundFiles()
    for url in (
        "https://host.example/hi.wav",
        "http://10.0.0.1/hi.wav",
        "https://127.0.0.1/hi.wav",
        "http://[::2]/x",
        "http://host.example/hi.wav",
    ):
        assert there.length(url) is None
    assert len(there.notes.lines) == 5
    assert "nothing is fetched from another machine" in there.notes.lines[0]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"ID3", "it is no WAV file that can be read"),
        (bytes(MOST_BYTES + 1), "it cannot be read: it has more than 5 MB"),
    ],
)
def test_what_cannot_be_played_is_told_once(folder: Path, content: bytes, why: str) -> None:
    (folder / "hi.wav").write_bytes(content)
    there = SoundFiles(folder)
    assert [there.sound("https://x.example/hi.wav") for _ in range(2)] == [None, None]
    (line,) = there.notes.lines
    assert why in line


@contextmanager
def serving(content: bytes = b"", status: int = 200, *, drips: bool = False) -> Iterator[str]:
    over = Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(content)
            while drips and not over.wait(0.05):
                self.wfile.write(b"x")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    asked: list[str] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/a/hi.wav?x=1"
        over.set()
        server.shutdown()
        thread.join()
    assert asked == ["/a/hi.wav?x=1"]


def test_a_file_of_this_machine_is_fetched_once() -> None:
    there = SoundFiles()
    with serving(wav(TWO_SECONDS)) as url:
        assert there.may_have(url)
        assert [there.length(url) for _ in range(3)] == [2000] * 3


@pytest.mark.parametrize(
    ("content", "status", "drips", "why"),
    [
        (b"gone", 404, False, "it is answered with HTTP 404"),
        (b"", 302, False, "it is answered with HTTP 302"),
        (bytes(MOST_BYTES + 1), 200, False, "it has more than 5120 KB"),
        (b"x", 200, True, "it does not come within 0.3 s"),
        (b"x", 200, False, "it is no WAV file"),
    ],
)
def test_what_cannot_be_fetched_is_told(content: bytes, status: int, drips: bool, why: str) -> None:
    there = SoundFiles(seconds=0.3 if drips else 5)
    with serving(content, status, drips=drips) as url:
        assert there.sound(url) is None
    (line,) = there.notes.lines
    assert why in line


def test_who_never_answers_or_does_not_listen_is_told() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        there = SoundFiles(seconds=0.2)
        assert there.sound(f"http://localhost:{port}") is None
    assert "it does not come within 0.2 s" in there.notes.lines[0]
    with pytest.raises(ValueError, match="it cannot be fetched: Connection refused"):
        loopback.fetched(f"http://127.0.0.1:{port}/", 10)
    assert not loopback.is_loopback("http://127.0.0.1:99999/")


@pytest.mark.parametrize(
    "head", [b"", b"HTTP/1.1 200 OK\r\nX-Drip: ", b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n"]
)
def test_who_drips_is_cut_off_in_time_wherever_it_does(head: bytes) -> None:
    """A byte within each wait of the socket: in the status, in a header, in the content."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            line, _ = server.accept()
            with line, suppress(OSError):
                line.sendall(head)
                while not over.wait(0.02):
                    line.sendall(b"x")

        over, thread = Event(), Thread(target=drip, daemon=True)
        thread.start()
        began = monotonic()
        with pytest.raises(ValueError, match=r"it does not come within 0\.2 s"):
            loopback.fetched(f"http://127.0.0.1:{server.getsockname()[1]}/", 10_000, 0.2)
        over.set()
        thread.join()
    assert monotonic() - began < 5


def test_a_file_plays_for_its_estimate_or_with_measure_for_its_own_length(folder: Path) -> None:
    (folder / "hi.wav").write_bytes(wav(TWO_SECONDS))
    there = hearing(files=SoundFiles(folder))
    body = plays("https://x.example/hi.wav", 2)
    run = played(body)
    assert run.trace[-1].at == 6000 + 20_000
    raw = b"".join(there.recording(run.trace))[44 + 6000 * 32 :]
    assert [numbers(raw[second * 32_000 : second * 32_000 + 2])[0] for second in range(20)] == [5, 5, *[0] * 8] * 2
    (line,) = voice_report(there, run.trace)
    assert (line.estimate, line.heard, line.off) == (10_000, 2000, -80.0)
    run = played(body, measure=there.files.length)
    assert run.trace[-1].at == 6000 + 4000
    assert played(plays("https://x.example/no.wav"), measure=there.files.length).trace[-1].at == 16_000


def test_a_file_that_cannot_be_had_is_silence() -> None:
    there = hearing()
    run = played(plays("https://x.example/hi.wav"))
    raw = b"".join(there.recording(run.trace))[44:]
    assert not raw[6000 * 32 :].strip(b"\0")
    assert len(raw) == run.trace[-1].at * 32
    assert len(there.notes.lines) == 1
