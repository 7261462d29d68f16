"""After a restart: registrations are there again, and each session is rebuilt by feeding its stored inputs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import evolve

from simulator.callers.scripted import Scripted
from simulator.engine.setting import Setting
from simulator.model.call.keys import parse_script
from simulator.model.call.lines import parse_line
from simulator.model.flow.flow_file import Inbound
from simulator.model.scenario.scenario import ReplyFault
from simulator.networks.scripted import Fault
from simulator.running.prepared import prepare
from simulator.running.source import Source
from simulator.server.api.base.push import DOCUMENT
from simulator.server.clock import LATEST
from simulator.server.keeping.remembering import CLOCK, FAULTS, LINES, MAX, NOBODY, SEED, SEEDS, clock_row
from simulator.server.lines.far_end import FarEnd
from simulator.server.sessions.asking import responder_of
from simulator.server.sessions.inputs import ANSWER
from simulator.server.sessions.ledger import Ledger
from simulator.server.sessions.replaying import replay
from simulator.server.sessions.starting import BEGUN
from simulator.server.sessions.wire import Registration
from simulator.server.store.rows import DocumentRow, EndRow, InputRow, RegistrationRow, StartRow, WebhookRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from simulator.server.emulation import Emulation
    from simulator.server.sessions.live_session import LiveSession
    from simulator.server.store.journal import Journal
    from simulator.server.store.rows import JournalRow
    from simulator.server.tenants import Tenant

    Going = Callable[[], None]
    """Lets a session that was rebuilt go on."""


class _Recorded:
    """The rows of one session."""

    def __init__(self, start: StartRow) -> None:
        self.start = start
        self.inputs: list[InputRow] = []
        self.answered: dict[int, WebhookRow] = {}
        self.end: EndRow | None = None

    @property
    def until(self) -> int:
        """The last that is known to have happened, in ms of the session."""
        known = [one.due for one in self.answered.values()] + ([] if self.end is None else [self.end.at])
        return max(known, default=0) - self.start.begun

    @property
    def last(self) -> int:
        """The last instant of which anything is known, in ms since 1970."""
        came = max((one.at for one in self.inputs), default=0)
        return self.start.begun + max(came, self.until)


def keep(emulation: Emulation, journal: Journal, *, freeze: bool = False) -> None:
    """Store all that happens in a journal, and go on with what it holds. Raises UsageError where it cannot be read.

    `freeze`: for the calls no time has passed since.
    """
    rows = list(journal.rows())
    emulation.house.ledger = Ledger(journal)
    restore(emulation, rows, freeze)
    emulation.house.note(clock_row(emulation.clock, emulation.wall()))


def restore(emulation: Emulation, rows: Iterable[JournalRow], freeze: bool = False) -> None:
    """Rebuild all that the journal tells of, and let it go on; `freeze`: no time has passed for the calls."""
    for going in list(rebuilt(emulation, rows, freeze)):
        going()


def rebuilt(emulation: Emulation, rows: Iterable[JournalRow], freeze: bool = False) -> Iterator[Going]:
    """Rebuild all, one session after the other; each stands still until what is given is called.

    Of sessions that are over those that there is no room for are left out.
    """
    stored: dict[str, _Recorded] = {}
    kept: dict[str, Any] = {}
    for row in rows:
        if isinstance(row, DocumentRow) and row.account == NOBODY:
            kept[row.name] = row.value
        elif isinstance(row, RegistrationRow | DocumentRow):
            _registered(emulation, row)
        elif isinstance(row, StartRow):
            stored[row.id] = _Recorded(row)
        elif row.session in stored:
            _sort(stored[row.session], row)
    _recall(emulation, kept)
    if CLOCK in kept and emulation.now is None:
        _go_on(emulation, kept[CLOCK], max((one.last for one in stored.values()), default=0), freeze)
    for one in _kept(emulation, stored.values()):
        yield _session(emulation, one, freeze)


def _kept(emulation: Emulation, stored: Iterable[_Recorded]) -> Iterator[_Recorded]:
    """Those that there is room for: the newest of those that are over, as `--keep-sessions` says."""
    found = list(stored)
    left = sum(one.end is not None for one in found) - emulation.house.keep
    for one in found:
        if one.end is None or left <= 0:
            yield one
        else:
            left -= 1
            emulation.house.forgotten += 1


def _registered(emulation: Emulation, row: RegistrationRow | DocumentRow) -> None:
    tenant = emulation.tenants.find(row.account)
    if tenant is None:
        return
    if isinstance(row, RegistrationRow):
        tenant.webhooks[row.type] = Registration(row.type, row.url, row.authorization, row.enabled)
    elif row.name == DOCUMENT:
        tenant.push = row.value


def _sort(stored: _Recorded, row: InputRow | WebhookRow | EndRow) -> None:
    if isinstance(row, InputRow):
        stored.inputs.append(row)
    elif isinstance(row, WebhookRow):
        stored.answered[int(row.event)] = row
    else:
        stored.end = row


def _nothing() -> None:
    """A session that is over, or gone, does not go on."""


def _session(emulation: Emulation, stored: _Recorded, freeze: bool) -> Going:
    """Rebuild one; what lets it go on."""
    tenant = emulation.tenants.find(stored.start.account)
    session = None if tenant is None else _begun(emulation, tenant, stored.start)
    if session is None:
        emulation.events.add("hint", what=f"the session {stored.start.id} cannot be rebuilt: its account is gone")
        return _nothing
    inputs = sorted(stored.inputs, key=lambda one: one.number)
    if not replay(session, inputs, stored.answered, stored.until):
        emulation.events.add("hint", what=f"the session {session.id} is not as it was stored: it ends with -2001")
    if stored.end is not None:
        session.inputs = inputs
        del emulation.house.live[session.id]
        return _nothing
    return partial(_resumed, emulation, session, inputs, freeze)


def _resumed(emulation: Emulation, session: LiveSession, inputs: list[InputRow], freeze: bool) -> None:
    session.resume(inputs, session.live.now - 1 if freeze else _due(emulation, session, inputs))
    if session.over and session.id in emulation.house.live:  # else it has just ended by itself
        emulation.house.ended(session)


def _due(emulation: Emulation, session: LiveSession, inputs: list[InputRow]) -> int:
    """Where the call is now: it stood still while its webhooks were out, as the last answer tells."""
    clocks = [one.at - int(one.data["clock"]) for one in inputs if one.kind == ANSWER and "clock" in one.data]
    return emulation.clock.now + (clocks[-1] if clocks else -session.setting.now)


def _begun(emulation: Emulation, tenant: Tenant, start: StartRow) -> LiveSession:
    given = start.settings
    receivers = {kind: Registration(kind, url, header) for kind, url, header in given["receivers"]}
    setting = evolve(_setting(tenant, start), account=tenant.calling(given["sends"]))
    who = parse_line(given["who"]) if given.get("who") is not None else None
    line = emulation.far_end(tenant, given["number"], setting.seed, manual=given["manual"], who=who)
    if given["keys"] is not None:
        line = FarEnd(line.network, Scripted(parse_script(given["keys"])), line.held)
    flow = emulation.flow
    responder = responder_of(flow) if flow is not None and "VCA" not in receivers else None
    session = emulation.house.add(setting, line, receivers, responder)
    session.body, session.asked = start.body, {key: given[key] for key in BEGUN if key in given}
    for code, at in given["timed"]:
        session.call.fault(code, at=at)
    return session


def _setting(tenant: Tenant, start: StartRow) -> Setting:
    """The setting in which it began."""
    given = start.settings
    inbound = None if given["inbound"] is None else Inbound(*given["inbound"])
    kind = "request" if inbound is None else "reply"
    ready = prepare(Source(start.body, "", kind, tenant.account, start.begun), inbound, given.get("idsFrom"))  # type: ignore[arg-type]
    return ready.setting(given["seed"], True)


def _recall(emulation: Emulation, kept: Mapping[str, Any]) -> None:
    """Take up the lines, and faults and seed where they are there."""
    for text in reversed(kept.get(LINES, [])):
        emulation.set_line(parse_line(text))
    faults = kept.get(FAULTS)
    if faults is not None:
        emulation.faults.replies[:] = [ReplyFault(**one) for one in faults["replies"]]
        emulation.faults.errors[:] = [Fault(**one) for one in faults["errors"]]
        emulation.faults.twice = int(faults["twice"])
    emulation.begun = int(kept.get(SEEDS, 0))
    if SEED in kept:  # it is as old as the document
        carried = kept[SEED]
        emulation.seed, emulation.begun = carried["seed"], max(emulation.begun, int(carried["begun"]))
        emulation.carried_from = carried.get("idsFrom")


def _go_on(emulation: Emulation, kept: Any, last: int, freeze: bool) -> None:
    """Let the clock go on after a restart: from where it would be now, or from where it was (`freeze`).

    It is never before `last`, the last instant of which anything is known.
    """
    rate = 0.0 if freeze or kept["paused"] else 1.0 if kept["speed"] == MAX else kept["speed"]
    away = max(0, round(emulation.wall() * 1000) - kept["wall"])
    at = min(max(kept["now"] + round(away * rate), last), LATEST - 1)
    emulation.clock.begin(at, emulation.clock.speed)
