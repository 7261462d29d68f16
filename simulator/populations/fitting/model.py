"""The model of callers that a log's parameters make, and the callers file that says the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from simulator.model.caller_model import USUAL, CallerModel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from simulator.populations.fitting.fit import FittedCallers
    from simulator.populations.fitting.parameter import Parameter

PLAIN = {"wrong": "wrong", "silence": "silence", "slip": "slip", "bargeIn": "barge_in"}
LAWS = {"reaction": "reaction", "interKey": "inter_key", "talk": "talk"}
HANGUPS = {"atOnce": "at_once", "perSecond": "per_second"}
"""The keys of a callers file, and the names of the model."""


def model_of(found: FittedCallers) -> CallerModel:
    """The callers of a log; where it does not tell, they do what is usual."""
    told = found.told
    given: dict[str, Any] = {name: _round(told[key]) for key, name in PLAIN.items() if key in told}
    given |= {name: law for key, name in LAWS.items() if (law := _law(told, key))}
    given |= {name: _round(told[f"hangup.{key}"]) for key, name in HANGUPS.items() if f"hangup.{key}" in told}
    given |= {"legs": _tree(told, "legs"), "weights": _tree(told, "weights")}
    return CallerModel.usual(**given, count=max(found.answered, 1), name=_name(found))


def callers_file(found: FittedCallers, log: str) -> str:
    """The same as a file: each line says how it is known."""
    model, told = model_of(found), found.told
    lines = [
        f"# Fitted to {found.answered} answered calls of {len_of(found)} in {_text(log)}.",
        "# What the log does not tell is as usual.",
        f"callers: {_text(model.name)}",
        f"count: {model.count}",
    ]
    for key, name in {**PLAIN, **LAWS}.items():
        lines.append(f"{key}: {_value(getattr(model, name))}{_note(told, key, name)}")
    lines.append("hangup:")
    lines += [
        f"  {key}: {_value(getattr(model, name))}{_note(told, f'hangup.{key}', name)}" for key, name in HANGUPS.items()
    ]
    lines += [*_written("legs", model.legs), *_written("weights", model.weights)]
    return "".join(f"{line}\n" for line in lines)


def _name(found: FittedCallers) -> str:
    return f"Callers of {found.title}" if found.title else "Callers of a log"


def len_of(found: FittedCallers) -> str:
    """The sessions of a log, in words."""
    return f"{found.sessions} session{'' if found.sessions == 1 else 's'}"


def _round(one: Parameter) -> float:
    assert one.value is not None  # what is told has a value
    return float(f"{one.value:.4g}")


def _law(told: Mapping[str, Parameter], key: str) -> str:
    median, spread = told.get(f"{key}.median"), told.get(f"{key}.logsd")
    if median is None or median.value is None:
        return ""
    if spread is None or spread.value is None:
        return f"constant({median.value * 1000:.0f}ms)"
    return f"lognormal({median.value * 1000:.0f}ms, {spread.value:.3f})"


def _tree(told: Mapping[str, Parameter], name: str) -> dict[str, dict[str, float]]:
    """Shares by leg or stage: the name of a stage may hold dots, a key and an outcome hold none."""
    found: dict[str, dict[str, float]] = {}
    for key, one in told.items():
        first, _, rest = key.partition(".")
        if first == name:
            group, _, last = rest.rpartition(".")
            found.setdefault(group, {})[last] = _round(one)
    return {group: shares for group, shares in found.items() if any(shares.values())}


def _note(told: Mapping[str, Parameter], key: str, name: str) -> str:
    one = told.get(key) or told.get(f"{key}.median")
    if one is None:
        return f"  # not told: {USUAL[name][1]}"
    return f"  # {one.known}, +- {one.error:.2g}; {one.how}"


def _written(name: str, tree: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    if tree:
        yield f"{name}:"
    for group, shares in tree.items():
        inside = ", ".join(f"{_text(key)}: {value:g}" for key, value in shares.items())
        yield f"  {_text(group)}: {{{inside}}}"


def _value(value: Any) -> str:
    return value if isinstance(value, str) else f"{value:.10g}"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
