"""Files that a command reads: `-` is standard input."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.errors import UsageError
from simulator.files.reading import read_given, read_stdin
from simulator.files.writing import is_there
from simulator.running.source import Source, account_from, moment, read_bytes, refuse_other

if TYPE_CHECKING:
    from simulator.loading.body.body import BodyKind
    from simulator.loading.files.account_file import Read
    from simulator.model.account import Account

STDIN = "<stdin>"


def source(file: str, kind: BodyKind, account: Account, at: str | None, read: Read = read_given) -> Source:
    """Load one file for a command. Raises UsageError where it cannot be read."""
    if file == "-":
        return Source(read_stdin(), STDIN, kind, account, moment(at))
    # The name stays as it was typed: reports and editors must find the file by it.
    raw = read_bytes(Path(file), read)
    refuse_other(Path(file), raw, "body")
    return Source(raw, file, kind, account, moment(at))


def account(file: str | None, ignore: tuple[str, ...] = ()) -> Account:
    """The account of a command, lints that it silences included. Raises UsageError."""
    found = account_from(file)
    return evolve(found, ignore=found.ignore | set(ignore)) if ignore else found


def new_file(name: str, force: bool) -> Path:
    """A file to be written. Raises UsageError where it exists already and nobody forces it."""
    path = Path(name)
    if is_there(path) and not force:
        raise UsageError(f'"{path.as_posix()}" exists and is not overwritten: choose another name, or --force')
    return path
