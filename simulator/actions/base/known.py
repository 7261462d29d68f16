"""Which actions there are: a file of this package each, and no list of them anywhere else."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from simulator.actions.base.params import params_of
from simulator.registry import modules

if TYPE_CHECKING:
    from simulator.actions.base.position import Action


@cache
def actions() -> dict[str, type[Action]]:
    """The class of every action, by the platform's name for it."""
    found = (kind for module in modules("simulator.actions") for kind in vars(module).values())
    return {vars(kind)["NAME"]: kind for kind in found if isinstance(kind, type) and "NAME" in vars(kind)}


@cache
def spoken(name: str) -> tuple[str, ...]:
    """The parameters of an action that are spoken."""
    return tuple(param for param, declared in params_of(actions()[name]).items() if declared.spoken)
