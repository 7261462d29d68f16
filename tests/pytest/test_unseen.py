"""Nothing passes unseen under pytest: links to nowhere, lines that a text forges, methods that hold of every call."""

from __future__ import annotations

import pytest

from tests.scenario.calls import write

pytestmark = pytest.mark.nested


def test_a_link_that_leads_nowhere_is_said(pytester: pytest.Pytester) -> None:
    write(pytester.path, "...\n")
    (pytester.path / "gone.scenario.yaml").symlink_to("nowhere")
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(passed=1)
    said = "callflow: collected 1 of 2 files; left out: gone.scenario.yaml (a link that leads nowhere)"
    result.stdout.fnmatch_lines([said])


HOSTILE = [
    r"::error::bad\n::error file=x::evil",
    r"a\rb",
    r"red \e[31m",
    r"\u202eabc",
    r"line\u2028::warning::two",
    r"\x07\x00",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("where", ["name", "skip", "xfail"])
def test_no_line_of_pytest_is_made_by_a_text_of_a_scenario(pytester: pytest.Pytester, text: str, where: str) -> None:
    name = text if where == "name" else "plain"
    more = "" if where == "name" else f'{where}: "{text}"\n'
    (pytester.path / "t.json").write_text('{"callflow": []}')
    (pytester.path / "a.scenario.yaml").write_text(
        f'scenario: "{name}"\nrequest: t.json\n{more}expect: {{answer: 7}}\n'
    )
    shown = pytester.runpytest_inprocess("-rA", "-v").stdout.str()
    assert "a.scenario.yaml::" in shown
    assert not [line for line in shown.split("\n") if line.startswith("::") or not line.isprintable()]


NOTHING = """
import pytest
from simulator.errors import UsageError

@pytest.mark.parametrize("words", [(), ("",), (" ",), ("/Thank/i",), ("/(/",), ("/Thank/ ",)])
def test_words(callflow, words):
    call = callflow.run("t.flow.yaml", dtmf="1 2")
    for method in (call.hears, call.never):
        with pytest.raises(UsageError):
            method(*words)

def test_others(callflow):
    call = callflow.run("t.flow.yaml", dtmf="1 2")
    for wrong in (call.webhooks, call.duration, lambda: call.body("VCA", 1, {}), lambda: call.webhooks(VXX=0),
                  lambda: call.body("VCA", 0, {"$.payload.x": None}), lambda: call.body("VCA", 1, {"$payload": 1})):
        with pytest.raises(UsageError):
            wrong()
"""


def test_a_method_of_the_fixture_that_would_hold_of_every_call_is_refused(pytester: pytest.Pytester) -> None:
    write(pytester.path, "...\n", "unused.yaml")
    pytester.makepyfile(test_it=NOTHING)
    pytester.runpytest_inprocess().assert_outcomes(passed=7)


def test_a_program_that_is_not_there_is_told_here_too(pytester: pytest.Pytester) -> None:
    (pytester.path / "a.scenario.yaml").write_text(
        "scenario: a\ntrigger: {post: 'http://127.0.0.1:9/', within: 1s}\nexpect: {session: COMPLETED}\n"
    )
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*the program of `trigger` cannot be reached*"])
