"""JSON: answer, session, captures, heard, webhooks and trace of one run, the same bytes each time."""

from __future__ import annotations

import json as stdlib_json
from typing import TYPE_CHECKING, Any

import attrs

from simulator.actions.base.params import camel
from simulator.model.call.event import Answered, Began, Heard, Interrupted, Moved, Refused, Replied
from simulator.model.call.leg_outcomes import ANSWERED
from simulator.render.json import dumps

if TYPE_CHECKING:
    from simulator.hearing.report import VoiceLine
    from simulator.model.call.event import Began, Event
    from simulator.model.call.heard import HeardItem
    from simulator.render.run_report import RunReport
    from simulator.running.result import CallResult
    from simulator.webhooks.base.sent import Webhook

FORMAT = "json"


def render(report: RunReport, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """The whole run as one JSON object."""
    return dumps(as_data(report))


def as_data(report: RunReport) -> dict[str, Any]:
    """The run as plain data."""
    call = report.call
    voice = {} if report.voice is None else {"voice": [_voice(line) for line in report.voice]}
    if call is None:
        return {"answer": report.answer, "session": None, **{key: [] for key in _LISTS}, **voice}
    return {"answer": report.answer, "session": call.session, **_lists(call), **voice}


_OF_CAPTURES = ("state", "digits", "outcome", "reason")
_LISTS = ("captures", "heard", "webhooks", "trace")


def _lists(call: CallResult) -> dict[str, Any]:
    return {
        "captures": [{name: getattr(capture, name) for name in _OF_CAPTURES} for capture in call.captures],
        "heard": [_heard(item) for item in call.heard],
        "webhooks": [webhook_data(webhook) for webhook in call.webhooks],
        "trace": [event_data(event) for event in call.trace],
    }


def _heard(item: HeardItem) -> dict[str, Any]:
    words = {"fileUrl": item.file_url} if item.text is None else {"text": item.text}
    recorded = {"recorded": item.recorded} if item.recorded else {}
    return {"at": item.at, **words, "repetition": item.repetition, "interrupted": item.interrupted, **recorded}


def _voice(line: VoiceLine) -> dict[str, Any]:
    prompt = line.prompt
    words = {"fileUrl": prompt.file_url} if prompt.text is None else {"text": prompt.text, "voice": prompt.voice}
    return {**words, "speed": prompt.speed, "estimate": line.estimate, "heard": line.heard, "off": line.off}


def webhook_data(webhook: Webhook) -> dict[str, Any]:
    """A webhook with what was answered."""
    return {"at": webhook.at, "type": webhook.type, "body": webhook.body, "reply": reply_data(webhook.reply)}


def reply_data(text: str | None) -> Any:
    """What was answered: as data where it is JSON, else the text itself."""
    if not text:
        return text
    try:
        return stdlib_json.loads(text, parse_constant=_no_json)
    except (ValueError, RecursionError):
        return text


def _no_json(constant: str) -> None:
    """NaN and Infinity, which Python reads and no JSON has."""
    raise ValueError(constant)


def event_data(event: Event) -> dict[str, Any]:
    """One event of the trace: its time, its name, and what there is to say of it."""
    name = type(event).__name__
    head = {"at": event.at, "event": name[0].lower() + name[1:]}
    if isinstance(event, Moved):
        return {**head, "from": event.row.source, "trigger": event.row.input_class, "state": event.state}
    if isinstance(event, Began):
        return {**head, "digest": event.digest, "state": event.state}
    if isinstance(event, Heard):
        prompt = {camel(key): value for key, value in attrs.asdict(event.prompt).items() if value is not None}
        return {**head, "state": event.state, **prompt}
    if isinstance(event, Refused):
        bad = event.unusable
        return {**head, "error": bad.code, "why": bad.why, "statusCode": bad.status_code, "action": bad.action}
    fields = attrs.asdict(event)
    del fields["at"]
    if isinstance(event, Replied):
        del fields["body"]  # what was said stands in `webhooks`; here it is what it means
        if not event.again:
            del fields["again"]  # it was delivered once, or answered alike
    if isinstance(event, Interrupted):
        del fields["prompt"]  # the one that was heard last
    if isinstance(event, Answered) and event.outcome == ANSWERED:
        del fields["outcome"]  # it goes without saying
    if isinstance(event, Answered) and event.beep is None:
        del fields["beep"]  # a person answers
    return {**head, **{camel(key): value for key, value in fields.items()}}
