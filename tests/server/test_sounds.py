"""The sound of prompts: its address in events and sessions, and what is there."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

import pytest

from simulator.hearing.files.sound_files import SoundFiles
from simulator.hearing.recording import Hearing
from simulator.hearing.sound.samples import count, samples
from simulator.hearing.sound.wav import read_wav, wav
from simulator.server.sounds import SoundDesk
from tests.exploring._flows import HANGUP, dial, say
from tests.hearing.fakes import HANGS, Fake, hearing, voice
from tests.server._client import Client, asked

if TYPE_CHECKING:
    from pathlib import Path

FILE = {"action": "playFile", "params": {"fileUrl": "https://files.example/hi.wav"}}
BODY = {"callflow": [dial(), {**say("Hello."), "params": {**say("Hello.")["params"], "repetition": 2}}, FILE, HANGUP]}


async def session(there: Client) -> tuple[str, list[dict[str, Any]]]:
    """A call that is over: its id, and what was heard in it."""
    created = await there.send("callflows", BODY)
    name = created.data["sessionId"]
    await there.over(name)
    whole = (await there.get(f"/_sim/sessions/{name}")).data
    return name, [event for event in whole["trace"] if event["event"] == "heard"]


def test_a_prompt_says_where_its_sound_is_and_it_is_as_long_as_it_plays(tmp_path: Path) -> None:
    (tmp_path / "hi.wav").write_bytes(wav(samples([5] * 32_000)))
    desk = SoundDesk(hearing(Fake(), files=SoundFiles(tmp_path)))

    async def work(there: Client) -> None:
        name, heard = await session(there)
        assert [one["sound"].rpartition("/")[0] for one in heard] == [f"/_sim/sessions/{name}/sounds"] * 2
        told = [one.data for one in there.emulation.events.since(0) if one.data.get("event") == "heard"]
        assert [one["sound"] for one in told] == [one["sound"] for one in heard]
        for one in heard:
            got = await there.get(one["sound"])
            assert (got.status, got.headers["content-type"]) == (200, "audio/wav")
            assert "immutable" in got.headers["cache-control"]
            assert count(read_wav(got.raw)) == one["length"] * 16
            assert got.raw[44:].strip(b"\0")

    asked(work, sounds=desk)


@pytest.mark.parametrize(
    ("wanted", "status", "part", "told"),
    [
        ("bytes=0-1", 206, slice(0, 2), "bytes 0-1/{}"),
        ("bytes=44-", 206, slice(44, None), "bytes 44-{last}/{}"),
        ("bytes=10-999999999", 206, slice(10, None), "bytes 10-{last}/{}"),
        ("bytes=999999999-", 200, slice(0, None), None),
        ("bytes=5-2", 200, slice(0, None), None),
        ("bytes=-5", 200, slice(0, None), None),
        ("lines=1-2", 200, slice(0, None), None),
    ],
)
def test_a_browser_may_want_a_part(wanted: str, status: int, part: slice, told: str | None) -> None:
    async def work(there: Client) -> None:
        _, (heard, *_more) = await session(there)
        whole = (await there.get(heard["sound"])).raw
        got = await there.get(heard["sound"], headers={"range": wanted})
        assert (got.status, got.raw) == (status, whole[part])
        said = None if told is None else told.format(len(whole), last=len(whole) - 1)
        assert got.headers.get("content-range") == said

    asked(work, sounds=SoundDesk(hearing(Fake())))


def test_without_anybody_who_speaks_there_is_no_address() -> None:
    async def work(there: Client) -> None:
        name, heard = await session(there)
        assert not [one for one in heard if "sound" in one]
        assert (await there.get(f"/_sim/sessions/{name}/sounds/x")).status == 404

    asked(work)
    asked(work, sounds=SoundDesk(hearing()))


@pytest.mark.parametrize("path", ["/_sim/sessions/nobody/sounds/x", "/_sim/sessions/{}/sounds/x"])
def test_a_sound_that_is_not_there_is_404(path: str) -> None:
    async def work(there: Client) -> None:
        name, _ = await session(there)
        assert (await there.get(path.format(name))).status == 404

    asked(work, sounds=SoundDesk(hearing(Fake())))


def test_an_engine_that_hangs_holds_up_nobody_and_ends_with_the_server() -> None:
    desk = SoundDesk(Hearing(voice(Fake(HANGS), seconds=30)))

    async def work(there: Client) -> None:
        _, (heard, *_more) = await session(there)
        waiting = asyncio.create_task(there.get(heard["sound"]))
        began = time.monotonic()
        assert (await there.get("/_sim/sessions")).status == 200
        while not desk.hearing.voice.engines[0].told:  # type: ignore[attr-defined] # a fake notes it
            await asyncio.sleep(0.01)
        desk.close()
        while not waiting.done() and time.monotonic() - began < 10:
            desk.close()
            await asyncio.sleep(0.01)
        assert (await waiting).status == 404
        assert time.monotonic() - began < 10

    asked(work, sounds=desk)


def test_a_fault_of_ours_is_no_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> bytes:
        raise RuntimeError

    async def work(there: Client) -> None:
        _, (heard, *_more) = await session(there)
        assert (await there.get(heard["sound"])).status == 404

    desk = SoundDesk(hearing(Fake()))
    monkeypatch.setattr(Hearing, "whole", fails)
    asked(work, sounds=desk)


def test_who_asked_may_have_gone() -> None:
    desk = SoundDesk(hearing(Fake("cat >/dev/null; sleep 0.3")))

    async def work(there: Client) -> None:
        _, (heard, *_more) = await session(there)
        waiting = asyncio.create_task(there.get(heard["sound"]))
        while not desk.hearing.voice.engines[0].told:  # type: ignore[attr-defined]
            await asyncio.sleep(0.01)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        while not desk.hearing.notes.lines:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)

    asked(work, sounds=desk)
