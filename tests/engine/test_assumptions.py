"""Every setting that bears on a call, switched the other way: what is seen of it, before and after.

A case is a call that shows the setting, what is looked at, the value it is switched to, and what is
seen without and with the switch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from simulator.engine.answer import RawReply, judge
from simulator.model.account import Account
from simulator.model.assumptions import PRESETS, SETTINGS
from simulator.model.call.event import Answered, Asked, Captured, Dialled, EntryEnded, Heard, LegEnded, Stopped
from simulator.model.call.outcome import LegOutcome, Nothing
from simulator.model.machine.table import Dial
from tests.engine.calls import (
    BRIDGE,
    DIAL,
    HANGUP,
    NOW,
    RING,
    Exact,
    Replies,
    assumptions,
    capture,
    events,
    run,
    say,
    summary_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from simulator.actions.base.position import Action
    from simulator.actions.say import Say
    from simulator.compiler.compiled import Compiled
    from simulator.engine.answer import WebhookAnswer
    from simulator.model.call.outcome import LegStatus
    from simulator.model.machine.table import LegName
    from simulator.running.result import CallResult
    from tests.engine.calls import Try

OF_REQUESTS = {
    "equalTimeoutsAllowed", "httpSplit", "answerOrder", "internalErrorHttp", "maxBodyBytes", "maxNesting",
    "oldDialectNeedsMakeCall", "duplicateWebhooks", "webhookRetries", "secondWebhookReplaces",
    "unknownWebhookDeletes", "recordingSessionField",
}  # fmt: skip
"""These bear on how a body is read and answered, or is delivered, and are tested there."""


def tries(result: CallResult) -> list[Try]:
    return [(e.digits, e.outcome, e.reason, e.at - RING) for e in events(result, EntryEnded)]


def one_try(result: CallResult) -> Try:
    (found,) = tries(result)
    return found


def captured(result: CallResult) -> list[str | None]:
    return [event.digits for event in events(result, Captured)]


def ends_at(result: CallResult) -> int:
    return result.call.now


def asks(result: CallResult) -> list[tuple[int, str | None]]:
    return [(e.at, e.digits) for e in events(result, Asked)]


def dials_at(result: CallResult) -> list[int]:
    return [event.at for event in events(result, Dialled)]


def leg_ends(result: CallResult) -> list[tuple[LegName, LegStatus, int, int]]:
    return [(e.leg, e.status, e.sip, e.at) for e in events(result, LegEnded)]


def how_it_ended(result: CallResult) -> tuple[str, int | None, str | None]:
    session = summary_of(result)
    return session["sessionStatus"], session.get("errorDetails", {}).get("errorCode"), session["lastAction"]


def hooks(kind: str, *path: str) -> Callable[[CallResult], list[Any]]:
    def look(result: CallResult) -> list[Any]:
        found: list[Any] = [hook.body for hook in result.webhooks if hook.type == kind]
        for key in path:
            found = [body.get(key) if isinstance(body, dict) else body[key] for body in found]
        return found

    return look


def heard_ms(result: CallResult) -> list[int]:
    return [event.prompt.length for event in events(result, Heard)]


def menu(keys: Iterable[tuple[int, str]] = (), *more: Action, **fields: Any) -> Callable[..., CallResult]:
    fields = {"max_digits": 4, "no_of_tries": 1, "overall_timeout": 5000, **fields}
    return lambda **kw: run([DIAL, capture(**fields), *more], {1: list(keys)}, **kw)


def ringing(leg: str | list[str], *more: Action) -> Callable[..., CallResult]:
    return lambda **kw: run([DIAL, *more], legs=leg if isinstance(leg, list) else [leg], **kw)


def saying(text: str) -> Say:
    from simulator.actions.say import Say

    return Say(text=text, voice_profile="en-GB-Emma")


def played_file(**kw: Any) -> CallResult:
    from simulator.actions.play_file import PlayFile

    return run([DIAL, PlayFile(file_url="https://example.com/a.wav", repetition=2)], **kw)


def bad_source(settings: Mapping[str, Any] | None = None) -> WebhookAnswer:
    account = Account(caller_ids=("+6562345678",), assumptions=assumptions(**(settings or {})))
    body = b'{"callflow": [{"action": "makeCall", "params": {"source": "+6599999999", "destination": "+6591234567"}}]}'
    return judge(RawReply(body=body), account, NOW)


def compiled(settings: Mapping[str, Any] | None = None) -> Compiled:
    return run([DIAL], settings=settings).setting.compiled


def recordings(list_compiled: Compiled) -> list[bool]:
    return [r.recording for s in list_compiled.table.states for r in s.requests if isinstance(r, Dial)]


KEY_1 = [(1100, "1")]
CASES: dict[str, tuple[Callable[..., Any], Callable[[Any], Any], Any, Any, Any]] = {
    "bargeIn": (menu([(500, "1"), (1500, "2")], max_digits=1), captured, False, ["1"], ["2"]),
    "typeAhead": (
        lambda **kw: run([DIAL, capture(max_digits=1), say(1000), capture(max_digits=1, no_of_tries=1)],
                         {1: [(500, "1"), (700, "2")]}, **kw),
        captured, True, ["1", None], ["1", "2"],
    ),
    "messageBargeIn": (menu([(500, "1"), (700, "2")], success=1000, max_digits=1), ends_at, True, 2500, 1700),
    "maxDigitsCompletes": (
        menu([(1100, "1"), (1200, "2"), (1300, "#")], max_digits=1), one_try, False,
        ("1", "accepted", "maxDigits", 1100), ("12", "rejected", "hash", 1300),
    ),
    "hashCountsWithoutCompleteOnHash": (
        menu([(1100, "#"), (1200, "1")], max_digits=1, complete_on_hash=False), captured, False, ["#"], ["1"],
    ),
    "hashIsDigit": (menu([(1100, "1"), (1200, "#")]), captured, True, ["1"], ["1#"]),
    "digitTimeoutJudges": (
        menu(KEY_1, digit_timeout=2000), one_try, False,
        ("1", "accepted", "digitTimeout", 3100), ("1", "rejected", "digitTimeout", 3100),
    ),
    "overallTimeoutJudges": (
        menu(KEY_1), one_try, True,
        ("1", "rejected", "overallTimeout", 6000), ("1", "accepted", "overallTimeout", 6000),
    ),
    "overallTimerStarts": (
        menu(), one_try, "promptStart",
        ("", "rejected", "overallTimeout", 6000), ("", "rejected", "overallTimeout", 5000),
    ),
    "keyAtTimerCounts": (menu([(6000, "1")], max_digits=1), captured, False, ["1"], [None]),
    "digitTimeoutFirst": (
        menu([(4000, "1")], digit_timeout=2000, prompt=3500, overall_timeout=2500), one_try, False,
        ("1", "accepted", "digitTimeout", 6000), ("1", "rejected", "overallTimeout", 6000),
    ),
    "defaultNoOfTries": (menu(no_of_tries=None), lambda r: len(tries(r)), 1, 3, 1),
    "defaultOverallTimeout": (menu(overall_timeout=None), lambda r: one_try(r)[3], 5000, 31000, 6000),
    "defaultMaxDigits": (menu(KEY_1, max_digits=None), lambda r: one_try(r)[2:], 1,
                         ("overallTimeout", 6000), ("maxDigits", 1100)),
    "vcaAfter": (menu(KEY_1, say(700), HANGUP, max_digits=1), asks, "capture", [], [(2100, "1")]),
    "lastActionOnRemoteHangup": (
        lambda **kw: run([DIAL, say(5000)], Exact(hangups=(100,)), **kw), how_it_ended, "HANGUP",
        ("COMPLETED", None, "SAY"), ("COMPLETED", None, "HANGUP"),
    ),
    "ringTime": (ringing("answered"), lambda r: [e.at for e in events(r, Answered)], 2500, [6000], [2500]),
    "ringOut": (ringing("noAnswer"), ends_at, 45_000, 30_000, 45_000),
    "busyAfter": (ringing("busy"), ends_at, 300, 1000, 300),
    "bridgeTalk": (ringing(["answered:0", "answered:1s"], BRIDGE), ends_at, 500, 21_000, 1500),
    "machineGreeting": (ringing("machine:0", say(50_000)), ends_at, 500, 34_000, 30_500),
    "machineRecords": (ringing("machine:0", say(50_000)), ends_at, 500, 34_000, 4500),
    "dialDelay": (ringing("busy"), dials_at, 4000, [0], [4000]),
    "bridgeFailureEndsSession": (
        ringing(["answered:0", "busy"], BRIDGE, say(1000)), how_it_ended, False,
        ("BUSY", None, "MAKE_CALL"), ("COMPLETED", None, "SAY"),
    ),
    "emptyReplyHangsUp": (
        ringing("answered:0", say(100)), how_it_ended, False, ("COMPLETED", None, "SAY"), ("ERROR", -2003, "SAY"),
    ),
    "emptyListHangsUp": (
        lambda **kw: run([DIAL, say(100)], responder=Replies([Nothing('{"callflow": []}', listed=True)]), **kw),
        how_it_ended, False, ("COMPLETED", None, "SAY"), ("ERROR", -2003, "SAY"),
    ),
    "replyTimeout": (
        lambda **kw: run([DIAL], responder=Replies([], delay=4000), **kw), how_it_ended, 3999,
        ("COMPLETED", None, "MAKE_CALL"), ("ERROR", -2003, "MAKE_CALL"),
    ),
    "replyErrorCodes": (bad_source, lambda answer: answer.code, "-2003", -2008, -2003),
    "maxSessionLength": (
        ringing("answered:0", say(5000)), lambda r: [(e.at, e.bound) for e in events(r, Stopped)], 4999,
        [], [(4999, "maxSessionLength")],
    ),
    "maxReplies": (
        lambda **kw: run([DIAL], responder=Replies([[say(10)], [say(10)]]), **kw),
        lambda r: [e.bound for e in events(r, Stopped)], 1, [], ["maxReplies"],
    ),
    "callRecordingDefault": (compiled, recordings, True, [False], [True]),
    "digitsField": (
        menu(KEY_1, max_digits=1), lambda r: hooks("VCA", "payload", "eventData")(r)[0], "string", {"dtmf": "1"}, "1",
    ),
    "statusWebhooks": (menu(), lambda r: len(hooks("VCS")(r)), False, 3, 0),
    "vcaCallDuration": (
        menu(KEY_1, max_digits=1), lambda r: hooks("VCA", "payload", "callDuration")(r)[0], "elapsed", 0, 1,
    ),
    "inboundConnects": (
        lambda **kw: run([], kind="inbound", responder=Replies([[say(4000), HANGUP]]), **kw),
        hooks("VSS", "payload", "details", "callA", "callDuration"), "afterASecond", [4], [3],
    ),
    "durationRounding": (
        ringing("answered:0", say(1600)), hooks("VSS", "payload", "details", "callA", "callDuration"), "down", [2], [1],
    ),
    "sipRinging": (ringing("busy"), lambda r: hooks("VCS", "payload", "sipCode")(r)[0], 100, 180, 100),
    "sipBusy": (ringing("busy"), leg_ends, 600, [("A", "BUSY", 486, 1000)], [("A", "BUSY", 600, 1000)]),
    "sipNoAnswer": (ringing("noAnswer"), leg_ends, 408,
                    [("A", "NO_ANSWER", 480, 30000)], [("A", "NO_ANSWER", 408, 30000)]),
    "sipCanceled": (ringing("canceled"), leg_ends, 603,
                    [("A", "CANCELED", 487, 30000)], [("A", "CANCELED", 603, 30000)]),
    "sipFailed": (ringing("failed"), leg_ends, 500, [("A", "FAILED", 503, 1000)], [("A", "FAILED", 500, 1000)]),
    "speechRate": (ringing("answered:0", say(1000)), heard_ms, {"en": 50.0}, [1000], [2000]),
    "digitSpeech": (ringing("answered:0", saying("42")), heard_ms, 500, [700], [1000]),
    "commaPause": (ringing("answered:0", saying("a, b")), heard_ms, 500, [230], [530]),
    "stopPause": (ringing("answered:0", saying("a. b!")), heard_ms, 150, [830], [330]),
    "fileLength": (played_file, heard_ms, 4000, [20_000], [8_000]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_setting_switched_the_other_way_is_seen(name: str) -> None:
    make, look, value, before, after = CASES[name]
    assert look(make()) == before
    assert look(make(settings={SETTINGS[name].name: value})) == after


def test_every_setting_that_bears_on_a_call_is_here() -> None:
    assert set(CASES) == set(SETTINGS) - OF_REQUESTS


@pytest.mark.parametrize("form", ["digits", "#"])
def test_a_key_typed_ahead_waits_for_the_next_entry_that_listens(form: str) -> None:
    """Without barge-in that is after the prompt; a # ends the entry there, as it would if it were pressed then."""
    key = "7" if form == "digits" else "#"
    first, second = capture(max_digits=1), capture(1000, max_digits=1, no_of_tries=1)
    settings = {"type_ahead": True, "barge_in": False}
    result = run([DIAL, first, say(100), second], {1: [(1500, "1"), (1550, key)]}, settings=settings)
    expected = ("7", "accepted", "maxDigits", 2600) if form == "digits" else ("", "rejected", "hash", 2600)
    assert tries(result)[1] == expected


@pytest.mark.parametrize("default", [True, False])
def test_an_account_without_a_webhook_hangs_up_whatever_an_empty_reply_means(default: bool) -> None:
    account = Account(webhooks={"VCA": False})
    result = run([DIAL, say(100)], account=account, settings={"empty_reply_hangs_up": default})
    assert how_it_ended(result) == ("COMPLETED", None, "SAY")
    assert asks(result) == []


def test_an_empty_reply_that_is_a_bad_one_is_shown_as_it_came() -> None:
    result = run([DIAL], responder=Replies([Nothing('{"callflow": []}')]), settings={"empty_reply_hangs_up": False})
    (hook,) = [hook for hook in result.webhooks if hook.type == "VCA"]
    assert hook.reply == '{"callflow": []}'
    assert "asks for nothing" in result.refusals[0].unusable.why


def test_the_schema_preset_takes_the_schemas_defaults() -> None:
    schema = PRESETS["schema"]
    settings = {field.name: getattr(schema, field.name) for field in SETTINGS.values() if "default_" in field.name}
    result = run([DIAL, capture()], {1: [(2000, "1")]}, settings=settings)
    assert tries(result) == [("1", "accepted", "maxDigits", 2000)]
    assert tries(run([DIAL, capture()], settings=settings)) == [("", "rejected", "overallTimeout", 6000)]
    assert (schema.default_no_of_tries, schema.default_overall_timeout, schema.default_max_digits) == (1, 5000, 1)


def test_an_outcome_that_is_spelled_out_overrides_the_settings() -> None:
    result = run([DIAL], legs=[LegOutcome("failed", after=70, sip=404)])
    assert leg_ends(result) == [("A", "FAILED", 404, 70)]
