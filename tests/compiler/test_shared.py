"""What lists share: rows of captures that differ only in words, and the machine of equal rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest

from simulator.actions.base import capture_rows as _capture_rows
from simulator.actions.base.known import actions
from simulator.actions.execute_scenario import ExecuteScenario
from simulator.actions.hangup import Hangup
from simulator.actions.make_call import MakeCall
from simulator.actions.play_file import PlayFile
from simulator.actions.say import Say
from simulator.actions.say_and_capture import SayAndCapture
from simulator.compiler import shape
from simulator.compiler.compiled import build, compile_actions
from simulator.model.assumptions import Assumptions
from simulator.model.kept import Cache

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.actions.base.position import Action
    from simulator.compiler.tabling import ListKind
    from simulator.model.machine.table import Table

CAPTURE = SayAndCapture(
    prompt_message="Choose.",
    voice_profile="en-GB-Emma",
    max_digits=2,
    no_of_tries=2,
    success_message="Yes.",
    digit_timeout=1000,
)
DEFAULT = Assumptions()
EVERY = (
    MakeCall(source="+6562345678", destination="+6591234567"),
    Say(text="Hello.", voice_profile="en-GB-Emma", repetition=2),
    PlayFile(file_url="https://example.com/a.wav"),
    CAPTURE,
    Hangup(),
)
SCENARIO = ExecuteScenario(scenario_name="office-hours")


def others(field: attrs.Attribute[Any]) -> list[Any]:
    """Other values of a setting than its default."""
    value = getattr(DEFAULT, field.name)
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1]
    known = {"overall_timer_starts": ["promptStart", "promptEnd"], "vca_after": ["capture", "list"]}
    return [other for other in known.get(field.name, []) if other != value]


def table_of(actions: Sequence[Action], settings: Assumptions) -> Table:
    return build(actions, "reply", settings, "").table


CHANGED = [
    attrs.evolve(DEFAULT, **{field.name: other}) for field in attrs.fields(Assumptions) for other in others(field)
]


@pytest.mark.parametrize("settings", CHANGED, ids=lambda changed: repr(changed)[-40:])
def test_rows_that_are_kept_are_those_of_the_settings(settings: Assumptions) -> None:
    """Whatever setting is another one: a list compiled after one with the defaults is what it is by itself."""
    _capture_rows._kept.clear()
    shape._kept.clear()
    alone = table_of((CAPTURE,), settings)
    _capture_rows._kept.clear()
    shape._kept.clear()
    table_of((CAPTURE,), DEFAULT)
    assert table_of((CAPTURE,), settings) == alone


def test_lists_that_differ_in_words_share_rows_and_machine_and_nothing_else() -> None:
    one, other = (build((attrs.evolve(CAPTURE, prompt_message=text),), "reply", DEFAULT, text) for text in ("A?", "B?"))
    assert one.shape is other.shape
    assert one.fast is other.fast
    assert all(mine is yours for mine, yours in zip(one.table.rows, other.table.rows, strict=True))
    assert one.state("1.sayAndCapture.prompting") != other.state("1.sayAndCapture.prompting")


@pytest.mark.parametrize("kind", ["request", "reply"])
@pytest.mark.parametrize("listed", [EVERY, (SCENARIO,)])
def test_no_text_of_an_action_bears_on_what_lists_of_one_shape_share(
    listed: tuple[Action, ...], kind: ListKind
) -> None:
    """Each is built by itself, so that nothing is shared, and differs in what is said, dialled and entered alone."""
    found = []
    for texts in ({}, dict.fromkeys(("text", "prompt_message", "destination", "file_url", "scenario_name"), "another")):
        shape._kept.clear()
        compiled = build([worded(action, texts) for action in listed], kind, DEFAULT, "")
        entries = [compiled.entries[state.name] for state in compiled.table.states if state.waits_for == "entry"]
        plain = [attrs.evolve(state, requests=()) for state in compiled.table.states]
        asked = [[type(request) for request in state.requests] for state in compiled.table.states]
        limits = [(attrs.evolve(entry, prompts=()), len(entry.prompts)) for entry in entries]
        found.append((compiled.table.rows, plain, asked, limits))
    assert found[0] == found[1]
    assert {type(action) for action in (*EVERY, SCENARIO)} == {*actions().values()}


def worded(action: Any, texts: dict[str, str]) -> Action:
    """The action with other texts where it has some, those that may be left out among them."""
    params = {one.name: one.metadata["param"] for one in attrs.fields(type(action))}
    own = {name: texts[name] for name in params if name in texts}
    more = {name: "more" for name, one in params.items() if one.kind == "string" and not one.required}
    changed: Action = attrs.evolve(action, **own, **(more if texts else {}))
    return changed


def test_lists_of_another_shape_share_no_machine() -> None:
    one = build((CAPTURE,), "reply", DEFAULT, "one")
    assert build((CAPTURE, Say(text="Bye.", voice_profile="en-GB-Emma")), "reply", DEFAULT, "two").fast is not one.fast
    assert build((attrs.evolve(CAPTURE, max_digits=3),), "reply", DEFAULT, "three").fast is not one.fast


def test_lists_of_one_shape_post_their_digits_where_each_says() -> None:
    urls = ("https://example.com/a", None)
    one, other = (build((attrs.evolve(CAPTURE, dtmf_callback_url=url),), "reply", DEFAULT, str(url)) for url in urls)
    assert one.shape is other.shape
    assert tuple(each.places.callback("1.sayAndCapture.accepted") for each in (one, other)) == urls


def test_lists_whose_timers_differ_are_entered_as_each_says() -> None:
    state = "1.sayAndCapture.prompting"
    judging = attrs.evolve(DEFAULT, overall_timeout_judges=True, digit_timeout_judges=False)
    lists = [
        build((attrs.evolve(CAPTURE, digit_timeout=ms),), "reply", judging, str(ms)) for ms in (1000, 2000, 60_000)
    ]
    assert len({each.shape for each in lists}) == 3
    assert [each.entries[state].times_out for each in lists] == [False, False, True]
    assert [dict(each.entries[state].timers)["digitTimeout"] for each in lists] == [1000, 2000, 60_000]


def test_no_more_is_kept_than_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_capture_rows, "KEPT", 3)
    monkeypatch.setattr(shape, "_kept", Cache(3, shape.BYTES))
    _capture_rows._kept.clear()
    for most in range(1, 10):
        compile_actions((attrs.evolve(CAPTURE, max_digits=most),), "reply", DEFAULT)
    assert len(_capture_rows._kept) <= 3
    assert len(shape._kept) <= 3
