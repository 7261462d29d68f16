"""THE catalogue of the platform's codes: number, exact message, HTTP status, and the order of precedence.

Documented by the vendor, except the split of 400 and 422 for most codes and the order, which are assumed
(settings `httpSplit` and `answerOrder`).
"""

from __future__ import annotations

from typing import Literal

from simulator.model.record import frozen


@frozen
class StatusCode:
    """A code that the platform answers a request with; `http` is the status of the answer."""

    code: int
    message: str
    http: int


@frozen
class SessionError:
    """A code that a session summary carries in `errorDetails`, with what brings it about."""

    code: int
    message: str
    raised_when: str


def _status(*rows: tuple[int, int, str]) -> dict[int, StatusCode]:
    return {code: StatusCode(code, message, http) for code, http, message in rows}


STATUS: dict[int, StatusCode] = _status(
    (1, 200, "Created"),
    (-1001, 400, "Invalid JSON request body"),
    (-1002, 422, "Speech profile or language parameter invalid"),
    (-1003, 422, "Valid maxDigits required when minDigits provided"),
    (-1004, 422, "DTMF callback url not provided"),
    (-1005, 422, "Valid overallTimeout is required when digitTimeout provided"),
    (-1006, 422, "OverallTimeout should be greater than digitTimeout"),
    (
        -1007,
        400,
        "Invalid action type was used. Accepted action type is [say, sayAndcapture, makeCall, hangup, playFile]",
    ),
    (-1008, 422, "Valid maxDigits is required when completeOnHash is false"),
    (-1009, 400, "Invalid call flow entry provided. "),
    (-1010, 422, "Some actions are provided beyond the allowed count"),
    (-1011, 422, "Multiple destination phone numbers found in the request"),
    (-1012, 422, "Invalid Callflow : Incorrect use of action Hangup"),
    (-1013, 422, "Invalid Callflow : First action should be a MakeCall action"),
    (-1014, 422, "Source or caller ID is not allowed"),
    (-1015, 422, "The validity period of the call flow request has expired"),
    (-1016, 422, "Invalid Callflow Content: Some special characters are invalid/unaccepted"),
    (-1017, 422, "Invalid MSISDN format in Destination"),
    (-1018, 422, "Invalid Callflow: Execute Scenario cannot be processed together with other actions"),
    (-1019, 422, "Invalid Callflow Content: scenarioName is null or empty"),
    (
        -1020,
        422,
        "Invalid Callflow: Invalid scenarioName or the account doesn't have permission to execute this scenario",
    ),
    (-9999, 500, "An unknown error has occurred."),
)

NO_TOKEN = "Authentication header not found or token invalid"
NO_ACCOUNT = "SubAccount not found by Id : {}"
INTERNAL = "Internal server error"
"""What goes with the HTTP statuses 401, 404 and 500, which are codes of their own."""
BAD_BODY = (1001, STATUS[-1001].message)
NO_JOB = (4018, "Invalid jobId")
NO_NUMBER = "Number not found : {}"
"""Codes and messages of operations other than call flows (documented; the last message is assumed)."""

ENVELOPE = 0
"""Stands in the answer order for a -1009 of the envelope, which comes long before the other -1009."""

ANSWER_ORDER: tuple[int, ...] = (
    -1001, ENVELOPE, -1007, -1018, -1019, -1020, -1009, -1013, -1012, -1010, -1011,
    -1017, -1014, -1015, -1002, -1003, -1008, -1005, -1006, -1004, -1016,
)  # fmt: skip

NO_SYNTHESIS, NO_FILE = -2005, -2006
PROMPT_ERRORS: dict[Literal["say", "playFile"], int] = {"say": NO_SYNTHESIS, "playFile": NO_FILE}
"""What a prompt that is not heard ends its session with."""

SESSION_ERRORS: dict[int, SessionError] = {
    code: SessionError(code, message, raised_when)
    for code, message, raised_when in (
        (-2001, "An internal error has occurred", "a fault of the platform, injected"),
        (
            -2002,
            "An internal connectivity error has occurred",
            "a fault inside the platform's network, injected",
        ),
        (-2003, "The call flow provided is invalid", "the webhook's answer cannot be used"),
        (
            -2004,
            "No coverage available for requested area",
            "the destination's country is not in the account's `coverage`, or the fault is injected",
        ),
        (NO_SYNTHESIS, "Unable to synthesize text to speech", "a `say: failed` fault is injected"),
        (
            NO_FILE,
            "Unable to download file for playback",
            "a `playFile: failed` fault is injected, or the file is missing, too big or of a wrong type",
        ),
        (
            -2007,
            "The validity period of the call flow request has expired",
            "`validUntil` passes before leg A is dialled (see the setting `dialDelay`)",
        ),
        (
            -2008,
            "The provided source MSISDN or caller ID is not whitelisted",
            "a webhook reply dials from a `source` that is not allowed (-1014 there)",
        ),
        (
            -2009,
            "The scenario parameters provided is invalid",
            "a webhook reply breaks -1018, -1019 or -1020, or the fault is injected",
        ),
        (
            -2010,
            "The trunk capacity has been exceeded",
            "more calls at once than the account's `capacity`, or the fault is injected",
        ),
        (-9999, "An unknown error has occurred", "a fault that nobody foresaw, injected"),
    )
}
