"""What an option leads to is routing, also where only texts play; what is only said otherwise is wording."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from simulator.api.diff import Diff, diff
from simulator.exploring.diff.options import others_announced
from simulator.exploring.search.explorer import Bounds
from tests.exploring._flows import HANGUP, flow, menu, reply, row, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.model.flow.flow_file import FlowFile

    Answers = dict[str, str]

MENU = "For your balance press 1, for your card press 2."
HERE = "python:tests.exploring.test_diff_options:"
BALANCE, CARD, NONE = "Your balance is five pounds.", "Your card is blocked.", "There is no such choice."
OLD = {"1": BALANCE, "2": CARD, "other": NONE, "": "Goodbye."}
BACKENDS: dict[str, Callable[[dict[str, Any]], object]] = {}


def __getattr__(name: str) -> object:
    """The backends that tests make while they run."""
    try:
        return BACKENDS[name]
    except KeyError:
        raise AttributeError(name) from None


def ends(text: str) -> dict[str, Any]:
    return reply(say(text), HANGUP) if text else reply(HANGUP)


def table(answers: Answers, prompt: str = MENU, **more: Any) -> FlowFile:
    """A menu whose keys all lead to a text and the end."""
    rows = [row(ends(text), digits=key or None) for key, text in answers.items()]
    return flow(menu(prompt, **more), rows=rows)


def live(answers: Answers, prompt: str = MENU, **more: Any) -> FlowFile:
    """The same in front of a backend that nobody can see into."""

    def answered(body: dict[str, Any]) -> object:
        digits = body["payload"]["dtmf"] or ""
        return ends(answers.get(digits, answers["other"]))

    name = f"backend{len(BACKENDS)}"
    BACKENDS[name] = answered
    return flow(menu(prompt, **more), backend=f"{HERE}{name}")


def kinds(found: Diff) -> list[tuple[str, str]]:
    return [(one.kind, one.way.dtmf) for one in found.differences]


BOTH = pytest.mark.parametrize("version", [table, live])
Version = "Callable[..., FlowFile]"


@BOTH
def test_exchanged_keys_are_routing(version: Any) -> None:
    found = diff(version(OLD), version({**OLD, "1": CARD, "2": BALANCE}))
    assert kinds(found) == [("routing", "1"), ("routing", "2")]
    assert found.comparison.changed
    one = found.differences[0]
    assert ([said.words for said in one.old.heard], [said.words for said in one.new.heard]) == ([BALANCE], [CARD])


@BOTH
def test_a_cancel_that_acts_is_routing(version: Any) -> None:
    old = {"1": "Your money is moved.", "2": "Nothing was done.", "other": NONE}
    found = diff(version(old), version({**old, "2": "Your money is moved."}))
    assert kinds(found) == [("routing", "2")]


@BOTH
def test_an_option_that_is_gone_is_routing_also_where_the_others_are_told_otherwise(version: Any) -> None:
    kept = {key: text for key, text in OLD.items() if key != "2"}
    assert kinds(diff(version(OLD), version(kept)))[:1] == [("routing", "2")]
    found = diff(version(OLD), version({**kept, "other": "Sorry, we do not know that choice."}))
    assert ("routing", "2") in kinds(found)
    assert ("wording", "9") in kinds(found)


@BOTH
def test_an_option_more_is_routing(version: Any) -> None:
    found = diff(version(OLD), version({"3": "An agent will call you back.", **OLD}))
    assert kinds(found) == [("routing", "3")]


@BOTH
def test_silence_that_leads_where_a_key_led_is_routing(version: Any) -> None:
    assert kinds(diff(version(OLD), version({**OLD, "": CARD})))[:1] == [("routing", "silence")]


@BOTH
@pytest.mark.parametrize("key", ["1", "2", "other", ""])
def test_another_text_for_the_same_option_is_wording(version: Any, key: str) -> None:
    found = diff(version(OLD), version({**OLD, key: f"{OLD[key]} Thank you."}))
    assert {kind for kind, _ in kinds(found)} == {"wording"}
    assert not found.comparison.changed
    assert found.comparison.fails("wording")


def test_one_of_two_rows_with_one_text_that_says_something_else_is_wording() -> None:
    """A table shows that both were options of their own before, and are now."""
    old = {"1": BALANCE, "2": BALANCE, "other": NONE}
    assert kinds(diff(table(old), table({**old, "2": CARD}))) == [("wording", "2")]
    alike = {"1": NONE, "other": NONE}
    assert kinds(diff(table(alike), table({**alike, "1": BALANCE}))) == [("wording", "1")]


def test_a_row_that_leads_elsewhere_is_told_once_however_many_menus_share_it() -> None:
    def version(answer: str) -> FlowFile:
        rows = [row(reply(menu("Second."), stage="s"), digits="5"), row(ends(BALANCE), digits="1"),
                row(ends(answer), stage="*", digits="2"), row(ends(NONE), stage="*", digits="other")]  # fmt: skip
        return flow(menu("First."), rows=rows)

    found = diff(version(CARD), version(BALANCE), legs=["answered"])
    assert kinds(found) == [("routing", "2")]
    assert found.differences[0].more == 1


def test_exchanged_menus_without_a_stage_are_routing_and_are_not_gone_into() -> None:
    def version(first: str, second: str) -> FlowFile:
        return flow(menu("Choose."), rows=[row(reply(menu(first)), digits="1"), row(reply(menu(second)), digits="2")])

    found = diff(version("Cards.", "Loans."), version("Loans.", "Cards."), legs=["answered"], bounds=Bounds(places=30))
    assert kinds(found) == [("routing", "1"), ("routing", "2")]


ANNOUNCED = [
    ("For your card press 1, for your balance press 2.", "routing"),
    ("For your balance press 1.", "routing"),
    ("For your balance press 1, for your card press 2, for an agent press 3.", "routing"),
    ("For your balance press 1, for your loan press 2.", "routing"),
    ("For your card press 2, for your balance press 1.", "wording"),
    ("For the balance of your account press 1, for your card press 2.", "wording"),
    ("Welcome. For your balance press 1, for your card press 2.", "wording"),
    ("Hello there.", "routing"),
]


@BOTH
@pytest.mark.parametrize(("prompt", "kind"), ANNOUNCED)
def test_another_option_that_is_announced_is_routing(version: Any, prompt: str, kind: str) -> None:
    found = diff(version(OLD), version(OLD, prompt))
    assert [one.kind for one in found.differences if "silence" not in one.way.dtmf] == [kind]
    assert (found.differences[0].old.options is not None) == (kind == "routing")


def test_what_is_behind_a_menu_with_other_options_is_compared_too() -> None:
    found = diff(table(OLD), table({**OLD, "1": "Ten pounds."}, f"{MENU} For loans press 3."))
    assert kinds(found) == [("routing", ""), ("wording", "1")]
    assert found.differences[0].new.options == (("1", "your balance"), ("2", "your card"), ("3", "loans"))


def test_another_voice_is_wording_whatever_it_announces() -> None:
    found = diff(table(OLD), table(OLD, voiceProfile="de-DE-Katja"))
    assert {one.kind for one in found.differences} == {"wording"}


def test_options_that_move_to_another_prompt_are_the_same() -> None:
    rows = [row(ends(text), digits=key or None) for key, text in OLD.items()]
    old, new = flow(say(MENU), menu("Choose."), rows=rows), flow(say("Hi."), menu(f"{MENU} Choose."), rows=rows)
    assert {one.kind for one in diff(old, new).differences} == {"wording"}


@pytest.mark.parametrize(
    ("old", "new", "another"),
    [
        ({"1": ""}, {"1": ""}, False),
        ({"1": ""}, {"1": "sales"}, False),
        ({"1": "Sales"}, {"1": "sales"}, False),
        ({"1": "sales"}, {"1": "our sales team"}, False),
        ({"1": "opening hours"}, {"1": "hours of opening"}, False),
        ({"1": "make an appointment"}, {"1": "cancel an appointment"}, True),
        ({"1": "sales", "2": "sales support"}, {"1": "sales support", "2": "sales"}, True),
        ({"1": "sales"}, {"2": "sales"}, True),
        ({}, {"1": ""}, True),
        ({"1": "余额"}, {"1": "您的余额"}, False),
        ({"1": "存款"}, {"1": "取款"}, True),
    ],
)
def test_a_purpose_in_more_or_fewer_words_is_the_same(old: Answers, new: Answers, another: bool) -> None:
    assert others_announced(old, new) is another


def test_lists_that_say_the_same_in_two_parts_are_no_difference_and_one_that_runs_on_is() -> None:
    """Without its hang-up a list runs out, and the webhook is asked for another one."""
    rest = row(ends("We could not hear you."), digits=None, clientActionId="*")
    whole = flow(menu(MENU), rows=[row(reply(say("One."), say("We could not hear you."), HANGUP), digits="1"), rest])
    parts = flow(menu(MENU), rows=[row(reply(say("One.")), digits="1"), rest])
    assert diff(whole, parts, legs=["answered"]).differences == ()
    ended = flow(menu(MENU), rows=[row(ends("One."), digits="1"), rest])
    assert kinds(diff(ended, parts, legs=["answered"])) == [("routing", "1")]


def test_keys_that_nobody_listens_for_are_words() -> None:
    announcing = "For sales press 1."
    old, new = (table({**OLD, "1": f"{text} Goodbye."}) for text in (announcing, "For loans press 2."))
    assert kinds(diff(old, new)) == [("wording", "1")]
