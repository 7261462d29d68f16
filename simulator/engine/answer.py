"""What a webhook's answer comes to: the next list, nothing more, or an unusable answer.

The same reading and the same rules as for a request decide; what breaks a rule ends the session (-2003 and
its kin) before anything of the answer plays.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from attrs import frozen

from simulator.actions.base.known import actions
from simulator.compiler.compiled import compile_actions
from simulator.loading.words import printable
from simulator.model.call.outcome import Nothing, Unusable
from simulator.model.record import record
from simulator.rules.base.check import check_body
from simulator.rules.base.rule import Context

if TYPE_CHECKING:
    from simulator.compiler.compiled import Compiled
    from simulator.model.account import Account
    from simulator.model.diagnostic import Diagnostic
    from simulator.rules.base.check import Checked

_CALLER_ID, _SCENARIO = -1014, (-1018, -1019, -1020)
_NO_JSON, _UNKNOWN_ACTION = -1001, -1007
_HEADER = "the Authorization header (`httpAuthHeader` in the flow file) is missing, or not the one that it wants"
STATUS_HINTS = {
    401: _HEADER,
    403: _HEADER,
    404: "is the path of the backend right?",
    405: "it takes no POST here, and webhooks are posted: is the path of the backend right?",
    415: "webhooks are sent as application/json",
}
"""What an HTTP status most likely means for a webhook."""


@frozen(eq=False)
class NextList:
    """A usable answer: the list to run next, compiled, and the stage that the webhook gives the call.

    `again` says how the same question, delivered twice, was answered otherwise the second time; else it is empty.
    """

    compiled: Compiled
    client_action_id: str | None = None
    body: str = ""
    again: str = ""


WebhookAnswer = NextList | Nothing | Unusable


@record
class RawReply:
    """What came over the wire: HTTP status, body, and how long it took in ms; `dropped` where nothing came.

    The last three are what its headers say (Content-Type, Content-Encoding, Location): only messages use them.
    """

    status: int = 200
    body: bytes = b"{}"
    delay: int = 0
    dropped: bool = False
    charset: str = ""
    encoding: str = ""
    location: str = ""


def judge(reply: RawReply, account: Account, now: int, file: str = "") -> WebhookAnswer:
    """Read a webhook's answer as the platform does; `now` is in ms since 1970."""
    if reply.dropped:
        return Unusable(-2003, "the connection was dropped before an answer came")
    text = reply.body.decode(errors="replace")
    if not 200 <= reply.status < 300:
        return Unusable(-2003, _bad_status(reply), body=text)
    if not reply.body.strip():
        told = "" if reply.status == 200 else f" (HTTP {reply.status})"
        return Unusable(-2003, f"the webhook's answer is empty{told}, expected a JSON object", body=text)
    checked = check_body(reply.body, "reply", Context(account, now, free_legs=1, lints=False), file)
    if checked.answer.status_code != 1:
        return _refused(checked, account, reply, text)
    stage = checked.body.client_action_id
    if not checked.body.total:
        return Nothing(text, stage, _lists(text))
    compiled = compile_actions(checked.body.actions, "reply", account.assumptions)
    return NextList(compiled, stage, text)


def _lists(text: str) -> bool:
    """Whether a reply, which is JSON, has a list of actions."""
    return isinstance(json.loads(text.lstrip("\ufeff")).get("callflow"), list)


def _bad_status(reply: RawReply) -> str:
    from simulator.engine.odd_reply import page

    if reply.status < 400 and reply.location:
        to = printable(reply.location)
        return f"the webhook answered HTTP {reply.status}, a redirect to {to}, which is not followed"
    hints = filter(None, (page(reply.body), STATUS_HINTS.get(reply.status, "")))
    return ": ".join([f"the webhook answered HTTP {reply.status}, expected 200", *hints])


def _refused(checked: Checked, account: Account, reply: RawReply, text: str) -> Unusable:
    code = checked.answer.status_code
    errors = tuple(d for d in checked.diagnostics if d.severity == "error")
    first = next(d for d in errors if d.code == code)
    if code == _NO_JSON:
        from simulator.engine.odd_reply import OddBody, no_object

        body = OddBody(reply.body, reply.charset, reply.encoding)
        why = f"the reply is no JSON object: {no_object(body, first)}"
    else:
        why = first.message if first.path in first.message else f"{first.message} at {first.path}"
    return Unusable(session_error(code, account), why, code, _action_at(checked, first), errors, text)


def session_error(code: int, account: Account) -> int:
    """The session error that a refused reply gives (assumed: setting `replyErrorCodes`)."""
    if account.assumptions.reply_error_codes == "-2003":
        return -2003
    if code == _CALLER_ID:
        return -2008
    return -2009 if code in _SCENARIO else -2003


def _action_at(checked: Checked, finding: Diagnostic) -> str | None:
    """The action at fault in the spelling of a session summary, where there is one; a misspelt name is none."""
    if finding.code == _UNKNOWN_ACTION:
        return None
    for entry in checked.body.entries:
        if finding.path.startswith(entry.path):
            return actions()[entry.name].SUMMARY
    return None
