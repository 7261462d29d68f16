"""The captures of a list as the rows have them, and what is in the way of a caller who does as their prompts say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.announcing.told import told
from simulator.compiler.tabling import steps_of, table_of
from simulator.entries.entry import Entries
from simulator.entries.obeying import obstacles
from simulator.rules._capture import wants_max_digits, wants_max_without_hash, wants_overall_timeout
from simulator.rules._texts import captures, given_or_prompt, spoken, spoken_language
from simulator.rules.base.rule import lint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.actions.base.position import Action
    from simulator.loading.body.body import Body, ListedAction
    from simulator.model.assumptions import Assumptions
    from simulator.model.behaviour.obstacle import Obstacle, ObstacleKind
    from simulator.model.diagnostic import Finding, Severity
    from simulator.rules.base.rule import Context

_HEARD = ("say", "playFile", "sayAndCapture")

_last: list[tuple[Body, Assumptions, tuple[tuple[ListedAction, Obstacle], ...]]] = []
"""What was found last: several lints ask the same of one body."""


def obstructed(
    body: Body, context: Context, kind: ObstacleKind, code: str, severity: Severity = "warning"
) -> Iterator[Finding]:
    """A finding for every obstacle of a kind of which no other lint speaks."""
    for entry, obstacle in _obstacles(body, context.account.assumptions):
        if obstacle.kind == kind and not obstacle.hidden:
            yield lint(code, given_or_prompt(entry, obstacle.param), obstacle.message, obstacle.hint, severity)


def _obstacles(body: Body, settings: Assumptions) -> tuple[tuple[ListedAction, Obstacle], ...]:
    if not captures(body):
        return ()
    if not _last or _last[0][0] is not body or _last[0][1] is not settings:
        _last[:] = [(body, settings, tuple(_found(body, settings)))]
    return _last[0][2]


def _found(body: Body, settings: Assumptions) -> Iterator[tuple[ListedAction, Obstacle]]:
    """An entry that seems endless is none where hash is spoken of anywhere in the list."""
    told_once = any(told(text, spoken_language(entry)).names_hash for entry, _, text in spoken(body))
    heard: list[Action] = []
    for entry in body.entries:
        if entry.name in _HEARD and entry.value is not None:
            heard.append(entry.value)
            if entry.name == "sayAndCapture":
                found = () if _is_refused(entry) else _of_last(heard, settings)
                yield from ((entry, one) for one in found if one.kind != "openEnded" or not told_once)
                heard = []


def _is_refused(entry: ListedAction) -> bool:
    """Whether a status code speaks of its limits: what they are to be is not known then."""
    return wants_max_digits(entry) or wants_max_without_hash(entry) or wants_overall_timeout(entry)


def _of_last(actions: Sequence[Action], settings: Assumptions) -> tuple[Obstacle, ...]:
    """What is in the way at the capture that ends these actions."""
    table = table_of(actions, steps_of(actions, "reply", settings), "reply", settings)
    state = next(state.name for state in table.states if state.waits_for == "entry")
    return obstacles(Entries(table, {})[state])
