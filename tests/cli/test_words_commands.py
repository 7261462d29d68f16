"""`callflow explain` and `callflow assumptions`: the words behind codes and settings."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from simulator.model.assumptions import SETTINGS
from simulator.render.formats import formats
from tests.cli.files import Terminal

if TYPE_CHECKING:
    from tests.cli.conftest import Callflow


@pytest.mark.parametrize(("code", "says"), [("-1006", "OverallTimeout"), ("-2003", "call flow"), ("l004", "L004")])
def test_a_code_is_explained(code: str, says: str, callflow: Callflow) -> None:
    done = callflow(f"explain {code}")
    assert (done.status, done.err) == (0, "")
    assert says in done.out


def test_several_codes_are_several_pages_and_a_double_dash_is_none(callflow: Callflow) -> None:
    both = callflow("explain -- -1006 L004").out
    assert both == callflow("explain -1006").out + "\n" + callflow("explain L004").out


def test_an_unknown_code_names_the_nearest_and_prints_no_page(callflow: Callflow) -> None:
    done = callflow("explain -1006 L0044")
    assert (done.status, done.out) == (2, "")
    assert done.err == "callflow: there is no code `L0044`: did you mean L004?\n" or "did you mean L004" in done.err


def test_without_a_code_all_are_listed(callflow: Callflow) -> None:
    done = callflow("explain")
    assert (done.status, done.err) == (0, "")
    listed = {line.split()[0] for line in done.out.splitlines() if line.startswith("  ") and line[2] != " "}
    assert {"1", "-1006", "-2003", "-9999", "L004", "X001", "F002", "sayAndCapture", "maxDigits", *SETTINGS} <= listed


@pytest.mark.parametrize("name", ["bargeIn", "bargein", "maxDigits", "makeCall"])
def test_a_setting_a_parameter_and_an_action_are_explained(name: str, callflow: Callflow) -> None:
    done = callflow(f"explain {name}")
    assert (done.status, done.err) == (0, "")
    assert done.out.lower().startswith(f"{name.lower()} (")


def test_a_page_is_found_wherever_the_options_stand(callflow: Callflow) -> None:
    assert callflow("--debug explain -1006 L004").out == callflow("explain -1006 --debug L004").out


def test_a_page_is_coloured_on_a_terminal_only(callflow: Callflow, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in callflow("explain -1006").out
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    assert callflow("explain -1006").status == 0
    assert "\x1b[1m" in terminal.getvalue()


@pytest.mark.parametrize("name", formats("assumptions"))
def test_every_setting_is_listed_in_every_format(name: str, callflow: Callflow) -> None:
    done = callflow(f"assumptions --format {name}")
    assert (done.status, done.err) == (0, "")
    assert [setting for setting in SETTINGS if setting not in done.out] == []


def test_the_json_of_the_settings_is_data(callflow: Callflow) -> None:
    assert json.loads(callflow("assumptions --format json").out)
