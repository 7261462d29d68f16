"""One caller of a model: what an entry offers, and what is pressed there."""

from __future__ import annotations

import json
import re
from collections import Counter
from random import Random
from typing import Any

import pytest
from attrs import evolve, frozen

from simulator.callers.model import CallerModel
from simulator.callers.modelled import Modelled
from simulator.callers.offers import Offer, Offers
from simulator.engine.call import Call
from simulator.engine.drive import feed
from simulator.engine.waits import EntryWait
from simulator.model.call.keys import parse_token
from simulator.model.machine.table import Prompt
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.any_flow import any_flow
from simulator.running.flow import prepared, responder_for

DIAL = {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}}


def ask(prompt: str = "?", **more: Any) -> dict[str, Any]:
    return {"action": "sayAndCapture", "params": {"promptMessage": prompt, "voiceProfile": "en-GB-Emma", **more}}


def say(text: str) -> dict[str, Any]:
    return {"action": "say", "params": {"text": text, "voiceProfile": "en-GB-Emma"}}


@frozen
class Named:
    key: str
    ends_entry: bool = False


def announced(text: str, _voice: str | None) -> list[Named]:
    """`<1>` announces a choice, `<#>` the end of an entry."""
    return [Named(key, key == "#") for key in "0123456789*#" if f"<{key}>" in text]


class Listener:
    """Sees what each entry offers, and presses what it is told."""

    hangups = ()

    def __init__(self, offers: Offers, call: Call, keys: list[str]) -> None:
        self.offers, self.call, self.keys = offers, call, keys
        self.found: list[Offer] = []

    def entry(self, wait: EntryWait) -> Any:
        self.found.append(self.offers.at(self.call))
        return parse_token(self.keys[wait.number - 1]).presses(wait.prompt.length)  # type: ignore[union-attr]


def offered(actions: list[Any], *keys: str, rows: str = "", tmp_path: Any = None) -> list[Offer]:
    """What the entries of a call offer, one after the other."""
    flow, now = any_flow({"callflow": [DIAL, *actions]})
    if rows:
        file = tmp_path / "x.flow.yaml"
        file.write_text(f"flow: x\nrequest: {json.dumps({'callflow': [DIAL, *actions]})}\nreplies:\n{rows}")
        flow, now = any_flow(file)
    call = Call(prepared(flow, now).setting(0, False))
    who = Listener(Offers(flow, announced), call, list(keys))
    network, responder = ScriptedNetwork(), responder_for(flow)
    while len(who.found) < len(keys) and (wait := call.advance()) is not None:
        feed(call, wait, network, who, responder)
    return who.found


def test_a_prompt_offers_what_it_announces() -> None:
    (found,) = offered([ask("sales <1>, help <2>", maxDigits=1)], "1")
    assert (found.entries, found.low, found.high, found.ends) == (("1", "2"), 1, 1, "")


def test_what_is_said_before_the_prompt_counts_and_what_came_before_another_entry_does_not() -> None:
    first, second = offered([say("<7>"), ask("<1>", maxDigits=1), say("<8>"), ask("<2>", maxDigits=1)], "1", "2")
    assert (first.entries, second.entries) == (("7", "1"), ("8", "2"))


def test_the_key_that_ends_an_entry_is_no_choice() -> None:
    (found,) = offered([ask("number, then <#>", minDigits=2, maxDigits=4)], "12")
    assert (found.entries, found.ends) == ((), "#")
    assert (found.closed("12"), found.closed("1234")) == ("12#", "1234")


def test_a_single_key_is_no_entry_where_more_are_wanted() -> None:
    (found,) = offered([ask("<1>", minDigits=2, maxDigits=4)], "12")
    assert found.entries == ()


def test_an_entry_without_limits_takes_up_to_25_digits() -> None:
    (found,) = offered([ask("<#>")], "1#")
    assert (found.low, found.high) == (1, 25)


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


def test_the_table_offers_what_its_rows_take_at_this_stage_and_length(tmp_path: Any) -> None:
    first, second = offered([ask("<3>", maxDigits=2)], "4#", "9", rows=ROWS, tmp_path=tmp_path)
    assert sorted(first.entries) == ["1", "2", "3", "4", "55"]
    assert second.entries == ("9",)


def test_only_the_last_capture_of_a_list_is_what_the_table_is_told(tmp_path: Any) -> None:
    actions = [ask("<3>", maxDigits=1), ask("<5>", maxDigits=1)]
    first, second = offered(actions, "3", "5", rows=ROWS, tmp_path=tmp_path)
    assert first.entries == ("3",)
    assert sorted(second.entries) == ["1", "2", "4", "5"]


def caller(model: CallerModel, offer: Offer, seed: str = "x") -> Modelled:
    class Same:
        def at(self, _call: Any) -> Offer:
            return offer

    who = Modelled(model, Random(seed), Same())  # type: ignore[arg-type]
    who.attend(object())  # type: ignore[arg-type]
    return who


def pressed(model: CallerModel, offer: Offer, times: int = 400) -> list[Any]:
    who = caller(model, offer)
    for number in range(times):
        who.entry(EntryWait(Prompt("prompt", "p", length=3000), "s", number + 1))
    return who.tokens


CHOICE = Offer(("1", "2", "3"), 1, 1)
SURE = CallerModel(wrong=0, silence=0, hangup=0)


def keys_of(tokens: list[Any]) -> Counter[str]:
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
    fitting = pressed(SURE, Offer((), 4, 4, patterns=(re.compile("[0-4].*"),)), 60)
    assert all(token.strokes[0][1] in "01234" for token in fitting)
    hopeless = pressed(SURE, Offer((), 4, 4, patterns=(re.compile("x"),)), 5)
    assert all(len(token.strokes) == 4 for token in hopeless)


def test_every_token_is_one_that_a_key_script_can_say() -> None:
    """What was pressed can be written down and read again."""
    for token in pressed(CallerModel(wrong=0.2, silence=0.2, hangup=0.2), Offer(("12", "3"), 1, 2, "#")):
        assert parse_token(token.text) == token


def test_a_hang_up_falls_into_the_prompt_or_the_reaction() -> None:
    tokens = pressed(CallerModel(wrong=0, silence=0, hangup=1, reaction=500), CHOICE)
    assert all(0 <= token.hangup <= 3500 for token in tokens)
    assert max(token.hangup for token in tokens) > 3000


def test_patience_is_a_hang_up_whatever_is_going_on() -> None:
    assert caller(CallerModel(patience=40), CHOICE).hangups == (40_000,)
    assert caller(CallerModel(), CHOICE).hangups == ()


@pytest.mark.parametrize("seed", ["0:1", "0:2"])
def test_the_same_seed_is_the_same_caller(seed: str) -> None:
    model = CallerModel(patience=(40, 10))
    assert caller(model, CHOICE, seed).hangups == caller(model, CHOICE, seed).hangups
