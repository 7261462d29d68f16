"""What is shown beside the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.lsp.base.desk import Desk
from simulator.lsp.base.document import LARGEST
from simulator.lsp.checking.checks import Checks
from simulator.lsp.features.hover import hover
from tests.lsp.desks import STARTER, at_cursor, desk, document, starter, typed

if TYPE_CHECKING:
    from pathlib import Path

FLOW = STARTER["booking.flow.yaml"]


def shown(folder: Path, name: str, text: str) -> str:
    found = hover(*typed(folder, name, text), ())
    return found.text if found else ""


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.flow.yaml", "repl‸ies: []", "the VCA webhook as a table"),
        ("a.flow.yaml", "replies: [{when: {‸digits: other}}]", "a list, /a regular expression/"),
        ("a.flow.yaml", "replies: [{reply: {callflow: [{action: say, params: {spe‸ed: 1}}]}}]", "0.5 to 2"),
        ("a.flow.yaml", "inbound: {sou‸rce: '+65'}", "source"),
        ("a.flow.yaml", "invariants:\n  - nev‸er: {hears: x}", "never"),
        ("account.yaml", "assumptions: {bar‸geIn: true}", "bargeIn"),
        ("account.yaml", "capa‸city: 3", "integer"),
        ("account.yaml", "ignore: [L0‸03]", "**L003** (lint)"),
        ("account.yaml", "voiceProfiles: [en-GB-Em‸ma]", "speaks en; one of those of your account"),
        ("a.scenario.yaml", "scenario: x\nexpect: {er‸ror: -2003}", "-2003"),
        ("a.scenario.yaml", "scenario: x\nexpect: {error: -20‸03}", "**-2003** (session error)"),
        ("a.scenario.yaml", "scenario: x\nfaults:\n  - ses‸sion: -2010", "session"),
        ("a.callers.yaml", "callers: 1\nrea‸ction: 3", "reaction"),
        ("a.json", '{"callflow": [{"action": "ha‸ngup"}]}', "**hangup** (action)"),
        ("a.json", '{"callflow": [{"action": "say", "params": {"repe‸tition": 2}}]}', "repetition"),
        ("a.json", '{"validUn‸til": "x", "callflow": []}', "ISO 8601"),
        ("a.json", '{"callflow": [{"action": "say", "params": {"voiceProfile": "xx-YY-N‸o"}}]}', "none of those that"),
    ],
)  # fmt: skip
def test_keys_codes_and_voices_are_explained(tmp_path: Path, name: str, text: str, said: str) -> None:
    assert said in shown(tmp_path, name, text)


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ('text: "1 2 3 4 5 6 7 8 9 0 ‸", voiceProfile: en-GB-Emma', "About 3.5 s"),
        ('text: "1 2 3 4 5 6 7 8 9 0 ‸", voiceProfile: en-GB-Emma, speed: 2', "About 1.8 s"),
        ('text: "1 2 3 4 5 6 7 8 9 0 ‸", voiceProfile: de-DE-Hedda, speed: x', "About 3.5 s to speak once (de"),
        ('text: "1 2 3 4 5 6 7 8 9 0 ‸", language: zh-CN', "(zh"),
    ],
)
def test_a_text_says_how_long_it_takes(tmp_path: Path, params: str, said: str) -> None:
    text = f"replies: [{{reply: {{callflow: [{{action: say, params: {{{params}}}}}]}}}}]"
    assert said in shown(tmp_path, "a.flow.yaml", text)


@pytest.mark.parametrize("params", ['{text: "Hi", voiceProfile: "%s‸"}', '{text: "Hi‸", language: "%s"}'])
def test_what_a_file_says_is_no_markup(tmp_path: Path, params: str) -> None:
    params %= "`![x](http://example.com/p.png)<img src=x>`"
    said = shown(tmp_path, "a.flow.yaml", f"replies: [{{reply: {{callflow: [{{action: say, params: {params}}}]}}}}]")
    assert "example.com" in said
    assert "![" not in said
    assert "<img" not in said.replace("\\<", "")


def test_the_account_that_a_flow_names_decides_how_long(tmp_path: Path) -> None:
    text, place = at_cursor(FLOW.replace('"Press 1 for', '"Press‸ 1 for'))
    here = document(tmp_path / "booking.flow.yaml", text)
    account = document(tmp_path / "account.yaml", "assumptions: {digitSpeech: 2000}")
    without = hover(Desk({here.path: here}), here, place, ())
    found = hover(Desk({here.path: here, account.path: account}), here, place, ())
    assert without is not None
    assert found is not None
    assert "About 3.4 s" in without.text
    assert "About 6.7 s" in found.text


def test_a_finding_is_explained_first(tmp_path: Path) -> None:
    starter(tmp_path)
    on = desk(tmp_path, booking_flow_yaml=FLOW.replace("minDigits: 1", "minDigits: 0"))
    (here,) = on.documents
    told = Checks().found(on, [here])[here.path]
    found = hover(on, here, (told[0].span.line, told[0].span.column), told)
    assert found is not None
    assert found.text.startswith(f"**{told[0].code}**")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.flow.yaml", "unknown: {k‸ey: 1}"),
        ("a.flow.yaml", "flow: x\n‸"),
        ("a.flow.yaml", "‸- 1"),
        ("a.flow.yaml", "replies: [‸]"),
        ("a.txt", "a‸b: 1"),
        ("a.flow.yaml", "flow: x\nbackend: [‸"),
    ],
)
def test_where_nothing_is_known_nothing_is_shown(tmp_path: Path, name: str, text: str) -> None:
    assert shown(tmp_path, name, text) == ""


def test_a_text_without_a_key_above_it_is_only_that(tmp_path: Path) -> None:
    assert shown(tmp_path, "a.flow.yaml", "‸word") == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("account: {assumptions: {digitSpeech: 2000}}\n", "About 20.0 s"),
        ("account: none.yaml\n", "About 3.5 s"),
        ("account: [x]\n", "About 3.5 s"),
    ],
)
def test_an_account_may_be_inline_or_missing(tmp_path: Path, text: str, said: str) -> None:
    reply = '{callflow: [{action: say, params: {text: "1 2 3 4 5 6 7 8 9 0 ‸"}}]}'
    assert said in shown(tmp_path, "a.flow.yaml", f"{text}replies: [{{reply: {reply}}}]")


def test_a_text_that_is_far_too_long_is_not_looked_into(tmp_path: Path) -> None:
    assert shown(tmp_path, "a.flow.yaml", "fl‸ow: x\n" + "#" * LARGEST) == ""
