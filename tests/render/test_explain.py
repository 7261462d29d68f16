"""`explain` knows every code there is, and `assumptions` every setting."""

from __future__ import annotations

import json
from textwrap import indent
from typing import TYPE_CHECKING

import pytest

from simulator.loading.files.account_file import read_account
from simulator.loading.files.flow_file import read_flow
from simulator.model.assumptions import SETTINGS
from simulator.model.flow.file_faults import FILE_FAULTS
from simulator.model.status import SESSION_ERRORS, STATUS
from simulator.registry import names
from simulator.render.assumptions import json as assumptions_json
from simulator.render.assumptions import markdown, text
from simulator.render.explain import text as explain
from simulator.render.explain._discoveries import discovery_docs
from simulator.render.explain._pages import codes, pages, sections
from simulator.render.explain._session import SESSION_DOCS
from simulator.rules.base.docs import all_docs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from simulator.model.diagnostic import Code


def test_every_code_has_a_page() -> None:
    every = {str(code) for code in (*STATUS, *SESSION_ERRORS, *FILE_FAULTS, *all_docs(), *discovery_docs())}
    assert set(codes()) == every
    assert set(SESSION_DOCS) == set(SESSION_ERRORS)


@pytest.mark.parametrize("code", codes())
def test_a_page_says_what_and_why_and_shows_examples(code: str) -> None:
    for page in pages(code):
        assert page.title
        assert page.what
        assert page.why
        assert page.right
        assert page.wrong or code == "1"
    said = explain.render(code)
    assert said is not None
    assert said.startswith(f"{code} (")


@pytest.mark.parametrize("code", list(STATUS))
def test_a_status_code_shows_its_exact_message_and_http_status(code: int) -> None:
    said = explain.render(str(code)) or ""
    assert f"message: {STATUS[code].message.strip()}\n" in said
    assert f"HTTP status: {STATUS[code].http}\n" in said


def test_minus_9999_shows_both_its_meanings() -> None:
    assert [page.kind for page in pages("-9999")] == ["status code", "session error"]


def test_a_code_is_found_in_any_case_and_with_spaces() -> None:
    assert explain.render(" l001 ") == explain.render("L001")
    assert explain.render("f002") == explain.render("F002")


def test_an_account_that_an_example_needs_is_shown() -> None:
    assert '{"webhooks": {"VCA": false}}' in (explain.render("L003") or "")


def test_the_title_is_bold_where_colours_are_wanted() -> None:
    assert (explain.render("L001", colour=True) or "").startswith("\x1b[1mL001 (lint)")
    assert "\x1b[1mbargeIn\x1b[0m: true" in text.render(colour=True)


@pytest.mark.parametrize(
    ("code", "says"),
    [("1006", "did you mean -1006?"), ("L099", "L0"), ("nonsense", "codes look like"), ("-1026", "-1020")],
)
def test_an_unknown_code_names_the_nearest(code: str, says: str) -> None:
    assert explain.render(code) is None
    assert says in explain.unknown(code)


@pytest.mark.parametrize("code", ["9" * 5000, f"-{'9' * 5000}", f"L{'0' * 5000}"])
def test_a_number_of_any_length_is_looked_up(code: str) -> None:
    assert not pages(code)


_ROWS = "replies: [{when: {}, reply: {}}]\n"
FLOWS: dict[str, Callable[[str], str]] = {
    "F006": lambda text: text + _ROWS,
    "F007": lambda text: text + _ROWS,
    "F008": lambda text: "request: booking.json\nreplies:\n" + indent(text, "  "),
}
"""The examples of faults in a flow file, put into the rest of one; all others are account files."""


def _codes(code: str, text: str, folder: Path) -> list[Code]:
    if code in FLOWS:
        return [found.code for found in read_flow(FLOWS[code](text).encode(), folder, "a.flow.yaml")[1]]
    return [found.code for found in read_account(text.encode(), folder)[1]]


@pytest.mark.parametrize("code", FILE_FAULTS)
def test_the_examples_of_a_file_fault_are_true(code: str, tmp_path: Path) -> None:
    (tmp_path / "flows").mkdir()
    for name in ("flows/office.json", "booking.json", "sorry.json", "today.json"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    assert _codes(code, FILE_FAULTS[code].wrong, tmp_path) == [code]
    assert _codes(code, FILE_FAULTS[code].right, tmp_path) == []


def test_every_format_of_assumptions_lists_every_setting_in_order() -> None:
    listed = json.loads(assumptions_json.render())
    assert [row["name"] for row in listed] == list(SETTINGS)
    for render in (text.render, markdown.render):
        shown = render()
        places = [shown.index(name) for name in SETTINGS if f"{name}" in shown]
        assert len(places) == len(SETTINGS)
    assert len(markdown.render().splitlines()) == len(SETTINGS) + 2


def test_the_preset_is_shown_where_it_differs() -> None:
    rows = {row["name"]: row for row in json.loads(assumptions_json.render())}
    assert (rows["defaultNoOfTries"]["default"], rows["defaultNoOfTries"]["schema"]) == (3, 1)
    assert rows["bargeIn"]["schema"] is None
    assert rows["digitsField"]["choices"] == ["both", "object", "string", "flat"]
    assert "defaultNoOfTries: 3 (preset schema: 1)  [a whole number]" in text.render()
    assert "| `defaultNoOfTries` | `3` | `1` |" in markdown.render()
    assert "speechRate: {}  [language: number]" in text.render()


@pytest.mark.parametrize("thing", ["assumptions", "explain"])
def test_a_format_is_named_as_its_file(thing: str) -> None:
    from importlib import import_module

    for name in names(f"simulator.render.{thing}"):
        module = import_module(f"simulator.render.{thing}.{name}")
        assert name == module.FORMAT


def test_every_page_is_listed_with_its_title() -> None:
    listed = explain.listing()
    assert {page.code for _, found in sections()[:5] for page in found} == set(codes())
    for heading, found in sections():
        assert f"{heading}\n" in listed
        for page in found:
            assert f"  {page.code} " in listed
            assert page.title.split()[0] in listed
            assert pages(page.code)
    assert max(map(len, listed.splitlines())) <= 100
    assert "\x1b[1mActions\x1b[0m" in explain.listing(colour=True)


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_says_its_default_its_choices_and_how_to_write_it(name: str, tmp_path: Path) -> None:
    (page,) = pages(name)
    said = explain.render(name) or ""
    assert said.startswith(f"{name} (setting of the account file): {page.title}\n\ndefault: ")
    account, faults = read_account(page.use.encode(), tmp_path)
    assert faults == ()
    assert f"  {name}: " in page.use
    assert account


def test_a_parameter_says_what_it_takes_and_which_settings_stand_in_for_it() -> None:
    said = explain.render("maxDigits") or ""
    assert "maxDigits (parameter of sayAndCapture): most keys taken\n" in said
    assert "value: integer, 1 to 25\ncodes: -1003, -1008, -1009\n" in said
    assert "defaultMaxDigits" in said
    assert "(parameter of say and sayAndCapture)" in (explain.render("VOICEPROFILE") or "")
    assert "value: integer, 1 or more" in (explain.render("noOfTries") or "")
    assert "value: string, required" in (explain.render("destination") or "")


def test_an_action_shows_its_parameters_and_an_example() -> None:
    said = explain.render("makeCall") or ""
    assert "source: the caller id shown, MSISDN in E.164, the plus optional (string, required)\n" in said
    assert 'Example:\n\n    {"action": "makeCall", "params": {"source": ' in said
    assert "\nno parameters\n" in (explain.render("hangup") or "")


@pytest.mark.parametrize(
    ("name", "says"),
    [("bargin", "bargeIn"), ("maxDigit", "maxDigits"), ("make_cal", "makeCall"), ("tries", "noOfTries")],
)
def test_an_unknown_name_names_the_nearest(name: str, says: str) -> None:
    assert explain.render(name) is None
    assert f"did you mean {says}" in explain.unknown(name)
