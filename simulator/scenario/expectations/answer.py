"""`answer`: the status code that the request is answered with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.yaml.kinds import Choice
from simulator.model.status import STATUS
from simulator.scenario.expectations.base.simple import equal, read_code
from simulator.scenario.reading.values import filled
from simulator.scenario.writing import yaml_words as words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode
    from simulator.model.scenario.miss import Miss
    from simulator.running.dry_run import DryRun
    from simulator.scenario.listened import Listened

KEY, ORDER = "answer", 10
_CODE = Choice(tuple(map(str, STATUS)))
KIND = filled(_CODE, "the request's status code")
NULLABLE = False


def value_of(node: YamlNode, fields: Fields) -> int | None:
    """The code."""
    return read_code(_CODE, node, fields)


def check(value: int, run: DryRun, _seen: Listened) -> Iterator[Miss]:
    """The code, shown with its message; an inbound call has no answer, which counts as null."""
    answer = run.answer or {}
    found = answer.get("statusCode")
    return equal(value, found, f"{found} {answer['statusMessage']}" if answer else "null (the call comes in)")


def saved(run: DryRun, _seen: Listened) -> Iterator[str]:
    """With the message; an inbound call has no answer."""
    if run.answer is not None:
        yield f"answer: {run.answer['statusCode']}  # {words.comment(run.answer['statusMessage'])}"
