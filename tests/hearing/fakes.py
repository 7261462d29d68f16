"""Speech engines that are scripts, calls to be heard, and an independent decoder of tones."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from attrs import define, field

from simulator.callers.scripted import Scripted
from simulator.hearing.recording import Hearing
from simulator.hearing.sound.samples import count, samples, stretched
from simulator.hearing.speech.voice import Voice
from simulator.model.account import Account
from simulator.networks.scripted import ScriptedNetwork
from simulator.responders.nobody import Nobody
from simulator.running.dry_run import simulate
from tests.server._house import ready

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.engine.setting import Measure
    from simulator.hearing.files.sound_files import SoundFiles
    from simulator.model.call.outcome import LegOutcome
    from simulator.running.dry_run import DryRun

SECOND = samples([1000] * 16_000)
"""What the usual fake says, whatever it is told: a second of something."""
SAYS = "cat >/dev/null; head -c 32000 /dev/zero | tr '\\0' '\\1'"
HANGS, CRASHES, DIES, SILENT = "sleep 60", "exit 3", "kill -SEGV $$", "cat >/dev/null"


@define(slots=False)
class Fake:
    """A speech engine that is a script of the shell."""

    script: str = SAYS
    NAME: str = "fake"
    RANK: int = 1
    VOICES: Mapping[str, str] = field(factory=lambda: {"en": "one", "en-gb": "two", "de": "drei"})
    FASTEST: float = 2.0
    told: list[tuple[str, float]] = field(factory=list)

    def program(self) -> tuple[str, ...]:
        return ("sh", "-c", self.script)

    def arguments(self, voice: str, speed: float) -> tuple[str, ...]:
        self.told.append((voice, speed))
        return voice, str(speed)

    def sound(self, raw: bytes) -> bytes:
        return raw


def voice(*engines: Fake, seconds: float = 20) -> Voice:
    return Voice(cache=None, engines=engines, seconds=seconds)


def hearing(*engines: Fake, files: SoundFiles | None = None) -> Hearing:
    found = Hearing(voice(*engines))
    if files is not None:
        files.notes = found.notes
        found.files = files
    return found


def played(
    body: object, keys: str = "", *legs: LegOutcome, measure: Measure | None = None, of: Account | None = None
) -> DryRun:
    """A call of a body that nobody answers."""
    return simulate(ready(body, of or Account()), ScriptedNetwork(legs), Scripted.of(keys), Nobody(), 7, measure)


def decoded(wav: bytes) -> str:
    """The keys whose tones multimon-ng finds in a file."""
    raw = stretched(wav[44:], round(count(wav[44:]) * 22_050 / 16_000))
    command = ["multimon-ng", "-q", "-a", "DTMF", "-t", "raw", "-"]
    out = subprocess.run(command, input=raw, capture_output=True, check=True).stdout.decode()
    return "".join(line.removeprefix("DTMF: ") for line in out.splitlines() if line.startswith("DTMF: "))


def needs_decoder() -> None:
    """Skip where there is no decoder, unless it is required."""
    if shutil.which("multimon-ng") is None and os.environ.get("CALLFLOW_REQUIRE_DECODER") != "1":
        pytest.skip("multimon-ng is not installed (apt-get install multimon-ng)")
