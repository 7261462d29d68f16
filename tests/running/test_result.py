"""What a run comes to, as it is read out of the trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.actions.play_file import PlayFile
from simulator.model.call.event import Heard
from tests.engine.calls import DIAL, HANGUP, RING, Replies, capture, events, run, say, spoken

if TYPE_CHECKING:
    from simulator.actions.base.position import Action


def test_captures_have_one_entry_per_try_with_the_keys_and_how_it_ended() -> None:
    action = capture(failure=100, min_digits=2, max_digits=2, no_of_tries=4, overall_timeout=3000, digit_timeout=1500)
    result = run([DIAL, action, HANGUP], {1: [(100, "#")], 2: [(100, "4")], 4: [(100, "4"), (200, "2")]})
    assert [(c.state, c.digits, c.outcome, c.reason) for c in result.captures] == [
        ("2.sayAndCapture.prompting", "", "rejected", "hash"),
        ("2.sayAndCapture.collecting", "4", "rejected", "digitTimeout"),
        ("2.sayAndCapture.collecting", "", "rejected", "digitTimeout"),
        ("2.sayAndCapture.collecting", "42", "accepted", "maxDigits"),
    ]


def test_heard_has_one_entry_per_prompt_message_and_file_and_not_per_repetition() -> None:
    actions: list[Action] = [
        DIAL,
        say(100, repetition=3),
        PlayFile(file_url="http://example.com/a.mp3"),
        capture(max_digits=1),
        HANGUP,
    ]
    result = run(actions, {1: [(10, "1")]})
    assert [(h.at - RING, h.words, h.repetition, h.interrupted, h.part) for h in result.heard] == [
        (0, spoken(100), 3, False, "say"),
        (300, "http://example.com/a.mp3", 1, False, "playFile"),
        (10_300, spoken(1000), 1, True, "prompt"),
    ]


def test_a_message_without_words_takes_no_time_and_is_not_heard() -> None:
    result = run([DIAL, capture(max_digits=1), say(50)], {1: [(10, "1")]})
    assert [(e.at - RING, e.prompt.part) for e in events(result, Heard)] == [(0, "prompt"), (10, "say")]


def test_questions_are_counted() -> None:
    result = run([DIAL], responder=Replies([[say(10)], [say(10)]]))
    assert result.asks == 3 == sum(hook.type == "VCA" for hook in result.webhooks)
    assert result.stopped is None


def test_the_same_call_with_the_same_seed_gives_the_same_webhooks() -> None:
    menu: list[Action] = [DIAL, capture(max_digits=1), say(100)]
    one, other = (run(menu, {1: [(10, "1")]}) for _ in range(2))
    assert one.webhooks == other.webhooks
    assert one.trace == other.trace
    different = run(menu, {1: [(10, "1")]}, seed=8)
    assert different.trace == one.trace
    assert different.webhooks != one.webhooks
