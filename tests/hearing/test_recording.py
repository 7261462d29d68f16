"""A whole call as a WAV."""

from __future__ import annotations

import wave
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.hearing.recording import Hearing
from simulator.hearing.report import voice_report
from simulator.hearing.score import score_of
from simulator.hearing.sound.samples import numbers
from simulator.hearing.sound.tones import BUSY, FAILED, RINGING
from simulator.model.account import Account
from simulator.model.call.event import Ended, Heard, Interrupted, Lost, Pressed
from simulator.model.call.keys import KEYS
from simulator.model.call.legs import parse_leg
from tests.exploring._flows import HANGUP, dial, menu, say
from tests.hearing.fakes import HANGS, Fake, decoded, hearing, needs_decoder, played, voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.hearing.score import Score
    from simulator.model.call.event import Event

BRIDGE = {"callflow": [dial(), say("I put you through."), dial(), say("Thank you."), HANGUP]}


def recorded(there: Hearing, trace: Sequence[Event]) -> bytes:
    return b"".join(there.recording(trace))


def length(wav: bytes) -> float:
    """Ms of a file, as another reader counts them."""
    with wave.open(BytesIO(wav)) as file:
        assert file.getparams()[:3] == (1, 2, 16_000)
        assert file.getnframes() * 2 == len(wav) - 44
        return float(file.getnframes()) / 16


def told(score: Score) -> list[tuple[int, int, object]]:
    return [(one.at, one.until, getattr(one.what, "words", one.what)) for one in score.cues]


def test_a_call_rings_is_spoken_to_and_rings_again_for_its_bridge() -> None:
    run = played(BRIDGE, "", parse_leg("answered:2s"), parse_leg("answered:3s,talks:4s"))
    first, last = [event.prompt.length for event in run.trace if isinstance(event, Heard)]
    assert told(score_of(run.trace)) == [
        (0, 2000, RINGING),
        (2000, 2000 + first, "I put you through."),
        (2000 + first, 5000 + first, RINGING),
        (9000 + first, 9000 + first + last, "Thank you."),
    ]


@pytest.mark.parametrize(
    ("leg", "tone"), [("busy:2s", BUSY), ("failed:404", FAILED), ("noAnswer:3s", RINGING), ("canceled:2s", RINGING)]
)
def test_a_leg_that_nobody_answers_sounds_as_it_comes_to(leg: str, tone: object) -> None:
    trace = played(BRIDGE, "", parse_leg(leg)).trace
    assert told(score_of(trace)) == ([(0, trace[-1].at, tone)] if trace[-1].at else [])


def test_a_prompt_that_is_cut_short_is_heard_until_then() -> None:
    trace = played({"callflow": [dial(), menu("Press 1 or 2, whenever you like to.")]}, "^[700]1").trace
    (cut,) = [event.at for event in trace if isinstance(event, Interrupted)]
    assert told(score_of(trace))[1][:2] == (6000, cut) == (6000, 6700)
    assert [(one.at, one.key) for one in score_of(trace).keys] == [(6700 - 70, "1")]  # the call is over with it


def test_a_call_that_was_stopped_while_it_rings_or_speaks_ends_there() -> None:
    trace = played(BRIDGE, "", parse_leg("answered:2s"), parse_leg("answered:3s")).trace
    for event in trace:
        stopped = [one for one in trace if one.at <= event.at]
        ended = [*stopped, Ended(event.at, "COMPLETED", None)]
        score = score_of(ended)
        assert all(one.until <= event.at for one in score.cues)
        assert length(recorded(hearing(Fake()), ended)) == event.at
    assert score_of([]).cues == ()
    assert length(recorded(hearing(), [])) == 0


def test_keys_that_nobody_came_to_press_are_not_heard() -> None:
    trace = played({"callflow": [dial(), menu("Press 1 or 2."), say("Good.")]}, "1[9000]2").trace
    assert [one.key for one in score_of(trace).keys] == ["1"]


def test_the_file_is_as_long_as_the_call_and_prompts_repeat_in_their_time() -> None:
    body = {"callflow": [dial(), {**say("Hello."), "params": {**say("Hello.")["params"], "repetition": 3}}, HANGUP]}
    run = played(body)
    (prompt,) = [event.prompt for event in run.trace if isinstance(event, Heard)]
    raw = recorded(hearing(Fake()), run.trace)[44:]
    assert length(recorded(hearing(Fake()), run.trace)) == run.trace[-1].at
    once = prompt.length // 3 * 32
    begin = 6000 * 32
    assert raw[begin : begin + once] == raw[begin + once : begin + 2 * once] == raw[begin + 2 * once :]
    assert raw[begin : begin + once].strip(b"\0")


def test_without_an_engine_prompts_are_silence_and_all_else_is_heard() -> None:
    there = hearing()
    trace = played(BRIDGE).trace
    raw = recorded(there, trace)[44:]
    assert max(numbers(raw[: 1000 * 32])) > 10_000
    assert not raw[6000 * 32 : 7000 * 32].strip(b"\0")
    assert [line[:29] for line in there.notes.lines] == ["no speech engine is installed"]


def test_an_engine_that_hangs_leaves_the_call_with_its_captions() -> None:
    there = Hearing(voice(Fake(HANGS), seconds=0.2))
    run = played(BRIDGE)
    assert length(recorded(there, run.trace)) == run.trace[-1].at
    assert [one.words for one in run.heard] == ["I put you through.", "Thank you."]
    assert [line[:9] for line in there.notes.lines] == ["fake hung"]


def test_the_same_call_gives_the_same_bytes_and_each_prompt_is_made_once() -> None:
    fake = Fake()
    there = hearing(fake)
    trace = played({"callflow": [dial(), menu("Press 1 or 2."), say("Good."), HANGUP]}, "3 4 5").trace
    assert recorded(there, trace) == recorded(there, trace) == recorded(hearing(Fake()), trace)
    assert len(fake.told) == 4  # two prompts, each at its usual pace and at the one that fits


def test_a_long_call_comes_in_small_pieces() -> None:
    trace = [Ended(3_600_000, "COMPLETED", None)]
    pieces = hearing().recording(trace)
    assert max(map(len, pieces)) <= 32_000


def test_a_call_that_is_too_long_for_a_wav_is_refused() -> None:
    with pytest.raises(UsageError, match=r"the call takes 40.0 h, and a WAV holds 37 h at most"):
        hearing().recording([Ended(40 * 3_600_000, "COMPLETED", None)])


def test_keys_without_time_are_told() -> None:
    there = hearing()
    settings_ = evolve(Account().assumptions, ring_time=0)
    body = {"callflow": [dial(), menu("Now.", maxDigits=20), HANGUP]}
    trace = played(body, "^[0]1[0]2[0]3[0]4#", of=Account(assumptions=settings_)).trace
    recorded(there, trace)
    assert there.notes.lines == ("the call has no time for the tones of 3 keys, the last ones",)


def test_how_far_spoken_lengths_are_from_the_estimate() -> None:
    run = played({"callflow": [dial(), say("Hello there, you."), say("Hello there, you."), HANGUP]})
    (line,) = voice_report(hearing(Fake()), run.trace)
    assert (line.estimate, line.heard, line.off) == (line.prompt.length, 1000, round(100000 / line.estimate - 100, 1))
    (line,) = voice_report(hearing(), run.trace)
    assert (line.heard, line.off) == (None, None)
    assert evolve(line, estimate=0, heard=5).off is None


presses = st.lists(st.tuples(st.sampled_from(KEYS), st.integers(0, 500)), min_size=1, max_size=12).map(
    lambda given: "".join(f"[{pause}]{key}" for key, pause in given)
)


QUICK = Account(assumptions=evolve(Account().assumptions, ring_time=200))
SPEAKING = hearing(Fake())


@pytest.mark.slow
@settings(max_examples=10)
@given(presses, st.booleans(), st.integers(0, 2000))
def test_an_independent_decoder_hears_the_keys_that_were_pressed(keys: str, early: bool, after: int) -> None:
    """Whatever is pressed, however fast, also while a prompt is spoken, and at the end of the call."""
    needs_decoder()
    body = {"callflow": [dial(), menu("Press some keys and hash.", maxDigits=20, noOfTries=1), say("Goodbye."), HANGUP]}
    run = played(body, f"{'^' if early else ''}{keys} hangup@{7 + after / 1000:g}s", of=QUICK)
    pressed = [event.key for event in run.trace if isinstance(event, Pressed | Lost)]
    heard = [one.key for one in score_of(run.trace).keys]
    assert heard == pressed[: len(heard)]
    wav = recorded(SPEAKING, run.trace)
    assert abs(length(wav) - run.trace[-1].at) <= 10
    assert decoded(wav) == "".join(heard)


def test_nothing_else_sounds_while_a_key_does() -> None:
    trace: Any = played({"callflow": [dial(), say("A long text that nobody can cut short."), HANGUP]}, "1@1s").trace
    raw = recorded(hearing(Fake("cat >/dev/null; head -c 128000 /dev/zero | tr '\\0' '\\101'")), trace)[44:]
    quiet = recorded(hearing(), trace)[44:]
    key = slice(7000 * 32, 7100 * 32)
    assert raw[key] == quiet[key]
    assert raw[7100 * 32 : 7200 * 32] == b"A" * 3200
