"""Generated calls as the documents of one file; beginnings that several of them share are blocks."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.scenario.writing.generated import Generated
from simulator.scenario.writing.naming import ENDING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.scenario.writing.generated import GeneratedFiles

SHORTEST = 2
"""Steps of a beginning that is worth a block."""
_TOLD = re.compile(r'(.*press: "(?:[^"\\]|\\.)*")  # .*')
_SECTION = "caller:\n"

Steps = tuple[str, ...]


def in_one_file(made: GeneratedFiles, name: str) -> GeneratedFiles:
    """All calls in one file that is called NAME.scenario.yaml; nothing where there are none."""
    if not made.files:
        return made
    parts = [_parted(one.text) for one in made.files]
    blocks = _blocks([steps for _, steps, _ in parts])
    documents = [head + _written(steps, blocks) + rest for head, steps, rest in parts]
    text = (_declared(blocks) if blocks else "") + "---\n".join(documents)
    edges = tuple(edge for one in made.files for edge in one.edges)
    return evolve(made, files=(Generated(f"{name}{ENDING}", text, edges),), calls=len(made.files))


def _parted(text: str) -> tuple[str, Steps, str]:
    """What stands before the steps of the caller, each of these, and what stands after them."""
    head, section, after = text.partition(f"\n{_SECTION}")
    if not section:
        return text, (), ""
    lines = after.splitlines(keepends=True)
    end = next((at for at, line in enumerate(lines) if not line.startswith("  ")), len(lines))
    steps: list[str] = []
    for line in lines[:end]:
        if line.startswith("  - "):
            steps.append(line)
        else:
            steps[-1] += line
    return f"{head}\n", tuple(steps), "".join(lines[end:])


def _plain(step: str) -> str:
    """A step without what is told of it: when it came is another time in each call."""
    return "".join(f"{hit[1] if (hit := _TOLD.fullmatch(line)) else line}\n" for line in step.splitlines())


def _blocks(calls: Sequence[Steps]) -> dict[Steps, str]:
    """The beginnings of two calls or more, each with its name: of each call the longest."""
    plain = [tuple(map(_plain, steps)) for steps in calls]
    often = Counter(steps[:length] for steps in plain for length in range(SHORTEST, len(steps) + 1))
    longest = dict.fromkeys(found for steps in plain if (found := _longest(steps, often)))
    return {steps: f"beginning {number}" for number, steps in enumerate(longest, 1)}


def _longest(steps: Steps, often: Counter[Steps]) -> Steps:
    lengths = (length for length in range(len(steps), SHORTEST - 1, -1) if often[steps[:length]] > 1)
    return steps[: next(lengths, 0)]


def _written(steps: Steps, blocks: dict[Steps, str]) -> str:
    plain = tuple(map(_plain, steps))
    for length in range(len(steps), SHORTEST - 1, -1):
        name = blocks.get(plain[:length])
        if name is not None:
            return f"{_SECTION}  - use: {name}\n{''.join(steps[length:])}"
    return _SECTION + "".join(steps) if steps else ""


def _declared(blocks: dict[Steps, str]) -> str:
    lines = ["# What several calls begin with; the blocks of the first document are used in all of them.\nblocks:\n"]
    for steps, name in blocks.items():
        lines.append(f"  {name}:\n")
        lines += ("".join(f"  {line}\n" for line in step.splitlines()) for step in steps)
    return "".join(lines)
