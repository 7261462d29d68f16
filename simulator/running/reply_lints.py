"""What lints say of the replies of a live backend: nobody checks them as a file is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.call.backend_fault import answers, asked_words
from simulator.model.call.event import Replied
from simulator.model.call.reply_remark import ReplyRemark
from simulator.rules.base.check import check_body
from simulator.rules.base.rule import Context

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.engine.setting import Setting
    from simulator.model.account import Account
    from simulator.model.call.event import Event
    from simulator.model.diagnostic import Diagnostic


def reply_remarks(trace: Iterable[Event], setting: Setting) -> tuple[ReplyRemark, ...]:
    """The findings of every reply that could be used, each once, in the order of the call."""
    found: dict[tuple[object, ...], ReplyRemark] = {}
    for event, asked, keys in answers(trace):
        if isinstance(event, Replied):
            words = asked_words(asked.client_action_id, asked.digits, keys)
            for one in lints(event.body, setting.account, setting.now + event.at):
                found.setdefault(same(one), ReplyRemark(event.at, one, words))
    return tuple(found.values())


def lints(body: str, account: Account, now: int) -> tuple[Diagnostic, ...]:
    """The findings of a reply that is no error in itself; `now` is in ms since 1970."""
    checked = check_body(body.encode("utf-8", "surrogatepass"), "reply", Context(account, now, free_legs=1))
    return tuple(one for one in checked.diagnostics if one.severity != "error")


def same(found: Diagnostic) -> tuple[object, ...]:
    """What makes two findings of replies one."""
    return found.code, found.path, found.message
