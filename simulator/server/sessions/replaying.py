"""A session from before a restart: its stored inputs are fed again, and the call stands where it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import OutOfTurnError
from simulator.server.sessions.inputs import (
    ANSWER,
    HANG_UP,
    KEY,
    PICK_UP,
    RELEASE,
    STRIKE,
    heard_again,
    outcome_again,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from simulator.server.sessions.live_session import LiveSession
    from simulator.server.store.rows import InputRow, WebhookRow

BROKEN = -2001
"""How a session ends whose inputs no longer give what was stored."""


def replay(session: LiveSession, inputs: Sequence[InputRow], answered: Mapping[int, WebhookRow], until: int) -> bool:
    """Feed the inputs again, up to `until` ms; whether the session is as it was. One that is not ends with an error."""
    session.mail.held_back = True
    session.replayed = {one.data["wait"]: one.data["code"] for one in inputs if one.kind == STRIKE}
    fed = [_fed(session, one) for one in inputs if one.kind != STRIKE]
    same = all(fed)
    session.live.reach(max(until, session.live.now) + 1)
    session.tell()
    same = same and all(_same(session, number, row) for number, row in answered.items())
    if not same and not session.live.done:
        session.call.wait = None
        session.call.fault(BROKEN, at=session.live.now)
        session.live.reach(session.live.now + 1)
        session.tell()
    session.replayed = None
    for number, row in answered.items():
        if number < len(session.deliveries):
            session.mail.settle(session.deliveries[number], row)
    return same


def _fed(session: LiveSession, one: InputRow) -> bool:
    live = session.live
    live.reach(one.at + (one.kind == ANSWER))
    session.tell()
    at = live.now + (one.kind != ANSWER and live.question is not None)
    try:
        _feed(session, one)
    except OutOfTurnError:
        return False
    return at == one.at


def _feed(session: LiveSession, one: InputRow) -> None:
    live = session.live
    if one.kind == KEY:
        live.key(one.data)
    elif one.kind == HANG_UP:
        live.hang_up()
    elif one.kind == RELEASE:
        live.release()
    elif one.kind == PICK_UP:
        live.pick_up(outcome_again(one.data))
    else:
        setting = session.setting
        if live.question is None:
            raise OutOfTurnError("no webhook is asked")
        heard = heard_again(one.data, session.around.reader, setting.account, setting.now + live.now)
        live.answer(heard.answer, heard.delay)
        session.mail.heard_before(heard)


def _same(session: LiveSession, number: int, row: WebhookRow) -> bool:
    return number < len(session.deliveries) and session.deliveries[number].body == row.payload
