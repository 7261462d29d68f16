"""The proof of a table: nothing to say of what the compiler makes, and a word for every planted mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from simulator.actions.execute_scenario import ExecuteScenario
from simulator.actions.hangup import Hangup
from simulator.actions.make_call import MakeCall
from simulator.actions.play_file import PlayFile
from simulator.actions.say import Say
from simulator.actions.say_and_capture import SayAndCapture
from simulator.compiler.proof import problems
from simulator.compiler.shape import shape_of
from simulator.model.assumptions import SETTINGS, Assumptions
from simulator.model.machine.table import Guard, Row, State, Table

if TYPE_CHECKING:
    from simulator.actions.base.position import Action
    from simulator.compiler.tabling import ListKind

times = st.none() | st.integers(1, 60_000)
counts = st.none() | st.integers(1, 25)
texts = st.none() | st.text(max_size=20)


@st.composite
def captures(draw: st.DrawFn) -> SayAndCapture:
    limits = sorted((draw(st.integers(1, 25)), draw(st.integers(1, 25))))
    low, high = draw(st.sampled_from([(None, None), (None, limits[1]), tuple(limits)]))
    return SayAndCapture(
        prompt_message="p", min_digits=low, max_digits=high, success_message=draw(texts), failure_message=draw(texts),
        digit_timeout=draw(times), overall_timeout=draw(times), no_of_tries=draw(st.none() | st.integers(1, 5)),
        complete_on_hash=draw(st.sampled_from([None, True, False])), repetition=draw(st.none() | st.integers(1, 3)),
    )  # fmt: skip


actions = st.one_of(
    captures(),
    st.builds(Say, text=st.text(min_size=1, max_size=9), repetition=st.none() | st.integers(1, 3)),
    st.just(PlayFile(file_url="https://example.com/a.wav")),
    st.just(MakeCall(source="+6562345678", destination="+6591234567")),
    st.just(ExecuteScenario(scenario_name="x")),
    st.just(Hangup()),
)
switches = {
    field.name: st.booleans() for field in SETTINGS.values() if isinstance(getattr(Assumptions(), field.name), bool)
}
settings_of = st.builds(
    Assumptions,
    **switches,
    vca_after=st.sampled_from(["list", "capture"]),
    overall_timer_starts=st.sampled_from(["promptEnd", "promptStart"]),
    default_max_digits=st.integers(1, 25),
    default_no_of_tries=st.integers(1, 5),
)


@given(st.lists(actions, max_size=8), st.sampled_from(["request", "reply", "inbound"]), settings_of)
def test_what_the_compiler_makes_is_sound(listed: list[Action], kind: ListKind, settings: Assumptions) -> None:
    table = shape_of(listed, kind, settings).table(listed)
    assert problems(table) == ()


A, B = State("a", "talking"), State("b", "talking")
SOUND = Table(
    "a",
    (A, B),
    (
        Row("a", "digit", "a", Guard("few", "digits", 0, 2)),
        Row("a", "digit", "b", Guard("many", "digits", 3)),
        Row("b", "played", "a"),
    ),
)


def planted(*rows: Row) -> tuple[str, ...]:
    return problems(Table("a", (A, B), rows))


def test_a_sound_table_has_no_problems() -> None:
    assert problems(SOUND) == ()


def test_two_states_of_one_name_are_found() -> None:
    assert problems(evolve(SOUND, states=(A, B, A))) == ("two states have the same name",)


def test_a_row_that_names_no_state_is_found_at_either_end() -> None:
    assert planted(Row("nowhere", "played", "a")) == ("row nowhere --played--> a names no state: nowhere",)
    assert planted(Row("a", "played", "nowhere")) == ("row a --played--> nowhere names no state: nowhere",)


def test_an_initial_state_that_is_none_is_found() -> None:
    assert problems(evolve(SOUND, initial="nowhere")) == ("the table begins in no state of its own: nowhere",)


def test_an_overlap_of_classes_is_found() -> None:
    rows = Row("a", "digit", "a", Guard("few", "digits", 0, 3)), Row("a", "digit", "b", Guard("many", "digits", 3))
    assert planted(*rows) == ("a, digit: few and many overlap",)


def test_a_gap_between_classes_is_found() -> None:
    rows = Row("a", "digit", "a", Guard("few", "digits", 0, 1)), Row("a", "digit", "b", Guard("many", "digits", 3))
    assert planted(*rows) == ("a, digit: few and many leave a gap",)


def test_a_class_missing_at_either_end_is_found() -> None:
    assert planted(Row("a", "digit", "b", Guard("some", "digits", 1))) == ("a, digit: nothing covers a count below 1",)
    assert planted(Row("a", "digit", "b", Guard("few", "digits", 0, 4))) == (
        "a, digit: nothing covers a count above 4",
    )


def test_guards_on_two_counters_are_found() -> None:
    rows = Row("a", "digit", "a", Guard("x", "digits", 0, 1)), Row("a", "digit", "b", Guard("y", "tries", 2))
    assert planted(*rows) == ("a, digit: the guards read different counters",)


def test_a_row_without_a_guard_beside_others_is_found() -> None:
    rows = Row("a", "digit", "a"), Row("a", "digit", "b", Guard("y", "tries"))
    assert planted(*rows) == ("a, digit: a row without a guard stands beside others",)
    assert planted(Row("a", "digit", "a"), Row("a", "digit", "b")) == (
        "a, digit: a row without a guard stands beside others",
    )


def test_several_mistakes_are_all_named() -> None:
    rows = Row("a", "digit", "x", Guard("few", "digits", 1, 1)), Row("b", "hash", "y")
    assert len(planted(*rows)) == 4


def test_a_trigger_that_there_is_not_is_found() -> None:
    assert planted(Row("a", "hangUp", "b")) == ("row a --hangUp--> b names no trigger: hangUp",)
