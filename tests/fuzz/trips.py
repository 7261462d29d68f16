"""Round trips: what a command writes of an input is read again, and is what it was.

Each says whether it came that far: of most inputs nothing is written, since they are at fault.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import simulator
from tests.fuzz.commands import command
from tests.fuzz.watching import TripError

if TYPE_CHECKING:
    import random

_SCRIPTS = ("1", "2 1", "1 1", "", "3", "1 silence", "9 1", "^1 2", "1 hangup@12s", "2w3 #", "42# 1")
_LEGS = ("busy", "answered:9s,talks:20s", "noAnswer", "failed:404", "canceled")


def save(dice: random.Random, raw: bytes) -> bool:
    """A call that is saved holds when it is tested."""
    Path("x.flow.yaml").write_bytes(raw)
    Path("s.scenario.yaml").unlink(missing_ok=True)
    line = ("run", "x.flow.yaml", *_called(dice), "--save", "s.scenario.yaml")
    if command(*line)[0] != 0:
        return False
    _holds(line, "test", "s.scenario.yaml")
    return True


def record(dice: random.Random, raw: bytes) -> bool:
    """The table that is written of what was answered answers the same."""
    Path("x.flow.yaml").write_bytes(raw)
    Path("r.flow.yaml").unlink(missing_ok=True)
    call = (*_called(dice), "--seed", "7", "--format", "webhooks")
    status, first = command("run", "x.flow.yaml", *call, "--record-replies", "r.flow.yaml")
    table = Path("r.flow.yaml")
    if status != 0 or "# The backend answered this question differently" in table.read_text("utf-8"):
        return False
    again = command("run", "r.flow.yaml", *call)
    if _bodies(again[1]) != _bodies(first):
        raise TripError(f"{call}\n{first}\n{again}\n{table.read_text('utf-8')}")
    return True


def generate(dice: random.Random, raw: bytes) -> bool:
    """The scenarios that are generated hold."""
    Path("x.flow.yaml").write_bytes(raw)
    shutil.rmtree("gen", ignore_errors=True)
    loose = dice.choice(((), ("--loose",), ("--max-keys", "3")))
    line = ("generate", "x.flow.yaml", "--output", "gen", "--max-places", "40", "--time-limit", "1", *loose)
    command(*line)
    if not Path("gen").is_dir():
        return False
    _holds(line, "test", "gen")
    return True


def update(dice: random.Random, raw: bytes) -> bool:
    """A scenario that is updated holds then, and is not changed again."""
    file = Path("x.scenario.yaml")
    file.write_bytes(raw)
    line = ("test", "x.scenario.yaml", "--update")
    if command(*line, *dice.choice(((), ("--format", "json"))))[0] != 0:
        return False
    written = file.read_bytes()
    _holds(line, *line)
    if file.read_bytes() != written:
        raise TripError(f"{written!r}\n{file.read_bytes()!r}")
    _holds(line, "test", "x.scenario.yaml")
    return True


def callers(_: random.Random, raw: bytes) -> bool:
    """What a crowd of callers is given as: wrong or right, and then they are as many as was said."""
    try:
        given = json.loads(raw.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        given = raw.decode("utf-8", "replace")
    if isinstance(given, dict):
        count = given.pop("count", 3)
        fields: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in given.items()
        }
        try:
            model = simulator.CallerModel(**fields)
        except TypeError:  # a name that no caller has is a mistake of the program that calls us
            return False
        found = simulator.run_many("hotline.flow.yaml", model, count=min(count, 3) if type(count) is int else count)
    else:
        found = simulator.run_many("hotline.flow.yaml", given)
    found.to_dict() if hasattr(found, "to_dict") else str(found)
    return True


def _called(dice: random.Random) -> tuple[str, ...]:
    legs = (f"--leg={dice.choice(_LEGS)}" for _ in range(dice.randrange(3)))
    return ("--dtmf", dice.choice(_SCRIPTS), *legs)


def _holds(line: tuple[str, ...], *again: str) -> None:
    status, said = command(*again)
    if status != 0 and "  invariant `" not in said:  # what a flow states of itself need not hold
        raise TripError(f"{line}, then {again}: {status}\n{said:.2000}")


def _bodies(lines: str) -> list[Any]:
    return [json.loads(line) for line in lines.splitlines()]
