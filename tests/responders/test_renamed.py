"""A backend under other ids: it never sees ours, and what it says of its own comes back as ours."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from attrs import define, field

from simulator.engine.answer import RawReply
from simulator.responders.live import Served
from simulator.responders.renamed import Renamed

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.responders.hosting.worker import Done, Job

OURS, THEIRS = "aaaa-111111111111", "bbbb-222222222222"


@define
class Noting:
    """Notes what it is asked, and says the session back, in capitals too."""

    asked: list[Any] = field(factory=list)
    within: Callable[[Job, float], Done | None] = lambda _job, _seconds: None

    def send(self, body: dict[str, Any], _most: int) -> Served:
        self.asked.append(body)
        session = body["sessionId"]
        told = json.dumps({"clientActionId": f"again_{session}", "say": session.upper()})
        return Served(RawReply(body=told.encode()), why=f"no {session}")

    def reach(self) -> None:
        self.asked.append("reach")

    def abort(self) -> None:
        self.asked.append("abort")


def test_the_backend_is_asked_under_its_own_id_and_ours_comes_back() -> None:
    inner = Noting()
    served = Renamed(inner, OURS, THEIRS).send({"sessionId": f"0-{OURS}"}, 1000)
    assert inner.asked == [{"sessionId": f"0-{THEIRS}"}]
    assert json.loads(served.reply.body) == {"clientActionId": f"again_0-{OURS}", "say": f"0-{OURS}".upper()}
    assert served.why == f"no 0-{OURS}"


def test_what_is_done_to_it_is_done_to_the_backend() -> None:
    inner = Noting()
    other = Renamed(inner, OURS, THEIRS)
    other.reach()
    other.abort()
    assert inner.asked == ["reach", "abort"]
    assert other.within is inner.within
