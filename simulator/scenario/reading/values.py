"""Kinds of values that several keys of a scenario file have."""

from __future__ import annotations

import re

from simulator.loading.files.texts import LENGTH
from simulator.loading.yaml.form import Form
from simulator.loading.yaml.kinds import AnyOf, Choice, FieldKind, Text
from simulator.model.status import SESSION_ERRORS

_LARGEST = 10**9
PLACEHOLDER = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
"""What stands for a value of `examples`."""
FILLED = r"[\s\S]*\$\{[A-Za-z_][A-Za-z0-9_]*\}[\s\S]*"
"""The form of a text that has one."""
LATER = Text("filled in from `examples`", Form(FILLED))


def filled(kind: FieldKind, doc: str = "") -> AnyOf:
    """The kind, or a text that becomes one when an example is filled in."""
    return AnyOf((kind, LATER), doc)


TIME = Text(
    "a length of time: 6s, 1.5s, 300ms, 2m",
    Form(rf"{LENGTH}(?:ms|s|m)?|{FILLED}"),
    "a length of time",
    "write 6s, 1.5s, 300ms or 2m",
    ((0, _LARGEST - 1),),
    fractions=True,
)
SESSION_CODE = Choice(tuple(map(str, SESSION_ERRORS)))
