"""One call on a page: how it ended, what was captured, its timeline, its webhooks and its diagram."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.model.call.words import clock
from simulator.render.json import dumps
from simulator.render.page.diagram import diagrams
from simulator.render.page.markup import tag
from simulator.render.page.page import facts
from simulator.render.page.timeline import timeline
from simulator.render.run.json import reply_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.render.page.markup import Tag
    from simulator.running.result import CallResult
    from simulator.webhooks.base.sent import Webhook


def call_parts(
    answer: dict[str, Any] | None,
    call: CallResult | None,
    level: int,
    tag: Tag = tag,
    drawn: Callable[[CallResult], object] = diagrams,
) -> list[Any]:
    """Everything there is to show of a call, or of a request that was refused; `level` is that of its headings.

    `tag` makes the elements, and `drawn` the drawings of a call.
    """
    head = f"h{level}"
    if call is None:
        return [_answer(answer, tag), tag("p", "The request was refused, so there was no call.")]
    return [
        _facts(answer, call, tag),
        tag(head, "Timeline", class_="part"),
        timeline(call.trace, tag),
        tag(head, f"Webhooks ({len(call.webhooks)})", class_="part"),
        tag("ul", [tag("li", _webhook(hook, tag)) for hook in call.webhooks], class_="hooks"),
        tag(head, "Diagram", class_="part"),
        tag("details", tag("summary", "The states, and the path taken"), drawn(call), class_="fold"),
    ]


def _answer(answer: dict[str, Any] | None, tag: Tag) -> Any:
    given = answer or {}
    return facts(("Answer", f"{given.get('statusCode')} {given.get('statusMessage')}"), tag=tag)


def _facts(answer: dict[str, Any] | None, call: CallResult, tag: Tag) -> Any:
    session = call.session or {}
    keys = [tag("code", f'"{one.digits}"' if one.digits else "no key") for one in call.captures]
    shown = [part for key in keys for part in (key, " ")] or None
    error = session.get("errorDetails", {})
    return facts(
        ("Session", session.get("sessionStatus") or "stopped"),
        ("Error", f"{error['errorCode']} {error['errorMsg']}" if error else None),
        ("Last action", session.get("lastAction")),
        ("Simulated time", clock(call.trace[-1].at)),
        ("Entries", shown),
        ("Answer", f"{answer['statusCode']} {answer['statusMessage']}" if answer else "inbound"),
        tag=tag,
    )


def _webhook(hook: Webhook, tag: Tag) -> Any:
    what = hook.body.get("payload", {})
    about = what.get("callStatus") or what.get("sessionStatus") or ""
    head = tag("summary", tag("b", hook.type), f" {about} ", tag("span", clock(hook.at), class_="time soft"))
    inside = [_code("Body", dumps(hook.body), tag)]
    if hook.reply is not None:
        answered = reply_data(hook.reply)
        inside.append(_code("Reply", answered if isinstance(answered, str) else dumps(answered), tag))
    return tag("details", head, inside)


def _code(title: str, words: str, tag: Tag) -> list[Any]:
    shown, label = words.splitlines(keepends=True), f"{title}, as JSON"
    return [tag("p", title, class_="label"), tag("pre", shown, tabindex="0", role="group", aria_label=label)]
