"""What a dial pad shows, as data for the front end, as a still picture, and as a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.api.compiled_flow import CompiledFlow
from simulator.errors import MissingExtraError
from simulator.model.call.words import clock
from simulator.model.drawing.words import shortened
from simulator.render.notebook import html_table
from simulator.render.page.markup import Html, joined, tag
from simulator.render.shown import fitting
from simulator.render.timeline import lines

if TYPE_CHECKING:
    from simulator.running.stepping import Stepper


def view_of(call: Stepper, held: str, note: str) -> dict[str, Any]:
    """The call as it stands: texts and lists only. `picture` is an SVG, or empty where the extra for it is missing."""
    prompt = call.prompt
    ending = lines(call.trace[-1:])
    return {
        "prompt": prompt.words if prompt is not None else "",
        "over": "; ".join(line.what for line in ending) if call.over else "",
        "keys": call.keys,
        "held": held,
        "note": note,
        "state": call.state,
        "lines": [[clock(line.at), line.who, line.what] for line in lines(call.trace)],
        "picture": _picture(call),
    }


def _picture(call: Stepper) -> str:
    title = call.call.client_action_id or call.flow.name
    flow = CompiledFlow(call.call.compiled, shortened(title)).highlight((call.state,))
    try:
        return flow.render("svg")
    except MissingExtraError:
        return ""


def text(view: dict[str, Any]) -> str:
    """The prompt, the keys, and the timeline."""
    shown = [" ".join((at, f"{who:<9}", what)) for at, who, what in view["lines"]]
    return "\n".join([*shown, "", *_asked(view)]) + "\n"


def html(view: dict[str, Any]) -> str:
    """The same for a notebook, with the machine; every text is escaped."""
    head = [tag("p", tag("strong", line)) for line in _asked(view)]
    picture = Html(f"<div>{fitting(view['picture'])}</div>") if view["picture"] else None
    table = Html(html_table(("time", "who", "what"), view["lines"]))
    return joined([*head, picture, tag("details", tag("summary", "timeline"), table, open=True)])


def _asked(view: dict[str, Any]) -> list[str]:
    found = [view["over"] or f"now: {view['prompt']}", f"keys: {view['keys'] or 'none yet'}"]
    if view["held"]:
        found.append(f"held: {view['held']}")
    return [*found, *([view["note"]] if view["note"] else [])]
