"""The dial pad: what it shows, what its buttons do, and what is left of it without the widget."""

from __future__ import annotations

import re
import sys
from importlib.resources import files
from typing import Any

import pytest

import simulator
from simulator.notebook.dial_pad import KEYS, DialPad
from tests.bodies import SCENARIOS, TWO_ERRORS, request

HOTLINE = SCENARIOS / "hotline" / "hotline.flow.yaml"
BANK = SCENARIOS / "bank-balance" / "bank-balance.flow.yaml"


def evil(text: str) -> dict[str, Any]:
    ask = {"promptMessage": text, "voiceProfile": "en-GB-Emma", "maxDigits": 1}
    return request({"action": "sayAndCapture", "params": ask})


def test_a_key_that_ends_the_entry_is_sent_at_once() -> None:
    pad = DialPad(HOTLINE).key("2")
    assert (pad.held, pad.stepper.keys) == ("", "2")
    assert pad.view["prompt"].startswith("Is it urgent?")


def test_keys_are_held_until_the_entry_is_complete() -> None:
    pad = DialPad(BANK).key("1").key("2").key("3")
    assert (pad.held, pad.view["held"], pad.stepper.keys) == ("123", "123", "")
    assert pad.key("#").stepper.keys == "123#"
    assert pad.held == ""


def test_silence_lets_the_entry_time_out_with_what_is_held() -> None:
    assert DialPad(BANK).key("1").key("2").key("3").silence().stepper.keys == "123"
    assert DialPad(BANK).silence().stepper.keys == "silence"


def test_back_takes_back_what_is_held_and_then_the_entry() -> None:
    pad = DialPad(BANK).press("123#").key("9")
    assert pad.back().stepper.keys == "123#"
    assert (pad.held, pad.back().stepper.keys) == ("", "")


def test_hangup_and_restart() -> None:
    pad = DialPad(HOTLINE).hangup()
    assert pad.view["over"].startswith("session COMPLETED")
    assert pad.view["prompt"] == ""
    assert pad.restart().view["over"] == ""


def test_from_a_cell_a_mistake_is_an_error() -> None:
    pad = DialPad(HOTLINE)
    with pytest.raises(simulator.UsageError):
        pad.back()
    for key in ("x", "12", "", "silence"):
        with pytest.raises(simulator.UsageError, match="is not one key"):
            pad.key(key)
    with pytest.raises(simulator.UsageError, match="nobody is on the phone"):
        pad.hangup().key("1")
    with pytest.raises(simulator.RefusedError):
        DialPad(TWO_ERRORS)


def test_from_a_button_a_mistake_is_a_note_that_the_next_step_clears() -> None:
    pad = DialPad(HOTLINE)
    pad.do("back")
    assert pad.view["note"] == "there is no entry before this one"
    assert pad.note in str(pad)
    pad.do("key", "1")
    assert (pad.view["note"], pad.stepper.keys) == ("", "1")


@pytest.mark.parametrize(("what", "key"), [("dance", ""), ("key", ""), ("key", "A"), ("key", "12"), ("__init__", "")])
def test_a_message_that_no_button_sends_does_nothing(what: str, key: str) -> None:
    pad = DialPad(HOTLINE)
    before = pad.view
    pad.do(what, key)
    assert pad.view == before


def test_legs_and_account_and_backend_are_those_of_a_run() -> None:
    pad = DialPad(HOTLINE, legs=["answered", "busy"]).press("1")
    assert "session BUSY" in pad.view["over"]


def test_the_view_is_made_of_texts_and_lists_and_says_what_the_front_end_reads() -> None:
    view = DialPad(HOTLINE).view
    assert sorted(view) == ["held", "keys", "lines", "note", "over", "picture", "prompt", "state"]
    assert all(isinstance(view[name], str) for name in view if name != "lines")
    assert all(len(line) == 3 and all(isinstance(words, str) for words in line) for line in view["lines"])


def test_the_state_is_marked_in_the_machine_and_no_other() -> None:
    pytest.importorskip("pygraphviz")
    pad = DialPad(HOTLINE)
    assert pad.view["picture"].count('class="node capture passed"') == 1
    assert '"node capture passed"><title>2.sayAndCapture.prompting<' in pad.view["picture"]


def test_a_prompt_that_is_markup_stays_a_text_everywhere() -> None:
    bad = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    pad = DialPad(evil(bad))
    assert pad.view["prompt"] == bad
    for shown in (pad._repr_html_(), pad.view["picture"]):
        assert "<script>" not in shown
        assert "<img" not in shown


def test_it_shows_itself_as_widget_table_and_text() -> None:
    pytest.importorskip("anywidget")
    shown = DialPad(HOTLINE)._repr_mimebundle_()
    assert set(shown) == {"text/plain", "text/html", "application/vnd.jupyter.widget-view+json"}
    assert "now: This is the hotline" in shown["text/plain"]
    assert shown["text/html"].count("<table>") == 1


def test_without_the_widget_the_call_is_shown_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "simulator.notebook._widget", None)
    pad = DialPad(BANK).key("1")
    shown = pad._repr_mimebundle_()
    assert set(shown) == {"text/plain", "text/html"}
    assert "held: 1" in shown["text/plain"]
    assert "keys: 123#" in str(pad.back().press("123#"))


def test_without_graphviz_there_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    pad = DialPad(HOTLINE)
    assert pad.view["picture"] == ""
    assert "<svg" not in pad._repr_html_()


def test_the_pad_has_the_twelve_keys_of_a_telephone() -> None:
    assert sorted(KEYS) == sorted("0123456789*#")


def test_drawings_fit_the_cell_and_the_pad_keeps_its_layout() -> None:
    pytest.importorskip("pygraphviz")
    fits = '<svg style="max-width:100%;height:auto" '
    pad = simulator.DialPad(HOTLINE)
    first = pad._repr_html_()
    assert fits in first
    assert pad._repr_html_() == first
    assert fits in simulator.compile(simulator.load(HOTLINE))._repr_mimebundle_()["image/svg+xml"]
    assert fits in str(simulator.explore(HOTLINE)._repr_svg_())
    css = files("simulator.notebook").joinpath("dial_pad.css").read_text("utf-8")
    assert re.search(r"\.prompt \{ height: ", css)
    assert re.search(r"\.line \{[^}]*[^-]height: ", css)
    assert re.search(r"\.machine \{ max-width: 100%", css)
