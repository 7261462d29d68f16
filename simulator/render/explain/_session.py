"""How each session error comes about, and what avoids it: the wrong and the right example of `explain`."""

from __future__ import annotations

from attrs import frozen

_REPLY = '{"callflow": [{"action": "say", "params": {"text": "Thank you.", "voiceProfile": "en-GB-Emma"}}]}'
_CALLS = '"destination": "+6591234567"'


@frozen
class SessionDocs:
    """`why` it matters, a `wrong` way that leads to it, and the `right` way; the ways are texts."""

    why: str
    wrong: str
    right: str


_INJECTED = SessionDocs(
    "Nothing in the call flow brings it about. A backend must cope with a session that ends in the middle.",
    "faults:\n  - session: {code}",
    "A run without that fault; and a backend that forgets the caller when the session summary says ERROR.",
)

SESSION_DOCS: dict[int, SessionDocs] = {
    -2001: _INJECTED,
    -2002: _INJECTED,
    -2003: SessionDocs(
        "The caller hears nothing more and is disconnected: every unusable answer of the webhook is a lost call. "
        "Unusable is what is not 2xx, empty, late, no JSON, or breaks a rule that has no session error of its own.",
        'The webhook answers HTTP 500, or: {"callflow": [{"action": "play"}]}',
        f"The webhook answers HTTP 200 within `replyTimeout`: {_REPLY}",
    ),
    -2004: SessionDocs(
        "The account may not call that country, or the platform has no route there; the leg is never connected.",
        f"Account file: coverage: [PH], and the request dials {_CALLS}",
        f"Account file: coverage: [PH, SG], and the request dials {_CALLS}",
    ),
    -2005: SessionDocs(
        "A prompt could not be spoken: the session ends at that action. A voice that does not know the text's "
        "language is the usual reason.",
        "faults:\n  - say: failed",
        "A voice of the text's own language, no markup, and a run without that fault.",
    ),
    -2006: SessionDocs(
        "A sound file is missing, over 5120 KB, or neither wav nor mp3: the session ends at that action.",
        'faults:\n  - playFile: failed\nor {"fileUrl": "https://example.com/welcome.ogg"}',
        '{"fileUrl": "https://example.com/welcome.wav"}, reachable without a login',
    ),
    -2007: SessionDocs(
        "The request was accepted in time and dialled too late: it had to wait for longer than it was valid.",
        "Account file: assumptions: {dialDelay: 60000}, and a `validUntil` 30 s from now",
        "A `validUntil` that leaves time to dial, or none at all",
    ),
    -2008: SessionDocs(
        "A reply dials the second leg with a caller id that the account may not show; in a request that is -1014.",
        'Account file: callerIds: ["+6562345678"], and a reply that dials from "source": "+6560001234"',
        'The same account, and a reply that dials from "source": "+6562345678"',
    ),
    -2009: SessionDocs(
        "A reply names a platform scenario that is missing, blank, not the account's, or not alone in its list.",
        'Account file: scenarios: [office-hours], and the reply {"callflow": [{"action": "executeScenario", '
        '"params": {"scenarioName": "ofice-hours"}}]}',
        'The same account, and the reply {"callflow": [{"action": "executeScenario", '
        '"params": {"scenarioName": "office-hours"}}]}',
    ),
    -2010: SessionDocs(
        "More calls at once than the trunk has room for. A campaign must spread its calls.",
        "Account file: capacity: 0 (which shows it in a single run)",
        "Account file: capacity: 1, or no `capacity`",
    ),
    -9999: _INJECTED,
}
