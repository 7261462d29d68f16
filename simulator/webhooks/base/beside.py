"""Bodies of the webhooks that tell of no step of a call: recordings (VRU) and virtual numbers (VNU), both documented.

Only the emulator sends them: a dry run has neither recordings nor a registry of numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.webhooks.base.fields import envelope

if TYPE_CHECKING:
    from collections.abc import Iterable

VRU, VNU = "VRU", "VNU"
UPLOADED = "UPLOAD_COMPLETED"
NUMBER_FIELDS = (
    "msisdn", "updatedTimestamp", "countryCode", "operationalStatus", "referenceId", "rentalPrice", "incomingRate",
    "billingUnit", "billingCurrency", "numberHealthCheckEnabled", "updateStatus",
)  # fmt: skip
"""What a VNU tells of each number (documented)."""
SNAPSHOT, UPDATES = "SNAPSHOT", "UPDATES"


def recording_body(session: str, recording: str, seconds: int, file: str, status: str = UPLOADED) -> dict[str, Any]:
    """A VRU: a recording was made; that it is told of once, when it is uploaded, is assumed."""
    payload = {
        "sessionId": session,
        "recordingId": recording,
        "durationSeconds": seconds,
        "filePath": file,
        "status": status,
    }
    return envelope(payload, "CALL_RECORDING_STATUS", "Call recording status updated")


def numbers_body(sub_account: str, kind: str, numbers: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """A VNU: a snapshot of all numbers, or those that were updated; `numbers` have what is known of each."""
    told = [{name: one.get(name) for name in NUMBER_FIELDS} for one in numbers]
    payload = {
        "subAccountId": sub_account,
        "totalNumbers": len(told),
        "updateEventType": kind,
        "virtualNumbers": told,
    }
    return envelope(payload, "VIRTUAL_NUMBER_UPDATE", "Status of account virtual number(s) updated")
