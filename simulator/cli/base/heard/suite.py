"""`callflow test --audio FOLDER`: the call of each scenario as a WAV."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from simulator.cli.base.heard.options import add_files, hearing_of, new_sound, write_audio
from simulator.cli.base.stopping import STOPPING
from simulator.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from simulator.hearing.recording import Hearing
    from simulator.model.scenario.scenario import Scenario
    from simulator.model.scenario.verdict import SuiteResult


def add_sounds(command: argparse.ArgumentParser) -> None:
    """`--audio`, `--files` and `--measure`."""
    command.add_argument(
        "--audio", metavar="FOLDER", help="the call of each scenario as a WAV there, named by the scenario"
    )
    add_files(command)


def measured_folder(options: argparse.Namespace) -> str | None:
    """The folder of the files that are measured, "" for none; None where nothing is measured."""
    return (options.sounds or "") if options.measure else None


def measuring(options: argparse.Namespace) -> tuple[str, ...]:
    """The words that measure the same files again."""
    if not options.measure:
        return ()
    return ("--measure", *(("--files", options.sounds) if options.sounds else ()))


class SuiteSounds:
    """Where the sound of each scenario goes; without `--audio` nothing is planned, and nothing written."""

    def __init__(self, folder: Path | None, hearing: Hearing | None, options: argparse.Namespace) -> None:
        self._folder, self._hearing, self._options = folder, hearing, options
        self._places: dict[str, Path] = {}

    @classmethod
    def of(cls, options: argparse.Namespace) -> Self:
        """As the options say. Raises UsageError where the folder cannot be one."""
        folder = None if options.audio is None else Path(options.audio)
        if folder is not None and folder.exists() and not folder.is_dir():
            raise UsageError(f'--audio "{options.audio}" is no folder')
        return cls(folder, hearing_of(options), options)

    def plan(self, scenarios: Sequence[Scenario]) -> None:
        """Say before anything runs where it goes. Raises UsageError where there is such a file already."""
        if self._folder is None:
            return
        from simulator.scenario.writing.naming import sound_names

        for one, name in zip(scenarios, sound_names(scenarios), strict=True):
            self._places[one.id] = new_sound(self._options, (self._folder / name).as_posix())

    def write(self, result: SuiteResult) -> None:
        """Write what was run. Raises UsageError; KeyboardInterrupt where somebody stops it."""
        if self._hearing is None:
            return
        from simulator.files.writing import write_file

        for verdict in result.verdicts:
            STOPPING.step()
            trace = [] if verdict.run is None else verdict.run.trace
            if trace and self._folder is not None:
                write_file(self._places[verdict.scenario.id], self._hearing.recording(trace))
            self._hearing.look_for_files(trace)
        write_audio(None, self._hearing, ())
