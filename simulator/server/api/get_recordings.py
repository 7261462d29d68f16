"""GET /recordings/{sessionId}: what was recorded of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, NotRequired, TypedDict

from simulator.server.api.base.family import moment, plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.operation import Refusal
from simulator.server.document.says import Id, Instant, Says, SubAccountId
from simulator.server.recordings import recordings_of

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming
    from simulator.server.recordings import Recording
    from simulator.server.sessions.live_session import LiveSession

METHOD, PATH, FAMILY = "GET", "/api/v1/subaccounts/{subAccountId}/recordings/{sessionId}", plain_error
SUMMARY = "List the recordings of a session"


class RecordingShown(TypedDict):
    """A recording; there is no file of it. How its session is spelled is a setting."""

    recordingId: Id
    sessionId: NotRequired[Id]
    sessionid: NotRequired[Id]
    subAccountId: SubAccountId
    status: Literal["PROCESSING", "UPLOAD_COMPLETED"]
    externalFileUrl: None
    duration: Annotated[int, Says(20, low=0, words="in seconds")]
    startRecordingTime: Instant


class Recordings(TypedDict):
    """The recordings of a session."""

    recordings: list[RecordingShown]
    statusCode: Literal[0]
    statusMessage: Literal["ok"]


ANSWER = Recordings
REFUSED = {404: Refusal("the account has no such session, or there is no such account")}


async def answer(asked: Incoming) -> Outgoing:
    """All of them; 404 for a session of nobody, or of another account."""
    session = asked.emulation.house.sessions.get(asked.path["sessionId"])
    if session is None or session.setting.account.sub_account_id != asked.own.id:
        return plain_error(asked.emulation, 404, f"Session not found by Id : {asked.path['sessionId']}")
    found = [_recording(asked, session, one) for one in recordings_of(session.setting, session.call.trace)]
    body: Recordings = {"recordings": found, "statusCode": 0, "statusMessage": "ok"}
    return Outgoing(200, body)


def _recording(asked: Incoming, session: LiveSession, one: Recording) -> RecordingShown:
    shown: RecordingShown = {
        "recordingId": one.id,
        "subAccountId": asked.own.id,
        "status": "PROCESSING" if one.ended is None else "UPLOAD_COMPLETED",
        "externalFileUrl": None,
        "duration": one.seconds(session.live.now),
        "startRecordingTime": moment(asked.emulation, session.setting.now + one.at),
    }
    shown[asked.own.account.assumptions.recording_session_field] = session.id
    return shown
