"""One caller of a model: what an entry offers, and what is pressed there."""

from __future__ import annotations

import json
from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from simulator.actions.say_and_capture import SayAndCapture
from simulator.api.flow import begun
from simulator.callers.modelled import Modelled
from simulator.compiler.compiled import compile_actions
from simulator.engine.call import Call
from simulator.engine.drive import feed
from simulator.engine.waits import EntryWait
from simulator.entries.offers import Offer, Offers
from simulator.model.assumptions import Assumptions
from simulator.model.call.keys import KeyToken, hangup_at, parse_token
from simulator.model.caller_model import CallerModel
from simulator.model.machine.table import Prompt
from simulator.model.pattern import Pattern
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.answering import responder_for
from simulator.running.prepared import prepared

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.entries.entry import DtmfEntry
    from simulator.model.call.outcome import Presses

DIAL = {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}}


def ask(prompt: str = "?", **more: Any) -> dict[str, Any]:
    return {"action": "sayAndCapture", "params": {"promptMessage": prompt, "voiceProfile": "en-GB-Emma", **more}}


def say(text: str) -> dict[str, Any]:
    return {"action": "say", "params": {"text": text, "voiceProfile": "en-GB-Emma"}}


class Listener:
    """Sees what each entry offers, and presses what it is told."""

    timed = ()

    def __init__(self, offers: Offers, keys: list[str]) -> None:
        self.offers, self.keys = offers, keys
        self.found: list[Offer] = []

    def entry(self, wait: EntryWait) -> Presses:
        self.found.append(self.offers.offer(wait.stage, wait.entry))
        token = parse_token(self.keys[wait.number - 1])
        assert isinstance(token, KeyToken)
        return token.presses(wait.prompt.length)


def offered(
    actions: list[Any], *keys: str, rows: str = "", tmp_path: Path | None = None, **settings: Any
) -> list[Offer]:
    """What the entries of a call offer, one after the other."""
    account = {"assumptions": settings} if settings else None
    flow, now = begun({"callflow": [DIAL, *actions]}, account=account)
    if rows:
        assert tmp_path is not None
        file = tmp_path / "x.flow.yaml"
        file.write_text(f"flow: x\nrequest: {json.dumps({'callflow': [DIAL, *actions]})}\nreplies:\n{rows}")
        flow, now = begun(file, account=account)
    call = Call(prepared(flow, now).setting(0, False))
    who = Listener(Offers.of(flow), list(keys))
    network, responder = ScriptedNetwork(), responder_for(flow)
    while len(who.found) < len(keys) and (wait := call.advance()) is not None:
        feed(call, wait, network, who, responder)
    return who.found


def test_a_prompt_offers_what_it_announces() -> None:
    (found,) = offered([ask("For sales press 1, for help press 2.", maxDigits=1)], "1")
    assert (found.entries, found.low, found.high, found.ends) == (("1", "2"), 1, 1, "")


def test_what_is_said_before_the_prompt_counts_and_what_came_before_another_entry_does_not() -> None:
    actions = [say("For news press 7."), ask("For sales press 1.", maxDigits=1)]
    actions += [say("For help press 8."), ask("For bills press 2.", maxDigits=1)]
    first, second = offered(actions, "1", "2")
    assert (first.entries, second.entries) == (("7", "1"), ("8", "2"))


def test_the_key_that_ends_an_entry_is_no_choice() -> None:
    (found,) = offered([ask("Enter your number, followed by the hash key.", minDigits=2, maxDigits=4)], "12")
    assert (found.entries, found.ends) == ((), "#")
    assert (found.closed("12"), found.closed("1234")) == ("12#", "1234")


def test_a_single_key_is_no_entry_where_more_are_wanted() -> None:
    (found,) = offered([ask("For sales press 1.", minDigits=2, maxDigits=4)], "12")
    assert found.entries == ()


@pytest.mark.parametrize(("settings", "high"), [({}, 25), ({"preset": "schema"}, 1), ({"defaultMaxDigits": 7}, 7)])
def test_an_entry_without_limits_takes_as_many_digits_as_the_settings_say(settings: dict[str, Any], high: int) -> None:
    (found,) = offered([ask("Your number?")], "1#", **settings)
    assert (found.low, found.high) == (1, high)


ROWS = """\
  - when: {digits: ["4", "55", "666"]}
    reply:
      clientActionId: more
      callflow: [{action: sayAndCapture, params: {promptMessage: more, voiceProfile: en-GB-Emma, maxDigits: 1}}]
  - when: {digits: "/[12]/"}
    reply: {}
  - when: {digits: "8", callStatus: CALL_RECEIVED}
    reply: {}
  - when: {clientActionId: more, digits: "9"}
    reply: {}
  - when: {clientActionId: "*", digits: other}
    reply: {}
"""


def test_the_table_offers_what_its_rows_take_at_this_stage_and_length(tmp_path: Path) -> None:
    first, second = offered([ask("Press 3.", maxDigits=2)], "4#", "9", rows=ROWS, tmp_path=tmp_path)
    assert sorted(first.entries) == ["1", "2", "3", "4", "55"]
    assert second.entries == ("9",)


@pytest.mark.parametrize("after", ["list", "capture"])
def test_the_table_is_told_of_the_last_capture_of_a_list_or_of_each(after: str, tmp_path: Path) -> None:
    """As the setting `vcaAfter` says: the rows show it, and nobody else decides it."""
    actions = [ask("For sales press 3.", maxDigits=1), ask("For help press 5.", maxDigits=1)]
    first = offered(actions, "3", rows=ROWS, tmp_path=tmp_path, vcaAfter=after)[0]
    assert sorted(first.entries) == (["3"] if after == "list" else ["1", "2", "3", "4"])
    if after == "list":
        second = offered(actions, "3", "5", rows=ROWS, tmp_path=tmp_path)[1]
        assert sorted(second.entries) == ["1", "2", "4", "5"]


LIST = compile_actions((SayAndCapture(prompt_message="p", voice_profile="en-GB-Emma"),), "reply", Assumptions())


def caller(model: CallerModel, offer: Offer, seed: str = "x") -> Modelled:
    class Same:
        def offer(self, _stage: str | None, _entry: DtmfEntry) -> Offer:
            return offer

    return Modelled(model, Random(seed), Same())  # type: ignore[arg-type]


def pressed(model: CallerModel, offer: Offer, times: int = 400) -> list[KeyToken]:
    who = caller(model, offer)
    for number in range(times):
        who.entry(EntryWait(Prompt("prompt", "p", length=3000), LIST.first, number + 1, LIST))
    return who.tokens


CHOICE = Offer(("1", "2", "3"), 1, 1)
SURE = CallerModel(wrong=0, silence=0, hangup=0)


def keys_of(tokens: list[KeyToken]) -> Counter[str]:
    return Counter("".join(key for _, key in token.strokes) or token.text.partition("[")[0] for token in tokens)


def test_each_offered_key_is_as_likely_as_it_weighs() -> None:
    counts = keys_of(pressed(evolve(SURE, offered={"1": 4, "3": 0}), CHOICE, 2000))
    assert set(counts) == {"1", "2"}
    assert abs(counts["1"] / 2000 - 0.8) < 0.04


def test_keys_that_all_weigh_nothing_are_never_pressed() -> None:
    assert set(keys_of(pressed(evolve(SURE, offered={"1": 0, "2": 0, "3": 0}), CHOICE, 20))) == {"silence"}


def test_the_chances_hold() -> None:
    counts = keys_of(pressed(CallerModel(wrong=0.2, silence=0.3, hangup=0.1), CHOICE, 4000))
    right = sum(counts[key] for key in "123")
    wrong = sum(counts[key] for key in "0456789*")
    assert right + wrong + counts["silence"] + counts["hangup"] == 4000
    for found, chance in ((wrong, 0.2), (counts["silence"], 0.3), (counts["hangup"], 0.1), (right, 0.4)):
        assert abs(found / 4000 - chance) < 0.03


def test_nobody_can_be_wrong_where_every_key_is_offered() -> None:
    everything = Offer(tuple("0123456789*"), 1, 1)
    assert set(keys_of(pressed(CallerModel(wrong=1, silence=0, hangup=0), everything, 20))) == {"silence"}


def test_without_a_choice_as_many_digits_are_pressed_as_are_wanted() -> None:
    tokens = pressed(SURE, Offer((), 3, 5, "#"))
    entries = ["".join(key for _, key in token.strokes) for token in tokens]
    assert {len(entry.rstrip("#")) for entry in entries} == {3, 4, 5}
    assert all(entry.endswith("#") == (len(entry.rstrip("#")) < 5) for entry in entries)


def test_digits_suit_a_pattern_of_the_table_where_they_can() -> None:
    fitting = pressed(SURE, Offer((), 4, 4, patterns=(Pattern("[0-4].*"),)), 60)
    assert all(token.strokes[0][1] in "01234" for token in fitting)
    hopeless = pressed(SURE, Offer((), 4, 4, patterns=(Pattern("x"),)), 5)
    assert all(len(token.strokes) == 4 for token in hopeless)


def test_every_token_is_one_that_a_key_script_can_say() -> None:
    """What was pressed can be written down and read again."""
    for token in pressed(CallerModel(wrong=0.2, silence=0.2, hangup=0.2), Offer(("12", "3"), 1, 2, "#")):
        assert parse_token(token.text) == token


def test_a_hang_up_falls_into_the_prompt_or_the_reaction() -> None:
    tokens = pressed(CallerModel(wrong=0, silence=0, hangup=1, reaction=500), CHOICE)
    moments = [token.hangup or 0 for token in tokens]
    assert all(0 <= moment <= 3500 for moment in moments)
    assert max(moments) > 3000


def test_patience_is_a_hang_up_whatever_is_going_on() -> None:
    assert caller(CallerModel(patience=40), CHOICE).timed == (hangup_at(40_000),)
    assert caller(CallerModel(), CHOICE).timed == ()


@pytest.mark.parametrize("seed", ["0:1", "0:2"])
def test_the_same_seed_is_the_same_caller(seed: str) -> None:
    model = CallerModel(patience=(40, 10))
    assert caller(model, CHOICE, seed).timed == caller(model, CHOICE, seed).timed
