"""The command line's grammar, from the command files; importing them costs no more than argparse itself."""

from __future__ import annotations

import argparse
import re
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

from simulator.cli.base.order import in_order
from simulator.cli.base.telling import one_line_each
from simulator.registry import modules, names, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MISUSE = 2
_CHOICE = re.compile(r"argument (\S+): invalid choice: '(.*?)' \(choose from (.*)\)")
_UNKNOWN = re.compile(r"unrecognized arguments: (\S+)(.*)")
_VALUE = re.compile(r"argument (\S+): invalid (int|float) value: '(.*)'")
_NUMBERS = {"int": "a whole number", "float": "a number"}


class Parser(argparse.ArgumentParser):
    """A parser that names the nearest known word for an unknown one, and exits with 2."""

    _asked = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse does; what is left over is told of the command that was asked for."""
        self._asked = True
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Say what was wrong and how to see what is known."""
        if unknown := _UNKNOWN.match(message):
            told, prog = self._unknown(unknown[1]), self._chosen().prog
        else:
            told, prog = self._in_words(message), self.prog
        sys.stderr.write(f"{prog}: {one_line_each(told)}\nSee `{prog} --help`.\n")
        sys.exit(MISUSE)

    def _in_words(self, message: str) -> str:
        if found := _CHOICE.match(message):
            name, word, listed = found.groups()
            known = [choice.strip(" '") for choice in listed.split(",")]
            return f'{name} does not know "{word}": {_hint(word, known)}'
        if found := _VALUE.match(message):
            name, kind, word = found.groups()
            return f'{name} does not take "{word}": expected {_NUMBERS[kind]}'
        return message

    def _unknown(self, word: str) -> str:
        chosen, option = self._chosen(), word.partition("=")[0]
        takers = [command.prog for command in self._commands() if option in command._option_string_actions]
        hint = f"`{takers[0]}` has it" if len(takers) == 1 else f"these have it: {', '.join(takers)}"
        told = hint if takers else _hint(option, chosen._option_string_actions)
        return f'there is no option or argument "{word}" here: {told}'

    def _chosen(self) -> Parser:
        """The command that was asked for, or this one."""
        return next((below._chosen() for below in self._below() if below._asked), self)

    def _commands(self) -> list[Parser]:
        """Every command below."""
        return [one for below in self._below() for one in (below, *below._commands())]

    def _below(self) -> list[Parser]:
        choices = [action.choices for action in self._actions if isinstance(action.choices, dict)]
        return [below for known in choices for below in known.values()]


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
    known = names("simulator.cli")
    for at, word in enumerate(arguments):
        if word in known:
            quick = parser(word)
            line = in_order(quick, arguments, at)
            if line is not None:
                with suppress(_MisuseError):
                    return quick.parse_args(line)
                return parser().parse_args(line)
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


def command_parser(name: str) -> Parser:
    """The grammar of one command by itself."""
    (command,) = parser(name)._below()
    return command
