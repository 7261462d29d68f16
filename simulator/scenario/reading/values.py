"""Kinds of values that several keys of a scenario file have."""

from __future__ import annotations

import re

from simulator.loading.calling.kinds import time_kind
from simulator.loading.yaml.form import Form
from simulator.loading.yaml.kinds import AnyOf, Choice, FieldKind, Text
from simulator.model.status import SESSION_ERRORS

PLACEHOLDER = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
"""What stands for a value of `examples`."""
FILLED = r"[\s\S]*\$\{[A-Za-z_][A-Za-z0-9_]*\}[\s\S]*"
"""The form of a text that has one."""
LATER = Text("filled in from `examples`", Form(FILLED))


def filled(kind: FieldKind, doc: str = "") -> AnyOf:
    """The kind, or a text that becomes one when an example is filled in."""
    return AnyOf((kind, LATER), doc)


TIME = time_kind(f"|{FILLED}")
SESSION_CODE = Choice(tuple(map(str, SESSION_ERRORS)), "a session error")
