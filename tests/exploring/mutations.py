"""Changes of random flows, each of one kind, and what they should be classed as."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from tests.exploring._flows import HANGUP, reply, say
from tests.exploring.random_flows import random_flows

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

Written = dict[str, Any]
Changed = tuple[Written, Written, "set[str]"]
"""The old flow, the new one, and the kinds of difference that there may be."""
TEXTS = ("promptMessage", "text")


def _copy(written: Written) -> Written:
    found: Written = json.loads(json.dumps(written))
    return found


def _said(written: Written) -> list[dict[str, Any]]:
    """The parameters of everything that speaks, wherever it stands."""
    lists = [written["request"], *(row["reply"] for row in written["replies"])]
    actions = (action for one in lists for action in one["callflow"])
    return [action["params"] for action in actions if set(action.get("params", ())) & set(TEXTS)]


@st.composite
def texts(draw: DrawFn) -> Changed:
    old = draw(random_flows())
    new = _copy(old)
    params = draw(st.sampled_from(_said(new)))
    name = next(name for name in TEXTS if name in params)
    params[name] = draw(st.sampled_from(["Something new.", params[name] + " And more of it."]))
    return old, new, {"wording"}


@st.composite
def voices(draw: DrawFn) -> Changed:
    old = draw(random_flows())
    new = _copy(old)
    draw(st.sampled_from(_said(new)))["voiceProfile"] = "en-US-Jenny"
    return old, new, {"wording"}


@st.composite
def timings(draw: DrawFn) -> Changed:
    old = draw(random_flows())
    new = _copy(old)
    menus = [params for params in _said(new) if "digitTimeout" in params]
    draw(st.sampled_from(menus))["digitTimeout"] = draw(st.sampled_from([1500, 6000]))
    return old, new, {"timing"}


@st.composite
def retargets(draw: DrawFn) -> Changed:
    old = draw(random_flows(menus=3))
    new = _copy(old)
    row = draw(st.sampled_from(new["replies"]))
    before = row["reply"]
    others = [one["reply"] for one in old["replies"] if one["reply"] != before]
    row["reply"] = draw(st.sampled_from([*others, reply(say("Elsewhere."), HANGUP)]))
    return old, new, _kinds(before, row["reply"])


@st.composite
def drops(draw: DrawFn) -> Changed:
    old = draw(random_flows(menus=3).filter(lambda written: len(written["replies"]) > 1))
    new = _copy(old)
    rows = new["replies"]
    dropped = rows.pop(draw(st.integers(0, len(rows) - 1)))
    wanted = "other" if dropped["when"]["digits"] is not None else None
    for_all = [row for row in rows if row["when"] == {"digits": wanted, "clientActionId": "*"}]
    return old, new, _kinds(dropped["reply"], for_all[0]["reply"] if for_all else None)


def _kinds(before: Any, now: Any) -> set[str]:
    """What it may be that another answer leads elsewhere; an answer that is not there ends the call with an error.

    Where both only speak and end the call, it is routing where another input leads there, else no more than words.
    """
    if _ends(before) or _ends(now):
        return {"wording", "routing"} if _ends(before) and _ends(now) and before and now else {"outcome"}
    return {"routing"}


def _ends(answer: Any) -> bool:
    return answer is None or answer["callflow"][-1]["action"] == "hangup"


MUTATIONS: dict[str, SearchStrategy[Changed]] = {
    "text": texts(), "voice": voices(), "timing": timings(), "retarget": retargets(), "drop": drops(),
}  # fmt: skip
