"""`--audio`, `--files`, `--measure` and `--voice-report`: calls that are heard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.base.telling import tell
from simulator.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from simulator.hearing.recording import Hearing
    from simulator.hearing.report import VoiceLine
    from simulator.model.call.event import Event

FILES = "where the WAV files of playFile lie, by address or name (else only this machine's own addresses are fetched)"


def add_hearing(command: argparse.ArgumentParser) -> None:
    """The options of one call."""
    command.add_argument(
        "--audio",
        metavar="FILE",
        help="the whole call as a WAV: ringing, prompts, keys, silence (spoken with the extra voice, or espeak-ng)",
    )
    add_files(command)
    command.add_argument(
        "--voice-report", action="store_true", help="how far spoken prompts are from their estimated lengths"
    )


def add_files(command: argparse.ArgumentParser) -> None:
    """`--files` and `--measure`."""
    command.add_argument("--files", metavar="FOLDER", dest="sounds", help=FILES)
    command.add_argument(
        "--measure", action="store_true", help="files play as long as they are, where they can be had (fileLength)"
    )


def hearing_of(options: argparse.Namespace) -> Hearing | None:
    """Who makes calls heard, where an option asks for it. Raises UsageError where `--files` is no folder, or idle."""
    others = [name for name in ("measure", "voice_report") if hasattr(options, name)]
    if options.audio is not None or any(getattr(options, name) for name in others):
        return hearing_for(options)
    if options.sounds is not None:
        known = " or ".join(f"--{name.replace('_', '-')}" for name in ("audio", *others))
        raise UsageError(f"--files goes with {known}")
    return None


def hearing_for(options: argparse.Namespace) -> Hearing:
    """Who makes calls heard. Raises UsageError where `--files` is no folder."""
    folder = None if options.sounds is None else Path(options.sounds)
    if folder is not None and not folder.is_dir():
        raise UsageError(f'--files "{options.sounds}" is no folder')
    from simulator.hearing.files.sound_files import SoundFiles
    from simulator.hearing.recording import Hearing

    return Hearing(files=SoundFiles(folder))


def new_audio(options: argparse.Namespace) -> Path | None:
    """Where the sound of one call goes. Raises UsageError where there is such a file already."""
    if options.audio is None:
        return None
    from simulator.render.output import place_of

    if options.audio == "-":
        raise UsageError("--audio -: expected the name of a file, sound does not go to standard output")
    place_of(options.audio)
    return new_sound(options, options.audio)


def new_sound(options: argparse.Namespace, name: str) -> Path:
    """Where a sound goes. Raises UsageError where there is such a file already, or one of those that are heard."""
    from simulator.cli.base.input import new_file

    place = new_file(name, options.force)
    if options.sounds is not None and place.exists() and place.resolve().is_relative_to(Path(options.sounds).resolve()):
        raise UsageError(f'"{place.as_posix()}" is read by this command (--files): choose another file for its results')
    return place


def refuse_unheard(options: argparse.Namespace) -> None:
    """Raises UsageError for what a call that a person takes at a terminal cannot have."""
    for name in ("measure", "voice_report"):
        if getattr(options, name):
            raise UsageError(f"--{name.replace('_', '-')} goes with --dtmf: the keys must be known before")


def measure_of(options: argparse.Namespace, hearing: Hearing | None) -> Callable[[str], int | None] | None:
    """What says how long files play, where it is asked for."""
    return hearing.files.length if hearing is not None and options.measure else None


def report_of(
    options: argparse.Namespace, hearing: Hearing | None, trace: Sequence[Event]
) -> tuple[VoiceLine, ...] | None:
    """The voice report of a call, where it is asked for."""
    if hearing is None or not options.voice_report:
        return None
    from simulator.hearing.report import voice_report

    return voice_report(hearing, trace)


def write_audio(audio: Path | None, hearing: Hearing | None, trace: Sequence[Event]) -> None:
    """Write the sound of a call, and say what is not heard in it. Raises UsageError where it cannot be written."""
    if hearing is None:
        return
    if audio is not None and not trace:
        hearing.notes.add(f'"{audio.as_posix()}" is not written: there was no call')
    elif audio is not None:
        from simulator.files.writing import write_file

        write_file(audio, hearing.recording(trace))
    for line in hearing.notes.lines:
        tell(line)
