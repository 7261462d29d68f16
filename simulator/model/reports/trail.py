"""What coverage needs of one call, and no more: small enough to be sent from a process to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from simulator.model.behaviour.passed import Passed


@frozen(slots=False)
class Trail:
    """The way of one call, the outcomes of its legs (`A busy`), and the codes that were seen.

    `faults` are the kinds of those that were injected; `codes` the status codes of the answer and of replies that
    broke a rule, `errors` the session error.
    """

    steps: tuple[Passed, ...] = ()
    legs: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
