"""Compile what was loaded: its list of actions, where the platform would take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.compiler.compiled import compile_actions
from simulator.errors import RefusedError

if TYPE_CHECKING:
    from simulator.compiler.compiled import Compiled
    from simulator.running.source import Source


def compile_source(source: Source) -> Compiled:
    """Compile a loaded body. Raises RefusedError with every diagnostic where it has errors."""
    checked = source.checked
    if not checked.accepted:
        raise RefusedError(checked.errors)
    return compile_actions(checked.body.actions, source.kind, source.account.assumptions)
