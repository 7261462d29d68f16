"""The tools of an assistant: commands of ours, described by their own options, so that the two never differ."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from simulator.cli.base.parser import command_parser
from simulator.cli.base.process import as_word
from simulator.errors import UsageError
from simulator.model.record import frozen
from simulator.registry import nearest

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

TEXT = {
    "type": "string",
    "description": "the JSON body itself, where it stands in no file; takes the place of the file",
}
_HALF = re.compile("[\0\ud800-\udfff]")
"""What no command line can hold: the end of a word, and a surrogate alone."""
JSON = {"type": "boolean", "description": "answer as JSON, as --format json does; longer than the text"}


@frozen
class Tool:
    """A command as a tool: which of its options an assistant may give. None of these writes a file of the user."""

    name: str
    options: tuple[str, ...]
    reads_text: bool = False
    """Whether the body may be given itself, as on standard input."""

    @property
    def described(self) -> dict[str, Any]:
        """The tool as `tools/list` has it."""
        command = command_parser(self.name)
        schema = {"type": "object", "properties": self.properties, "additionalProperties": False}
        needed = [one.dest for one in self._actions if _needed(one) and not self.reads_text]
        return {
            "name": self.name,
            "description": f"{command.description} {command.epilog}",
            "inputSchema": {**schema, "required": needed} if needed else schema,
            "annotations": {"readOnlyHint": not self._asks_a_backend, "openWorldHint": self._asks_a_backend},
        }

    @property
    def properties(self) -> dict[str, Any]:
        """The JSON Schema of each argument, by name."""
        found = {one.dest: _schema(one) for one in self._actions}
        if "format" in {one.dest for one in command_parser(self.name)._actions}:
            found["json"] = JSON
        return {**found, "text": TEXT} if self.reads_text else found

    def line(self, given: Mapping[str, Any]) -> tuple[list[str], str]:
        """The words of the command line, and what it reads from standard input. Raises UsageError."""
        self._complain(given)
        text = given.get("text")
        words = [self.name, *(["--format", "json"] if given.get("json") else [])]
        rest: list[str] = []
        for action in self._actions:
            value = given.get(action.dest)
            if action.option_strings:
                words += _option(action, value)
            elif text is not None:
                rest = ["-"]
            else:
                rest += [_word(one) for one in _values(value)]
        if broken := next((one for one in [*words, *rest] if _HALF.search(one)), None):
            raise UsageError(f"{self.name} does not take {broken!r:.80}: expected no NUL and no half of a character")
        return [*words, *rest], text or ""

    @property
    def _asks_a_backend(self) -> bool:
        return any("backend" in option for option in self.options)

    @property
    def _actions(self) -> list[argparse.Action]:
        known = {one.dest: one for one in command_parser(self.name)._actions}
        return [known[name] for name in self.options]

    def _complain(self, given: Mapping[str, Any]) -> None:
        """Raise UsageError for what the tool does not take."""
        known = self.properties
        for name, value in given.items():
            if name not in known:
                near = nearest(name, list(known), 1)
                hint = f'did you mean "{near[0]}"?' if near else f"it takes {', '.join(known)}"
                raise UsageError(f'{self.name} has no argument "{name}": {hint}')
            if why := _misfit(value, known[name]):
                raise UsageError(f'{self.name} does not take {value!r:.80} as "{name}": expected {why}')
        missing = [one.dest for one in self._actions if _needed(one) and one.dest not in given]
        if missing and not (self.reads_text and "text" in given):
            more = ' (or "text", the body itself)' if self.reads_text else ""
            raise UsageError(f'{self.name} needs "{missing[0]}"{more}')


def _needed(action: argparse.Action) -> bool:
    return not action.option_strings and action.nargs not in ("?", "*")


def _schema(action: argparse.Action) -> dict[str, Any]:
    """What an option takes, in JSON Schema."""
    told = {"description": " ".join(str(action.help).split())}
    if action.nargs == 0:
        return {"type": "boolean", **told}
    if action.choices is not None:
        return {"type": "string", "enum": list(action.choices), **told}
    one = {"type": _NUMBERS.get(action.type, "string")}
    many = action.nargs in ("+", "*") or isinstance(action.default, list)
    return {"type": "array", "items": one, "minItems": 1, **told} if many else {**one, **told}


_NUMBERS: Mapping[Any, str] = {int: "integer", float: "number"}
_TYPES: Mapping[str, tuple[tuple[type, ...], str]] = {
    "string": ((str,), "a text"),
    "boolean": ((bool,), "true or false"),
    "integer": ((int,), "a whole number"),
    "number": ((int, float), "a number"),
    "array": ((list,), "a list"),
}


def _misfit(value: Any, schema: Mapping[str, Any]) -> str:
    """What was expected in the place of a value; empty where it suits."""
    types, words = _TYPES[str(schema["type"])]
    suits = isinstance(value, types) and (bool in types or not isinstance(value, bool))
    if not suits:
        return words
    if "enum" in schema and value not in schema["enum"]:
        return " or ".join(schema["enum"])
    if schema["type"] != "array":
        return ""
    if not value:
        return "a list that is not empty"
    within = {why for one in value if (why := _misfit(one, schema["items"]))}
    return f"a list in which each is {within.pop()}" if within else ""


def _option(action: argparse.Action, value: Any) -> Iterator[str]:
    """An option on the command line: in one word, since what is given may begin with a hyphen."""
    name = action.option_strings[-1]
    if action.nargs == 0:
        yield from [name] if value else []
    else:
        glue = "=" if name.startswith("--") else ""
        yield from (f"{name}{glue}{one}" for one in _values(value))


def _values(value: Any) -> list[Any]:
    """What is given as a list, whether it is one, one thing, or nothing."""
    many = value if isinstance(value, list) else [value]
    return [one for one in many if one is not None]


def _word(value: str) -> str:
    """A file or a code as the command line takes it: no file of that name is an option, nor standard input."""
    return value if value[1:].isdigit() else as_word(value)


TOOLS = (
    Tool("check", ("files", "kind", "account", "at", "ignore", "fail_on"), reads_text=True),
    Tool("run", ("file", "dtmf", "leg", "backend", "quiet", "account", "at", "seed"), reads_text=True),
    Tool(
        "explore",
        ("file", "backend", "leg", "ignore", "require", "time_limit", "probe_space", "walks", "account", "at"),
        reads_text=True,
    ),
    Tool("test", ("paths", "tag", "part", "fail_fast", "account", "backend", "cov", "require")),
    Tool("explain", ("code",)),
    Tool("diff", ("old", "new", "old_backend", "new_backend", "scenarios", "fail_on", "leg", "require", "time_limit")),
)
"""Each of them is a command of the same name."""
