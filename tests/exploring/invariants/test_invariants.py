"""What becomes of each kind of invariant: proved, refuted with the shortest keys, or held as far as anybody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from simulator.api.exploration import explore
from simulator.callers.scripted import Scripted
from simulator.exploring.invariants.judge import JUDGES
from simulator.exploring.invariants.runs import breach
from simulator.exploring.search.explorer import Bounds
from simulator.model.call.legs import parse_leg
from simulator.model.flow.invariant import INVARIANT_KINDS
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.dry_run import run_flow
from simulator.running.flow import with_backend
from tests.exploring._flows import HANGUP, again, dial, flow, menu, reply, row, say
from tests.exploring.random_flows import read

if TYPE_CHECKING:
    from simulator.model.behaviour.judgement import Judgement
    from simulator.model.flow.flow_file import FlowFile

AGENT = "+6567654321"
SOURCE = {"source": "+6562345678", "destination": "+6591234567"}
BYE = [row(reply(say("Bye."), HANGUP), stage="*")]


def bank(*stated: dict[str, Any], **more: Any) -> FlowFile:
    """A PIN, then a menu that is asked three times: the balance, a person, and a code that skips the PIN."""
    pin = menu("Your PIN please.", minDigits=4, maxDigits=4)
    asked = menu("Balance 1, person 2.", noOfTries=3, failureMessage="That was wrong.")
    balance = reply(say("Your balance is 5."), HANGUP)
    rows = [
        row(reply(say("Welcome back."), asked, stage="menu"), digits="1234"),
        row(balance, digits="9999"),
        row(balance, stage="menu", digits="1"),
        row(reply(dial(AGENT)), stage="menu", digits="2"),
    ]
    return flow(pin, rows=[*rows, *BYE], invariants=list(stated), **more)


def only(of: FlowFile, **more: Any) -> Judgement:
    (found,) = explore(of, **more).invariants
    return found


PROVED = [
    {"never": {"session": "ERROR"}},
    {"never": {"error": -2003}},
    {"never": {"dials": AGENT, "before": {"hears": "welcome back"}}},
    {"never": {"hears": "your PIN", "after": {"hears": "balance is"}}},
    {"never": {"hears": "PIN", "after": {"hears": "PIN"}}},
    {"never": {"hears": "welcome", "before": {"hears": "welcome"}, "after": {"hears": "PIN"}}},
    {"never": {"dials": "+6590000000"}},
    {"always": {"ends": True}},
    {"always": {"ends": True, "within": "9 keys"}},
    {"always": {"ends": True, "within": "5m"}},
    {"always": {"hears": "bye", "after": {"hears": "nobody says so"}}},
    {"always": {"ends": True, "after": {"dials": AGENT}}},
    {"reaches": {"dials": AGENT, "within": "1 key", "after": {"hears": "welcome back"}}},
    {"reaches": {"dials": AGENT, "within": "5 keys"}},
    {"reaches": {"dials": "6567654321", "within": "60s"}},
    {"reaches": {"ends": True, "within": "0 keys"}},
    {"reaches": {"session": "BUSY"}},
    {"reaches": {"hears": "welcome", "before": {"hears": "balance is 5"}, "after": {"dials": AGENT}}},
]
REFUTED = [
    ({"never": {"hears": "your balance is", "before": {"hears": "welcome back"}}}, "9999", (), 'heard "Your balance'),
    ({"never": {"hears": "/balance is [0-9]/"}}, "9999", (), "heard"),
    ({"never": {"dials": AGENT}}, "1234 2", (), f"dialled {AGENT}"),
    ({"never": {"session": "COMPLETED"}}, "hangup", (), "ended COMPLETED"),
    ({"never": {"session": "BUSY"}}, "", ("busy",), "ended BUSY"),
    (
        {"never": {"hears": "your balance", "after": {"hears": "was wrong"}}},
        "1234 silence 1",
        (),
        'heard "Your balance',
    ),
    ({"never": {"hears": "welcome", "after": {"hears": "PIN"}, "before": {"hears": "balance"}}}, "1234", (), "heard"),
    ({"always": {"hears": "bye"}}, "", ("busy",), "not until the call ends: BUSY"),
    ({"always": {"hears": "bye", "after": {"hears": "PIN"}}}, "9999", (), "not until the call ends: COMPLETED"),
    ({"always": {"dials": AGENT, "within": "9 keys"}}, "", ("busy",), "not until the call ends: BUSY"),
    ({"always": {"ends": True, "within": "4 keys"}}, "1234 1", (), "only after 5 keys"),
    ({"always": {"ends": True, "within": "5s"}}, None, (), "only after "),
    ({"always": {"ends": True, "within": "1m"}}, None, (), "only after "),
    ({"reaches": {"dials": AGENT, "within": "4 keys"}}, "", (), "the shortest way takes 5 keys from"),
    ({"reaches": {"hears": "welcome back"}}, "1234", (), "no way leads there from"),
    ({"reaches": {"hears": "nobody says so"}}, "", (), "no way leads there from"),
    ({"reaches": {"dials": AGENT, "within": "2s"}}, "", (), "from"),
]


@pytest.mark.parametrize("stated", PROVED, ids=str)
def test_what_holds_on_every_way_of_a_table_is_proved(stated: dict[str, Any]) -> None:
    found = only(bank(stated))
    assert (found.outcome, found.ground, found.verdict) == ("proved", "proved", "proved"), found
    assert found.way is None
    assert found.scenario == ""


@pytest.mark.parametrize(("stated", "keys", "legs", "says"), REFUTED, ids=str)
def test_what_does_not_hold_is_refuted_by_the_shortest_keys(
    stated: dict[str, Any], keys: str | None, legs: tuple[str, ...], says: str
) -> None:
    of = bank(stated)
    found = only(of)
    assert found.outcome == "refuted", found
    assert says in found.words
    assert found.way is not None
    if keys is not None:
        assert (found.way.dtmf, found.way.legs) == (keys, legs)
    run = run_flow(of, caller=Scripted.of(found.way.dtmf), network=ScriptedNetwork(tuple(map(parse_leg, legs))))
    assert (breach(of.invariants[0], run.trace) is None) == ("reaches" in stated)
    assert found.scenario.startswith("# Refutes an invariant of test.flow.yaml, line 1: ")


def test_every_kind_has_its_judge() -> None:
    assert JUDGES.keys() == INVARIANT_KINDS.keys()


def test_accepted_keys_at_a_later_try_are_known() -> None:
    """A slow caller who presses 1 in the end takes longer than one who never does."""
    more = [row(reply(menu("More?"), stage="more"), digits="1"), *BYE]
    slow = flow(menu("Choose.", noOfTries=2), rows=more, invariants=[{"always": {"ends": True, "within": "69500ms"}}])
    found = only(slow)
    assert found.outcome == "refuted"
    assert found.way is not None
    assert found.way.dtmf == "silence 1 silence"


def test_a_loop_refutes_that_every_call_ends_and_its_run_comes_there_again() -> None:
    again = [row(reply(menu("Again?"), stage="again"), stage="*", digits="1"), *BYE]
    stated = [{"always": {"ends": True}}, {"always": {"hears": "bye", "after": {"hears": "again"}}}]
    both = explore(flow(menu("Choose."), rows=again, invariants=stated), legs=["answered"]).invariants
    for found in both:
        assert found.outcome == "refuted"
        assert found.words == 'the call can go round and round, from "Again?" on'
        assert found.way is not None
        assert found.way.dtmf == "1 1"


def test_a_loop_that_takes_no_key_breaks_a_limit_of_keys_too() -> None:
    silent = [row(reply(menu("Again?"), stage="again"), stage="*", digits=None), *BYE]
    stated = [{"always": {"ends": True, "within": "2 keys"}}, {"always": {"ends": True, "within": "1m"}}]
    both = explore(flow(menu("Choose."), rows=silent, invariants=stated), legs=["answered"]).invariants
    for found in both:
        assert found.outcome == "refuted"
        assert "round and round" in found.words or found.words.startswith("not until the simulator stops")
        assert found.way is not None
        assert found.way.dtmf == "silence silence"


def test_what_a_scope_speaks_of_and_nobody_meets_is_told() -> None:
    found = only(bank({"never": {"hears": "balance is", "after": {"hears": "wellcome"}}}))
    assert found.outcome == "proved"
    assert found.words == 'on no way "wellcome" is heard'


def test_a_caller_who_hangs_up_in_time_has_nothing_to_hear() -> None:
    stated = [
        {"always": {"hears": "bye", "after": {"hears": "choose"}}},
        {"always": {"hears": "bye", "within": "0 keys"}},
    ]
    quiet, late = explore(flow(menu("Choose."), rows=BYE, invariants=stated), legs=["answered"]).invariants
    assert quiet.outcome == "held"
    assert quiet.words == "no leg was busy, noAnswer, failed"
    assert late.outcome == "refuted"
    assert late.words == "only after 1 key"


@pytest.mark.parametrize(("keys", "found"), [("hangup", None), ("1 hangup", "only after 1 key"), ("1", "not until")])
def test_a_hang_up_in_time_is_the_reason_and_a_late_one_is_none(keys: str, found: str | None) -> None:
    more = [row(reply(menu("More?"), stage="more"), digits="1"), *BYE]
    limit = flow(menu("One?"), rows=more, invariants=[{"always": {"hears": "nobody says so", "within": "0 keys"}}])
    run = run_flow(limit, caller=Scripted.of(keys), network=ScriptedNetwork(()))
    broken = breach(limit.invariants[0], run.trace)
    assert (broken is None) == (found is None)
    assert broken is None or broken.found.startswith(found or "")


def test_a_call_that_comes_in_is_held_to_it_from_the_first_reply_on() -> None:
    first = row({"callflow": [menu("Desk. 1 or 2?")], "clientActionId": "desk"}, callStatus="CALL_RECEIVED")
    rows = [first, row(reply(dial(AGENT)), stage="desk", digits="1"), *BYE]
    stated = [{"reaches": {"dials": AGENT, "within": "1 key"}}, {"never": {"dials": "+6562345678"}}]
    found = explore(flow(rows=rows, inbound=SOURCE, invariants=stated)).invariants
    assert [one.outcome for one in found] == ["proved", "proved"]


def test_a_dial_that_the_coverage_refuses_is_none() -> None:
    account = {"coverage": ["DE"], "callerIds": ["+6562345678"]}
    rows = [row(reply(dial("+6567654321")), digits="1"), *BYE]
    abroad = flow(menu("Choose."), rows=rows, account=account, invariants=[{"never": {"dials": "+6567654321"}}])
    run = run_flow(abroad, caller=Scripted.of("1"), network=ScriptedNetwork(()))
    assert breach(abroad.invariants[0], run.trace) is None
    assert only(abroad).outcome == "proved"


@pytest.mark.parametrize(
    ("function", "stated", "verdict", "says"),
    [
        ("by_sum", {"never": {"hears": "balance is"}}, "held in all that was tried", " of 10,000 entries here: "),
        ("open_door", {"never": {"hears": "balance is"}}, "refuted", 'heard "Your balance is 5."'),
        ("with_menus", {"reaches": {"dials": AGENT}}, "refuted", "no way leads there"),
        ("with_menus", {"always": {"ends": True}}, "held in all that was tried", ""),
    ],
)
def test_in_front_of_a_backend_no_more_is_said_than_was_tried(
    function: str, stated: dict[str, Any], verdict: str, says: str
) -> None:
    asked = menu("Code?", minDigits=4, maxDigits=4) if function == "by_sum" else menu("Choose.")
    call = [dial(), asked]
    stated_by = {"flow": "Live", "request": {"callflow": call}, "invariants": [stated]}
    found = only(live(stated_by, function))
    assert found.verdict == verdict
    assert says in found.words
    assert found.ground == "tried"
    assert "proved" not in f"{found.verdict} {found.words}"


def test_of_several_captures_the_first_is_named_and_the_others_counted() -> None:
    asked = menu("Code?", minDigits=4, maxDigits=4)
    call = {"flow": "Live", "request": {"callflow": [dial(), asked]}}
    found = only(live({**call, "invariants": [{"never": {"session": "BUSY"}}]}, "two_codes"), legs=["answered"])
    assert found.verdict == "held in all that was tried"
    assert " of 10,000 entries here: " in found.words
    assert found.words.endswith(' at "Code?"; and not all at 1 more')


def test_a_backend_that_answers_now_so_now_so_proves_nothing() -> None:
    call = {"flow": "Live", "request": {"callflow": [dial(), menu("Choose.")]}}
    stated = [{"never": {"session": "BUSY"}}]
    moody = with_backend(
        read({**call, "replies": [], "invariants": stated}), "python:tests.exploring.backends:alternating"
    )
    found = only(moody, legs=["answered"])
    assert found.verdict == "held in all that was reached"
    assert "the backend is not deterministic" in found.words


def live(written: dict[str, Any], function: str) -> FlowFile:
    return read({**written, "backend": f"python:tests.exploring.invariants.backends:{function}"})


def test_what_a_run_does_not_show_is_not_told_as_refuted(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the backend thought better of it: the run hears nothing and comes nowhere."""
    other = run_flow(bank(), caller=Scripted.of("hangup"), network=ScriptedNetwork(()))
    monkeypatch.setattr("simulator.exploring.invariants.witness.run_flow", lambda *_, **__: other)
    found = explore(bank({"never": {"hears": "balance is"}}, {"reaches": {"hears": "welcome"}}))
    never, reaches = found.invariants
    assert (never.verdict, reaches.verdict) == ("not decided", "not decided")
    assert never.words == "a run of what was found to refute it did not show it: press 9999  --dtmf 9999"
    assert "X017" not in [finding.code for finding in found.findings]


@pytest.mark.parametrize(
    ("stated", "places", "verdict"),
    [
        ({"never": {"session": "ERROR"}}, 3, "held in all that was reached"),
        ({"reaches": {"dials": AGENT}}, 3, "not decided"),
        ({"reaches": {"ends": True}}, 8, "held in all that was reached"),
        ({"never": {"dials": AGENT}}, 8, "refuted"),
    ],
)
def test_of_what_was_not_reached_nothing_is_proved(stated: dict[str, Any], places: int, verdict: str) -> None:
    found = only(bank(stated), bounds=Bounds(places=places))
    assert found.verdict == verdict
    assert ("more places than --max-places allows" in found.words) == (verdict != "refuted")
    assert found.ground == ("proved" if verdict == "refuted" else "notReached")


def test_what_rests_on_a_fingerprint_says_so() -> None:
    told = live(
        {
            "flow": "Told",
            "request": {"callflow": [dial(), menu("Choose.")]},
            "invariants": [{"always": {"ends": True}}],
        },
        "with_menus",
    )
    found = only(told, fingerprint="tests.exploring.invariants.backends:nothing")
    assert found.ground == "assumed"
    assert "pasts are told apart by the fingerprint alone" in found.words


def test_the_shortest_way_to_too_much_time_is_found_past_ways_that_take_less() -> None:
    """Two ways lead to one menu: the longer one costs a key more, and only it takes too long."""
    rows = [
        row(reply(menu("Target."), stage="target"), digits=None),
        row(reply(menu("Detour.", overallTimeout=30000), stage="detour"), digits="1"),
        row(reply(menu("Target."), stage="target"), stage="detour"),
        *BYE,
    ]
    of = flow(menu("Choose."), rows=rows, invariants=[{"always": {"ends": True, "within": "69s"}}])
    found = only(of, legs=["answered"])
    assert found.outcome == "refuted"
    assert found.way is not None
    assert found.way.dtmf == "1 silence silence"


@pytest.mark.parametrize(
    ("keys", "verdict"),
    [(2, "refuted"), (3, "held in all that was tried"), (5, "held in all that was tried"), (6, "proved")],
)
def test_a_limit_of_keys_is_proved_only_for_entries_of_any_length(keys: int, verdict: str) -> None:
    stated = [{"always": {"ends": True, "within": f"{keys} keys"}}]
    number = menu("Your number?", minDigits=2, maxDigits=6)
    (found,) = explore(flow(number, rows=[row(reply(HANGUP), stage="*")], invariants=stated)).invariants
    assert found.verdict == verdict
    assert ("more where entries are longer" in found.words) is verdict.startswith("held")


@pytest.mark.parametrize(
    ("stated", "legs", "verdict"),
    [
        ({"never": {"session": "CANCELED"}}, (), "held in all that was tried"),
        ({"never": {"session": "CANCELED"}}, ("answered", "canceled"), "refuted"),
        ({"never": {"session": "BUSY"}}, ("answered",), "held in all that was tried"),
        ({"always": {"session": "COMPLETED"}}, ("answered",), "held in all that was tried"),
        ({"always": {"ends": True}}, ("answered",), "held in all that was tried"),
        ({"always": {"ends": True}}, (), "proved"),
        ({"never": {"session": "ERROR"}}, (), "proved"),
        ({"reaches": {"ends": True}}, (), "proved"),
    ],
)
def test_what_no_dial_was_tried_to_come_to_is_not_proved(
    stated: dict[str, Any], legs: tuple[str, ...], verdict: str
) -> None:
    made = flow(menu("Choose."), rows=[row(reply(HANGUP), stage="*")], invariants=[stated])
    (found,) = explore(made, legs=legs).invariants
    assert found.verdict == verdict
    untried = "no leg was busy, noAnswer, failed" if legs else "no call was tried in which the leg is canceled"
    assert (untried in found.words) is verdict.startswith("held")


def test_a_call_that_comes_in_and_dials_nobody_has_no_leg_that_is_canceled() -> None:
    answer = row(reply(menu("Choose.")), callStatus="CALL_RECEIVED")
    stated = [{"never": {"session": "CANCELED"}}]
    made = flow(rows=[answer, row(reply(HANGUP), stage="*")], inbound=SOURCE, invariants=stated)
    (found,) = explore(made).invariants
    assert found.verdict == "proved"


def test_leg_b_in_the_list_that_dialled_leg_a_is_dialled_and_a_way_to_a_person() -> None:
    found = explore(again(invariants=[{"never": {"dials": "+6591234567"}}]))
    (judged,) = found.invariants
    assert judged.verdict == "refuted"
    assert judged.way is not None
    assert judged.way.dtmf == "1"
    assert "X012" not in {one.code for one in found.findings}
