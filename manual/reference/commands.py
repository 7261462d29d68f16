"""A page for each command: what it takes, from the parser that reads the command line."""

from __future__ import annotations

import argparse
from functools import partial
from typing import TYPE_CHECKING

from manual.reference.base.page import Page, code, fence, listing, page, plain, table
from simulator.cli.base.parser import parser

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE, ORDER = "Commands and options", 10
FOLDER = "commands"
WIDE = 84
"""Columns of a usage line."""

_INTRODUCTION = """
`callflow COMMAND --help` says the same. Options may stand anywhere on the line. `python -m simulator` is `callflow`.

Exit status: **0** fine; **1** findings at or above `--fail-on`, a refused request, a session that ends in an error that
nobody injected, a fault of a backend, a failed scenario; **2** misuse: a bad option, a missing or unreadable file,
nothing to do, a backend that cannot be reached; **130** Ctrl-C.
"""


def pages() -> Iterator[Page]:
    """The list of commands, and a page for each."""
    whole = parser()
    known = commands(whole)
    options = [part for action in optional(whole) for part in _option(action)]
    rows = [(f"{path_of(name)}.md", f"callflow {name}", words(one.description or "")) for name, one in known.items()]
    yield page(f"{FOLDER}/index.md", TITLE, _INTRODUCTION, listing(rows), "## Of every command", *options)
    for name, command in known.items():
        yield page(f"{FOLDER}/{path_of(name)}.md", f"callflow {name}", *_command(command))


def commands(whole: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Each command's own parser, those of sub-commands too (`coverage combine`)."""
    found: dict[str, argparse.ArgumentParser] = {}
    for action in whole._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, one in action.choices.items():
                found[name] = one
                found |= {f"{name} {below}": deeper for below, deeper in commands(one).items()}
    return found


def optional(command: argparse.ArgumentParser) -> list[argparse.Action]:
    """The options that its help tells of."""
    return [one for one in command._actions if one.option_strings and one.help is not argparse.SUPPRESS]


def positional(command: argparse.ArgumentParser) -> list[argparse.Action]:
    """What stands on the line without a name."""
    kinds = argparse._SubParsersAction
    return [one for one in command._actions if not one.option_strings and not isinstance(one, kinds)]


def words(text: str) -> str:
    """A description as its parser prints it."""
    return text.replace("%%", "%")


def _command(command: argparse.ArgumentParser) -> Iterator[str]:
    yield plain(words(command.description or ""))
    yield fence("console", f"$ {words(command.epilog or '').removeprefix('Example: ')}")
    command.formatter_class = partial(argparse.HelpFormatter, width=WIDE)
    yield fence("text", command.format_usage())
    if given := positional(command):
        yield "## Arguments"
        yield table(("argument", "meaning"), ((code(_name(one)), plain(_help(one))) for one in given))
    yield "## Options"
    for action in optional(command):
        yield from _option(action)


def _option(action: argparse.Action) -> Iterator[str]:
    spelled = ", ".join(action.option_strings)
    yield f"### `{' '.join(filter(None, (spelled, value_of(action))))}` {{ #{action.option_strings[-1]} }}"
    told = _help(action)
    yield plain(f"{told}.")
    yield " · ".join(_facts(action))


def value_of(action: argparse.Action) -> str:
    """What stands behind an option: its metavar, or its choices."""
    if action.nargs == 0:
        return ""
    if isinstance(action.metavar, str):
        return action.metavar
    return "{" + ",".join(map(str, action.choices)) + "}" if action.choices else action.dest.upper()


def _facts(action: argparse.Action) -> Iterator[str]:
    if isinstance(action.choices, (list, tuple, dict)) and isinstance(action.metavar, str):
        yield f"one of {', '.join(code(one) for one in action.choices)}"
    if isinstance(action, argparse._AppendAction):
        yield "may be given more than once"
    if action.default not in (None, False, argparse.SUPPRESS, [], ()):
        yield f"default {code(action.default)}"
    if action.required:
        yield "needed"


def _name(action: argparse.Action) -> str:
    name = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    return {"*": f"[{name} ...]", "+": f"{name} ...", "?": f"[{name}]"}.get(str(action.nargs), name)


def _help(action: argparse.Action) -> str:
    kept = {**vars(action), "prog": "callflow"}
    return (action.help or "").rstrip(".") % {**kept, "choices": ", ".join(map(str, action.choices or ()))}


def path_of(name: str) -> str:
    """The file of a command's page, without its ending."""
    return name.replace(" ", "-")
