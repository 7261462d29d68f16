"""Exports of calls: a CSV with a row for each leg. What a simulator cannot know (operators, prices) stays empty."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from attrs import frozen

from simulator.model.number import country
from simulator.webhooks.base.facts import Facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.server.sessions.live_session import LiveSession
    from simulator.webhooks.base.facts import Leg

COLUMNS = (
    "SessionId", "CallId", "AccountId", "SubAccountId", "Direction", "SourceCountryCode", "SourceCountry",
    "SourceOperator", "SourceMCC", "SourceMNC", "SourceEndpoint", "DestinationCountryCode", "DestinationCountry",
    "DestinationOperator", "DestinationMCC", "DestinationMNC", "DestinationEndpoint", "InitiatedAt", "ConnectedAt",
    "DisconnectedAt", "DurationInSec", "Product", "BillingUnit", "BillingIncrement", "BillableDurationInSec",
    "UnitPrice", "UnitPriceCurrency", "TotalPriceOfCall", "CallType", "SipStatus", "SessionStatus", "CallStatus",
    "TTSLength", "MOS", "Content",
)  # fmt: skip
"""The header (documented)."""
MARK = "\ufeff"
"""By which spreadsheets know UTF-8."""
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@frozen
class ExportJob:
    """An export that is done: its id, when it was asked for (ms since 1970), and the file; empty without a leg."""

    id: str
    at: int
    text: str
    rows: int


def written(sessions: Iterable[LiveSession], limit: int) -> tuple[str, int]:
    """The file, and how many rows it has; `limit` 0 is none."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    count = 0
    for session in sessions:
        for row in _rows(session):
            if limit and count == limit:
                return MARK + out.getvalue(), count
            writer.writerow({name: _safe(value) for name, value in row.items()})
            count += 1
    return MARK + out.getvalue(), count


def _rows(session: LiveSession) -> Iterator[dict[str, object]]:
    facts = Facts(session.setting, session.call.trace)
    for leg in facts.legs:
        yield _row(session, facts, leg)


def _row(session: LiveSession, facts: Facts, leg: Leg) -> dict[str, object]:
    over = session.live.now if leg.disconnected is None else leg.disconnected
    seconds = leg.seconds(over, session.setting.assumptions)
    return {
        "SessionId": session.id,
        "CallId": facts.call_id(leg),
        "SubAccountId": session.setting.account.sub_account_id,
        "Direction": "INBOUND" if leg.inbound else "OUTBOUND",
        "SourceCountryCode": country(leg.source),
        "SourceEndpoint": leg.source.lstrip("+"),
        "DestinationCountryCode": country(leg.destination),
        "DestinationEndpoint": leg.destination.lstrip("+"),
        "InitiatedAt": facts.seconds(leg.initiated),
        "ConnectedAt": "" if leg.connected is None else facts.seconds(leg.connected),
        "DisconnectedAt": "" if leg.disconnected is None else facts.seconds(leg.disconnected),
        "DurationInSec": seconds,
        "Product": "VOICE",
        "BillableDurationInSec": seconds,
        "CallType": "PSTN",
        "SipStatus": leg.sip,
        "SessionStatus": session.status,
        "CallStatus": leg.status or "",
    }


def _safe(value: object) -> object:
    """A text that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULAS) else value
