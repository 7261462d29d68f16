"""Random flows answered by a table: menus under stages, codes, goodbye lists, a transfer, loops, and gaps.

    @given(random_flows())
    def test_something(written):
        flow = read(written)

The flow is a dict as a flow file is written, so that a test can change it before it is read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from simulator.loading.files.flow_file import read_flow
from tests.exploring._flows import HANGUP, dial, menu, reply, row, say

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

    from simulator.model.flow.flow_file import FlowFile

KEYS = "123*"
TIMEOUTS = st.sampled_from([2000, 5000])
CODE = "/[0-9]{2}/"
TRANSFER = "+6580000001"


def read(written: dict[str, Any], file: str = "random.flow.yaml") -> FlowFile:
    """The flow file that is written so."""
    found, findings = read_flow(json.dumps(written).encode(), Path(), file)
    assert found is not None, findings
    return found


def random_flows(menus: int = 4, keys: int = 3) -> SearchStrategy[dict[str, Any]]:
    """Flows of 1 to `menus` menus with 0 to `keys` keys each; all of a flow's lists can be told apart by ear.

    The first menu stands in the request, under no stage; the others in replies under `s1`, `s2`, ... Rows lead to
    menus (also back, and to themselves), to lists that say goodbye, and to a transfer; some inputs no row answers.
    """
    return _written(menus, keys)


@st.composite
def _written(draw: DrawFn, most: int, keys: int) -> dict[str, Any]:
    count = draw(st.integers(1, most))
    menus = [_menu(draw, number) for number in range(count)]
    answers = [reply(asked, **_at(at)) for at, asked in enumerate(menus)]
    answers += [reply(say(f"Goodbye {number}."), HANGUP) for number in range(draw(st.integers(1, 2)))]
    if draw(st.booleans()):
        answers.append(reply({"action": "makeCall", "params": {"source": "+6562345678", "destination": TRANSFER}}))
    to = st.integers(0, len(answers) - 1).map(answers.__getitem__)
    rows = [one for at, asked in enumerate(menus) for one in _rows(draw, at, asked, keys, to)]
    for_all = draw(st.lists(st.sampled_from(["other", None]), max_size=2, unique=True))
    rows += [row(draw(to), stage="*", digits=digits) for digits in for_all]
    return {
        "flow": "Random",
        "request": {"callflow": [dial(), menus[0]]},
        "replies": rows or [row(answers[-1], stage="*", digits="other")],
    }


def _menu(draw: DrawFn, number: int) -> dict[str, Any]:
    more: dict[str, Any] = {
        "noOfTries": draw(st.integers(1, 2)),
        "digitTimeout": draw(TIMEOUTS),
        "overallTimeout": 9000,
    }
    if draw(st.integers(0, 3)) == 0:
        more |= {"minDigits": 2, "maxDigits": 2}
    return menu(f"This is menu {number}.", **more)


def _rows(draw: DrawFn, at: int, asked: dict[str, Any], keys: int, to: SearchStrategy[Any]) -> list[dict[str, Any]]:
    """The rows of one menu: single keys, or one pattern for a code; now and then one for silence."""
    if asked["params"]["maxDigits"] == 2:
        found = [row(draw(to), **_at(at), digits=CODE)]
    else:
        chosen = draw(st.lists(st.sampled_from(KEYS), max_size=keys, unique=True))
        found = [row(draw(to), **_at(at), digits=key) for key in chosen]
    if draw(st.integers(0, 2)) == 0:
        found.append(row(draw(to), **_at(at), digits=None))
    return found


def _at(menu: int) -> dict[str, str]:
    return {"stage": f"s{menu}"} if menu else {}
