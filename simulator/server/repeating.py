"""A call that begins as another did, and one that stands at once where another stood, by the same inputs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from attrs import frozen

from simulator.callers.scripted import Scripted
from simulator.errors import OutOfTurnError
from simulator.model.call.event import Answered, Dialled, HungUp, Kept, Lost, Pressed
from simulator.model.call.lines import parse_line
from simulator.model.call.outcome import LegOutcome
from simulator.model.status import STATUS
from simulator.running.prepared import prepare
from simulator.running.source import Source
from simulator.server.api.post_callflows import number_of
from simulator.server.sessions.live_session import LiveSession

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from simulator.model.call.event import Event
    from simulator.model.call.lines import LineRule
    from simulator.model.flow.flow_file import FlowFile, Inbound
    from simulator.running.prepared import Prepared
    from simulator.server.emulation import Emulation
    from simulator.server.tenants import Tenant

    Input = tuple[int, Callable[[LiveSession], None]]


@frozen(eq=False)
class Beginning:
    """What begins a call of a subaccount: a request's body, or (`inbound`) somebody who calls."""

    tenant: Tenant
    body: bytes
    inbound: Inbound | None = None

    @classmethod
    def of(cls, emulation: Emulation, session: LiveSession) -> Beginning:
        """What began a session. Raises OutOfTurnError where its account is gone."""
        tenant = emulation.tenants.find(session.setting.account.sub_account_id)
        if tenant is None:
            raise OutOfTurnError("the account of this call is gone")
        return cls(tenant, session.body, session.setting.inbound)

    @classmethod
    def of_flow(cls, emulation: Emulation, flow: FlowFile) -> Beginning:
        """What begins the calls of the server's flow."""
        tenants = emulation.tenants
        tenant = tenants.find(flow.account.sub_account_id) or tenants.find(tenants.first)
        assert tenant is not None  # it is the first of them
        return cls(tenant, flow.request or b"{}", flow.inbound)

    def ready(self, now: int, ids_from: int | None) -> Prepared:
        """The same, checked and compiled at an instant."""
        kind = "request" if self.inbound is None else "reply"
        source = Source(self.body, "", kind, self.tenant.account, now, lints=False)  # type: ignore[arg-type]
        return prepare(source, self.inbound, ids_from)

    def begin(
        self,
        emulation: Emulation,
        *,
        ago: int = 0,
        seed: int | None = None,
        keys: str | None = None,
        manual: bool = False,
        who: LineRule | None = None,
    ) -> LiveSession:
        """Let a call begin, `ago` ms before now. Raises OutOfTurnError where its body is refused now."""
        ready = self.ready(emulation.clock.now - ago, emulation.ids_from)
        if ready.compiled is None:
            raise OutOfTurnError("the platform refuses this body now")
        setting = ready.setting(emulation.next_seed() if seed is None else seed, True)
        number = number_of(ready) if self.inbound is None else self.inbound.source
        return emulation.begin(self.tenant, setting, number, body=self.body, keys=keys, manual=manual, who=who)


async def again(emulation: Emulation, session: LiveSession) -> LiveSession:
    """The same call anew: the same body, and the same at the other end. Raises OutOfTurnError where it is refused."""
    beginning = Beginning.of(emulation, session)
    fault = emulation.faults.take("answer") if beginning.inbound is None else None
    if fault is not None:
        raise OutOfTurnError(f"refused, as injected: {fault.code} {STATUS[fault.code].message}")
    caller = session.live.caller
    keys = caller.script.text if isinstance(caller, Scripted) and not session.held else ""
    named = session.asked.get("who")
    who = None if named is None else parse_line(named)
    return beginning.begin(emulation, keys=keys or None, manual=session.held, who=who)


async def along(
    emulation: Emulation, beginning: Beginning, trace: Sequence[Event], until: int, seed: int
) -> LiveSession:
    """A call that a person holds, and that has come to `until` ms on the way of a trace."""
    inputs = list(_inputs(trace, until))
    session = beginning.begin(emulation, ago=until, seed=seed, manual=True)
    await session.follow(inputs, until)
    return session


def _inputs(trace: Sequence[Event], until: int) -> Iterator[Input]:
    """What came in from outside, up to an instant, by what was written down of it.

    A leg that nobody answers ends a call: of those on a way each was answered.
    """
    inbound = False
    for event in trace:
        if event.at > until:
            return
        if isinstance(event, Dialled):
            inbound = event.inbound
        elif isinstance(event, Pressed | Lost | Kept):
            yield event.at, partial(LiveSession.press, keys=event.key)
        elif isinstance(event, HungUp):
            yield event.at, LiveSession.release
        elif isinstance(event, Answered) and not inbound:
            yield event.at, partial(LiveSession.pick_up, outcome=LegOutcome(event.outcome))
