"""Check a 25-action body, against `json.loads` plus lenient structuring of it."""

from __future__ import annotations

import json
from typing import Any

import attrs
import cattrs

from benchmarks import flows
from benchmarks._measure import line, ratio
from simulator.rules.base.check import check_body
from simulator.rules.base.rule import Context


@attrs.define
class Params:
    """The parameters of every action, as lenient structuring sees them: coerced, unknown ones passed over."""

    text: str = ""
    voiceProfile: str = ""  # noqa: N815 - the platform's spelling
    source: str = ""
    destination: str = ""


@attrs.define
class Action:
    """An action as lenient structuring sees it."""

    action: str
    params: Params = attrs.Factory(Params)


@attrs.define
class Body:
    """A body as lenient structuring sees it."""

    callflow: list[Action]


def report() -> str:
    """The row of the report."""
    converter: Any = cattrs.Converter()
    context = Context(now=0)
    ours, theirs, times = ratio(
        lambda: check_body(flows.TWENTY_FIVE, "request", context),
        lambda: converter.structure(json.loads(flows.TWENTY_FIVE), Body),
        times=30,
    )
    return line("check 25 actions / json.loads + lenient cattrs", ours, theirs, times, "at most 12")
