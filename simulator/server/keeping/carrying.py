"""The whole state of a server as a document, and a server with the state of such a document.

No secret is in it: headers and passwords must be given again. Sessions are rebuilt as after a restart.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

from attrs import asdict, evolve

from simulator.errors import UsageError
from simulator.model.credentials import without_credentials
from simulator.model.values import shown
from simulator.server.api.base.push import DOCUMENT
from simulator.server.beside import in_steps
from simulator.server.keeping.remembering import CLOCK, FAULTS, MAX, NOBODY, SEED, clock_row, lines_row
from simulator.server.keeping.restoring import rebuilt
from simulator.server.sessions.masking import hidden
from simulator.server.sessions.starting import start_row
from simulator.server.store.rows import DocumentRow, EndRow, RegistrationRow, Wipe
from simulator.server.store.tables import COLUMNS, NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.server.emulation import Emulation
    from simulator.server.keeping.restoring import Going
    from simulator.server.sessions.live_session import LiveSession
    from simulator.server.store.rows import JournalRow
    from simulator.server.tenants import Tenant

VERSION = 1
MARK = "callflowEmulator"
"""The key that says what the document is, and in which version."""
WIDEST = 1 << 63
"""What a whole number of a journal is below."""
_KINDS: dict[str, tuple[type, ...]] = {"str": (str,), "int": (int,), "bool": (bool,), "bytes": (str,)}
_TABLES = {name: table for table, name in NAMES.items()}


def exported(emulation: Emulation) -> dict[str, Any]:
    """All that a server knows, without its secrets."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in NAMES.values()}
    for row in _rows(emulation):
        rows[NAMES[type(row)]].append(_written(row))
    return {MARK: VERSION, "secrets": _secrets(emulation), **rows}


def _rows(emulation: Emulation) -> Iterator[JournalRow]:
    yield from (clock_row(emulation.clock, emulation.wall()), lines_row(emulation.set_lines), *_other_rows(emulation))
    for tenant in emulation.tenants:
        yield from _registered(tenant)
    for session in emulation.house.sessions.values():
        yield from _session(emulation, session)


def _other_rows(emulation: Emulation) -> Iterator[DocumentRow]:
    """What another server needs to go on in the same way."""
    faults = emulation.faults
    queues = {
        "replies": [asdict(one) for one in faults.replies],
        "errors": [asdict(one) for one in faults.errors],
        "twice": faults.twice,
    }
    yield DocumentRow(NOBODY, FAULTS, queues)
    yield DocumentRow(NOBODY, SEED, {"seed": emulation.seed, "begun": emulation.begun, "idsFrom": emulation.ids_from})


def _registered(tenant: Tenant) -> Iterator[JournalRow]:
    for one in tenant.webhooks.values():
        yield RegistrationRow(tenant.id, one.type, without_credentials(one.url), one.enabled)
    if tenant.push is not None:
        yield DocumentRow(tenant.id, DOCUMENT, {key: one for key, one in tenant.push.items() if key != "password"})


def _session(emulation: Emulation, session: LiveSession) -> Iterator[JournalRow]:
    tenant = emulation.tenants.find(session.setting.account.sub_account_id)
    assert tenant is not None  # its session is there
    start = start_row(tenant, session, session.asked, session.body)
    receivers = [[kind, without_credentials(url), None] for kind, url, _ in start.settings["receivers"]]
    yield evolve(start, settings={**start.settings, "receivers": receivers})
    secrets = [one.authorization for one in session.mail.receivers.values()]
    for one in session.inputs:
        yield evolve(one, data=hidden(one.data, secrets, "*"))
    for row in session.mail.answered:
        yield evolve(row, url=without_credentials(row.url))
    if session.over:
        yield EndRow(session.id, session.setting.now + session.live.now, session.result.session)


def _secrets(emulation: Emulation) -> list[str]:
    """What must be given again, in words."""
    found: list[str] = []
    for tenant in emulation.tenants:
        with_header = (one for one in tenant.webhooks.values() if one.authorization is not None)
        found += [f"httpAuthHeader of {one.type} of {tenant.id}: POST /webhooks" for one in with_header]
        with_secret = (one for one in tenant.webhooks.values() if without_credentials(one.url) != one.url)
        found += [f"url of {one.type} of {tenant.id}: POST /webhooks" for one in with_secret]
        if (tenant.push or {}).get("password") is not None:
            found.append(f"password of the recording-push-config of {tenant.id}: POST /recording-push-config")
    return found


def _written(row: JournalRow) -> dict[str, Any]:
    found = {name: getattr(row, name) for name in COLUMNS[type(row)]}
    return {name: one.decode("latin-1") if isinstance(one, bytes) else one for name, one in found.items()}


async def carry_in(emulation: Emulation, given: dict[str, Any]) -> list[str]:
    """Become the server of a document; what must be given again. Raises UsageError, and nothing is changed then.

    It is done in steps, so that nobody waits for it but those who want to change something too.
    """
    rows = [row async for part in in_steps(_read(given)) for row in part]
    await _tried(emulation, rows)
    async with emulation.changing:
        await emulation.begin_again()
        emulation.house.note(Wipe(), *rows)
        going = [one async for part in in_steps(_restored(emulation, rows)) for one in part]
        _clock_of(emulation, rows)
        for one in going:
            one()
        emulation.house.note(clock_row(emulation.clock, emulation.wall()), lines_row(emulation.set_lines))
        emulation.events.add("import", sessions=len(emulation.house.sessions))
    return list(given.get("secrets", []))


def _restored(emulation: Emulation, rows: list[JournalRow]) -> Iterator[Going]:
    _clock_of(emulation, rows)
    kept = [row for row in rows if not isinstance(row, DocumentRow) or row.name != CLOCK]
    return rebuilt(emulation, kept, freeze=True)


def _clock_of(emulation: Emulation, rows: list[JournalRow]) -> None:
    """Let the clock be as the document says, if it does."""
    for row in rows:
        if isinstance(row, DocumentRow) and (row.account, row.name) == (NOBODY, CLOCK):
            kept = row.value
            emulation.clock.begin(kept["now"], inf if kept["speed"] == MAX else float(kept["speed"]))
            emulation.clock.turn(paused=bool(kept["paused"]))


async def _tried(emulation: Emulation, rows: list[JournalRow]) -> None:
    """Rebuild it all in a server of its own, closed before anything leaves. Raises UsageError where that cannot be."""
    trial = emulation.twin()
    try:
        async for part in in_steps(_restored(trial, rows)):
            for one in part:
                one()
            await trial.house.close()
    except UsageError as error:
        raise UsageError(f"the document cannot be imported: {error}") from None
    except (LookupError, TypeError, ValueError, AttributeError, AssertionError) as error:
        raise UsageError(f"the document cannot be imported: {type(error).__name__}: {error}") from None
    finally:
        await trial.close()


def _read(given: dict[str, Any]) -> Iterator[JournalRow]:
    """The rows of a document. Raises UsageError that says what is wrong where."""
    version = given.get(MARK)
    if type(version) is not int:
        raise UsageError(f"this is no export of callflow serve: `{MARK}` is {shown(version)}, expected {VERSION}")
    if version != VERSION:
        raise UsageError(f"`{MARK}` is {version}, expected {VERSION}: another version of this program wrote it")
    for name in given:
        if name not in (MARK, "secrets", *_TABLES):
            raise UsageError(f"`{name}` is not known here: expected {', '.join((MARK, 'secrets', *_TABLES))}")
    secrets = given.get("secrets", [])
    if not isinstance(secrets, list) or not all(isinstance(one, str) for one in secrets):
        raise UsageError("`secrets` is no list of texts")
    for name, table in _TABLES.items():
        rows = given.get(name, [])
        if not isinstance(rows, list):
            raise UsageError(f"`{name}` is no list")
        yield from (_row(table, one, f"{name}[{number}]") for number, one in enumerate(rows))


def _row(table: type[JournalRow], given: Any, place: str) -> JournalRow:
    columns = COLUMNS[table]
    if not isinstance(given, dict) or set(given) != set(columns):
        raise UsageError(f"`{place}` is no row: expected an object with {', '.join(columns)}")
    return table(**{name: _value(given[name], kind, f"{place}.{name}") for name, kind in columns.items()})


def _value(given: Any, kind: str, place: str) -> Any:
    expected = _KINDS.get(kind)
    optional = given is None and place.rpartition(".")[2] in ("sent", "took", "status", "reply", "authorization")
    if expected is not None and type(given) not in expected and not optional:
        raise UsageError(f"`{place}` is {shown(given)}, expected {expected[0].__name__}")
    if type(given) is int and not -WIDEST <= given < WIDEST:
        raise UsageError(f"`{place}` is {given}, which is too large a number")
    return given.encode("latin-1", "replace") if kind == "bytes" and given is not None else given
