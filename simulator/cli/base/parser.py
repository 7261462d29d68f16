"""The command line's grammar, from the command files; importing them costs no more than argparse itself."""

from __future__ import annotations

import argparse
import re
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from simulator.registry import modules, names, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MISUSE = 2
_CHOICE = re.compile(r"argument (\S+): invalid choice: '(.*?)' \(choose from (.*)\)")
_UNKNOWN = re.compile(r"unrecognized arguments: (\S+)(.*)")


class Parser(argparse.ArgumentParser):
    """A parser that names the nearest known word for an unknown one, and exits with 2."""

    def error(self, message: str) -> NoReturn:
        """Say what was wrong and how to see what is known."""
        sys.stderr.write(f"{self.prog}: {self._in_words(message)}\nSee `{self.prog} --help`.\n")
        sys.exit(MISUSE)

    def _in_words(self, message: str) -> str:
        if found := _CHOICE.match(message):
            name, word, listed = found.groups()
            known = [choice.strip(" '") for choice in listed.split(",")]
            return f'{name} does not know "{word}": {_hint(word, known)}'
        if found := _UNKNOWN.match(message):
            word = found[1]
            return f'there is no option or argument "{word}" here: {_hint(word.partition("=")[0], self._words())}'
        return message

    def _words(self) -> list[str]:
        """Every option that is known here, those of the sub-commands included."""
        own = [word for action in self._actions for word in action.option_strings]
        deeper = [action.choices for action in self._actions if isinstance(action.choices, dict)]
        return own + [word for choices in deeper for below in choices.values() for word in below._words()]


def _hint(word: str, known: Iterable[str]) -> str:
    known = list(known)
    near = nearest(word, known, 1)
    return f'did you mean "{near[0]}"?' if near else f"known are {', '.join(known)}"


class _MisuseError(Exception):
    """A command line that the parser of one command does not take."""


class _QuickParser(Parser):
    """A parser that leaves what is wrong to the one that knows every command."""

    def error(self, message: str) -> NoReturn:
        """Give up."""
        raise _MisuseError(message)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read a command line, building only the command that is asked for. Raises SystemExit as argparse does."""
    if arguments and arguments[0] in names("simulator.cli"):
        with suppress(_MisuseError):
            return parser(arguments[0]).parse_args(arguments)
    return parser().parse_args(arguments)


def parser(only: str | None = None) -> Parser:
    """The whole command line: one sub-command per file in this folder, or `only` that one."""
    whole = (Parser if only is None else _QuickParser)(
        prog="callflow",
        description="Check, compile and dry-run 8x8 Voice call flows: offline, on a virtual clock.",
        epilog="Example: callflow run booking.json --dtmf '1 42#'",
        allow_abbrev=False,
    )
    whole.add_argument("--version", action="store_true", help="print the version and exit")
    whole.add_argument("--debug", action="store_true", help="show Python tracebacks of the simulator itself")
    # argparse would lay out the usage, and load what that takes, only to find `prog` again.
    commands = whole.add_subparsers(metavar="COMMAND", dest="command", parser_class=type(whole), prog="callflow")
    for module in modules("simulator.cli") if only is None else [import_module(f"simulator.cli.{only}")]:
        name = module.__name__.rpartition(".")[2]
        command = commands.add_parser(
            name,
            help=module.HELP,
            description=f"{module.HELP[0].upper()}{module.HELP[1:]}.",
            epilog=f"Example: {module.EXAMPLE}",
            allow_abbrev=False,
        )
        module.add_arguments(command)
        command.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        command.set_defaults(run=module.run)
    return whole
