"""Every behaviour that the vendor does not publish: one named setting each, with its default.

The Python names are snake_case; users write the camelCase names of `SETTINGS`.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

import attrs

from simulator.errors import UsageError
from simulator.model.record import frozen
from simulator.model.values import choice, milliseconds, number, shown

DEFAULT_INSTANT = "2026-01-05T09:00:00Z"
"""The simulated now of everything that runs calls, so that runs are repeatable (a Monday morning)."""


InboundConnects = Literal["atOnce", "afterASecond", "withLegB"]


def _setting(default: Any, doc: str, *, schema: Any = None) -> Any:
    """One setting: its guide default, what it means, and the `schema` preset's value where it differs."""
    of_value = False if isinstance(default, attrs.Factory) else None  # type: ignore[arg-type]
    return attrs.field(
        default=default, hash=of_value, metadata={"doc": doc, "schema": default if schema is None else schema}
    )


@frozen
class Assumptions:
    """What this simulator assumes of the platform; times are in ms of simulated time. Raises UsageError."""

    # What the caller can do with keys
    barge_in: bool = _setting(True, "a key during the prompt stops it, with all its repetitions, and counts")
    type_ahead: bool = _setting(False, "keys pressed while no entry is open are kept for the next one")
    message_barge_in: bool = _setting(False, "a key stops a success or failure message (the key itself is lost)")
    max_digits_completes: bool = _setting(
        True, "reaching maxDigits ends the entry at once also where completeOnHash is true"
    )
    hash_counts_without_complete_on_hash: bool = _setting(
        True, "where completeOnHash is false, # is an ordinary key; otherwise it is lost"
    )
    hash_is_digit: bool = _setting(False, "the # that ends an entry is part of its digits")
    digit_timeout_judges: bool = _setting(
        True, "an entry ended by digitTimeout is judged by its count; otherwise it is rejected"
    )
    overall_timeout_judges: bool = _setting(
        False, "an entry ended by overallTimeout is judged by its count; otherwise it is a capture error"
    )
    overall_timer_starts: Literal["promptEnd", "promptStart"] = _setting(
        "promptEnd",
        "when overallTimeout begins: promptEnd (or the first key, when it barged in) or promptStart",
    )
    key_at_timer_counts: bool = _setting(True, "a key at the very millisecond of a timer comes before the timer")
    digit_timeout_first: bool = _setting(
        True, "of two timers at one millisecond the digit timeout comes before the overall timeout"
    )
    default_no_of_tries: int = _setting(3, "noOfTries where a capture gives none (guide 3, schema 1)", schema=1)
    default_overall_timeout: int = _setting(
        30000, "overallTimeout in ms where a capture gives none (guide 30000, schema 5000)", schema=5000
    )
    default_max_digits: int = _setting(25, "maxDigits where a capture gives none (guide 25, schema 1)", schema=1)
    # How a call goes
    vca_after: Literal["list", "capture"] = _setting(
        "list", "when the VCA webhook asks for more: when the list is used up, or after each capture"
    )
    last_action_on_remote_hangup: Literal["running", "HANGUP"] = _setting(
        "running", "lastAction after the far end hung up: the action that was running, or HANGUP"
    )
    ring_time: int = _setting(6000, "ms a leg rings before it is answered, where nothing else is said")
    ring_out: int = _setting(30000, "ms after which a leg that nobody answers, or that is canceled, is given up")
    busy_after: int = _setting(1000, "ms after which a leg is found busy or fails")
    bridge_talk: int = _setting(20000, "ms a bridged leg talks before it hangs up, where nothing else is said")
    machine_greeting: int = _setting(4000, "ms that a machine which answers talks, over whatever plays, until it beeps")
    machine_records: int = _setting(30000, "ms that a machine records after its beep, until it hangs up")
    dial_delay: int = _setting(0, "ms between accepting a request and dialling leg A")
    bridge_failure_ends_session: bool = _setting(
        True, "leg B busy, unanswered or failed ends the session with its status; otherwise leg A goes on"
    )
    empty_reply_hangs_up: bool = _setting(
        True, "`{}` or a null callflow from the webhook hangs up, COMPLETED; otherwise it is a bad reply"
    )
    empty_list_hangs_up: bool = _setting(
        True, "`callflow: []` from the webhook hangs up, COMPLETED; otherwise it is a bad reply"
    )
    reply_timeout: int = _setting(5000, "ms the platform waits for the answer of a webhook")
    duplicate_webhooks: bool = _setting(False, "each webhook is delivered twice; of a VCA the first answer counts")
    webhook_retries: int = _setting(
        0,
        "how often a webhook that is not answered 2xx is posted again (a VCA never is): by the emulator",
    )
    second_webhook_replaces: bool = _setting(
        True, "a second registration of a webhook type replaces the first; otherwise it is refused (emulator)"
    )
    unknown_webhook_deletes: Literal["404", "200"] = _setting(
        "404", "HTTP status of a DELETE of a webhook type that is not registered; with 200 its url is empty (emulator)"
    )
    recording_session_field: Literal["sessionId", "sessionid"] = _setting(
        "sessionId", "how a recording spells its session: as the guide, or as the API description (emulator)"
    )
    reply_error_codes: Literal["mapped", "-2003"] = _setting(
        "mapped", "a refused reply is -2008 for -1014, -2009 for -1018 to -1020, else -2003; or always -2003"
    )
    max_session_length: int = _setting(14_400_000, "ms of simulated time after which a run is stopped")
    max_replies: int = _setting(1000, "webhook replies after which a run is stopped")
    call_recording_default: bool = _setting(False, "callRecording where a makeCall does not say")
    # How requests are answered
    equal_timeouts_allowed: bool = _setting(True, "overallTimeout equal to digitTimeout is accepted, with a lint")
    http_split: Literal["400/422", "422"] = _setting(
        "400/422", "400 for bodies that cannot be read as a call flow and 422 for the rest, or 422 for all"
    )
    answer_order: Literal["phased", "document"] = _setting(
        "phased", "which of several codes is the answer: the first in the documented phases, or in the file"
    )
    internal_error_http: int = _setting(500, "the HTTP status that goes with -9999")
    max_body_bytes: int = _setting(1_048_576, "bytes of a request body or reply beyond which it is not read")
    max_nesting: int = _setting(64, "levels of nesting beyond which a body is not read")
    old_dialect_needs_make_call: bool = _setting(False, "-1013 applies in the dialect v1.1 too")
    # How webhooks look
    digits_field: Literal["both", "object", "string", "flat"] = _setting(
        "both",
        "where the digits are in a webhook: eventData.dtmf and dtmf, or exactly one of the three forms",
    )
    vca_call_duration: Literal["zero", "elapsed"] = _setting(
        "zero", "callDuration of a VCA in the middle of a call: 0, as observed, or the seconds so far"
    )
    inbound_connects: InboundConnects = _setting(
        "atOnce", "when webhooks tell that a call which came in is connected: at once, a second later, or with leg B"
    )
    status_webhooks: bool = _setting(True, "VCS webhooks are sent at each change of a leg and for each capture")
    duration_rounding: Literal["nearest", "up", "down"] = _setting(
        "nearest", "how callDuration is rounded to whole seconds"
    )
    sip_ringing: int = _setting(180, "sipCode of a leg that still rings")
    sip_busy: int = _setting(486, "sipCode of a busy leg")
    sip_no_answer: int = _setting(480, "sipCode of a leg that nobody answered")
    sip_canceled: int = _setting(487, "sipCode of a canceled leg")
    sip_failed: int = _setting(503, "sipCode of a failed leg, where none is named")
    # How long things take
    speech_rate: dict[str, float] = _setting(
        attrs.Factory(dict), "characters per second of spoken text, by language (laid over our table)"
    )
    digit_speech: int = _setting(350, "ms to speak a digit, at speed 1")
    comma_pause: int = _setting(200, "ms of pause at a comma, semicolon or colon, at speed 1")
    stop_pause: int = _setting(400, "ms of pause at the end of a sentence, at speed 1")
    file_length: int = _setting(10000, "ms a file plays, where it is not measured")

    def __attrs_post_init__(self) -> None:
        for one in _fields():
            given = getattr(self, one.name)
            if given is not one.default:  # most are as they are by default
                object.__setattr__(self, one.name, _sound(one.name, given))


@cache
def _fields() -> tuple[attrs.Attribute[Any], ...]:
    return attrs.fields(Assumptions)


@cache
def _kinds() -> dict[str, Any]:
    return get_type_hints(Assumptions)


def _sound(name: str, given: Any) -> Any:
    """A setting as its type says. Raises UsageError that names it."""
    kind = _kinds()[name]
    if kind is bool:
        if not isinstance(given, bool):
            raise UsageError(f"{name} is {shown(given)}, expected True or False")
    elif kind is int:
        return milliseconds(name, given)
    elif get_origin(kind) is Literal:
        choice(name, given, get_args(kind))
    else:
        if not isinstance(given, dict):
            raise UsageError(f"{name} is {shown(given)}, expected a dict of numbers by language")
        return {key: number(f'{name}["{key}"]', value) for key, value in given.items()}
    return given


SETTINGS: dict[str, attrs.Attribute[Any]] = {
    (head := attribute.name.split("_"))[0] + "".join(map(str.capitalize, head[1:])): attribute
    for attribute in attrs.fields(Assumptions)
}
"""The settings by the names that users write (`bargeIn`)."""

PRESETS: dict[str, Assumptions] = {
    "guide": Assumptions(),
    "schema": Assumptions(
        **{field.name: field.metadata["schema"] for field in SETTINGS.values() if field.name.startswith("default_")}
    ),
}
"""Named sets of settings: `guide` follows the vendor's guide, `schema` its API schema."""
