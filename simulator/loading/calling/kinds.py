"""What the keys of a call may hold, in scenarios and in the lines of an account: loaders and schemas are made of it.

`more` is the form of a text that is filled in later (`${name}` of a scenario), which is taken too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from simulator.loading.calling.legs import SIP
from simulator.loading.calling.steps import HANGUP_FORM
from simulator.loading.files.texts import HEARS, LENGTH
from simulator.loading.yaml.form import Form
from simulator.loading.yaml.kinds import Choice, FieldKind, Keys, Null, Text
from simulator.model.call.keys import TOKEN
from simulator.model.call.leg_outcomes import ANSWERED, leg_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LARGEST = 10**9


def time_kind(more: str = "") -> Text:
    """A length of time."""
    return Text(
        "a length of time: 6s, 1.5s, 300ms, 2m",
        Form(rf"{LENGTH}(?:ms|s|m)?{more}"),
        "a length of time",
        "write 6s, 1.5s, 300ms or 2m",
        ((0, _LARGEST - 1),),
        fractions=True,
    )


def keys_kind(more: str = "") -> Text:
    """One token of a key script."""
    doc = "what is pressed: 1, 42#, 2w3, ^1, silence, hangup, 1@12s"
    return Text(doc, Form(f"{TOKEN}{more}"), numbers=((0, 10**18),))


def hangup_kind(more: str = "") -> Text:
    """When the caller hangs up."""
    return Text(
        "3s: so long after this prompt begins; @12s: so long after answering, whatever is going on",
        Form(rf"{LENGTH}(?:ms|s|m)?{more}|{HANGUP_FORM.pattern}"),
        numbers=((0, _LARGEST - 1),),
        fractions=True,
    )


def step_kinds(more: str = "") -> tuple[FieldKind, ...]:
    """One step of a caller."""
    keys = keys_kind(more)
    return (
        keys,
        Keys("a step", {"hears": HEARS, "press": keys}, required=("press",)),
        Keys("a step", {"hears": HEARS, "hangup": hangup_kind(more)}, required=("hangup",)),
    )


def leg_kinds(
    time: FieldKind,
    filled: Callable[[FieldKind], FieldKind] = lambda kind: kind,
    pressed: Mapping[str, FieldKind] | None = None,
) -> tuple[FieldKind, ...]:
    """What a dial comes to; `pressed` are further keys where a person answers, one of them at most."""
    ends: dict[str, FieldKind] = {
        row.name: evolve(SIP, doc=f"{row.words}, with this SIP status")
        if row.detail == "sip"
        else evolve(time, doc=f"{row.words} after so long: 6s, 1.5s, 300ms, 2m")
        for row in leg_rows()
    }
    talks = evolve(time, doc="how long after answering a bridged leg hangs up: 20s")
    nothing: dict[str, FieldKind] = {**dict.fromkeys([*ends, *(pressed or ())], Null()), "talks": talks}
    what = "a leg" if pressed is None else "a line"
    return (
        Choice(tuple(ends)),
        *(Keys(what, {**nothing, key: filled(kind)}, required=(key,)) for key, kind in ends.items()),
        Keys(what, nothing, required=("talks",)),
        *(Keys(what, {**nothing, ANSWERED: time, key: kind}, required=(key,)) for key, kind in (pressed or {}).items()),
    )
