"""JUnit files: valid whatever stands in them, real seconds, and grouped by folder and file."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.model.diagnostic import Diagnostic, Span
from simulator.model.scenario.scenario import Scenario
from simulator.model.scenario.verdict import Failure, SuiteResult, Unreadable, Verdict
from simulator.render.base.junit_file import group_of
from simulator.render.sharing import rendered
from tests.render.page.suite import a_suite
from tests.render.xsd import holds

NASTY = (
    "", " ", "\t", "\r\n", "]]>", "<!--", "&amp;", "\x00\x01\x1b[31m", "\x7f\x85\u2028", "\ufffe\uffff",
    "\ud800", "\udfff", "\U0001f600", "\u202eabc", "é" * 300, "::error::x", '"\'<>', "-->", "${x}", "a\x0bb\x0cc",
    "%0A", "\ufeff",
)  # fmt: skip
ANY = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(codec=None), max_size=40),
    st.lists(st.sampled_from(NASTY)).map("".join),
)


def result(name: str, file: str, text: str, printed: str = "") -> SuiteResult:
    failure = Failure(text, text, text, keys=text, place=f"{file}:1:1", reproduce=text, details=text)
    warned = Failure(name, text, text, severity="warn", place=f"{file}:1:1")
    scenario = Scenario(name, file, Span(3, 1))
    told = (
        Verdict(scenario, (failure, warned), printed=printed, took=0.25, simulated=1500),
        Verdict(scenario, (warned,), printed=text),
        Verdict(scenario, (failure,), unreached=text or "gone"),
        Verdict(scenario),
    )
    fault = Diagnostic("F002", "error", text, name, "$", Span(3, 5, 3, 9), file)
    return SuiteResult(told, (Unreadable(file, None, (fault,)),), started=1_767_603_600.5, secrets=("1234",))


def cases(text: str) -> list[ET.Element]:
    return list(ET.fromstring(text).iter("testcase"))


@given(ANY, ANY, ANY, ANY)
def test_any_name_and_text_is_valid(name: str, file: str, text: str, printed: str) -> None:
    shown = rendered("report", "junit", result(name, file, text, printed))
    assert len(cases(shown)) == 5
    holds(shown.encode().decode())


@pytest.mark.parametrize("text", NASTY)
def test_each_nasty_text_everywhere(text: str) -> None:
    holds(rendered("report", "junit", result(text, text, text, text)))


def test_a_usual_suite_and_none_at_all_are_valid() -> None:
    holds(rendered("report", "junit", a_suite()))
    holds(rendered("report", "junit", SuiteResult()))


def test_what_stands_where() -> None:
    shown = rendered("report", "junit", result("books \x01", "v1.2/menus/night.scenario.yaml", "no", "hello\n"))
    broken, suite = ET.fromstring(shown)
    assert broken.get("name") == suite.get("name") == "v1.2/menus/night.scenario.yaml"
    assert (suite.get("package"), suite.get("timestamp")) == ("v1_2.menus", "2026-01-05T09:00:00")
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors"), suite.get("time")) == (
        "4",
        "2",
        "0",
        "0.250000",
    )
    first, second, *_ = suite.iter("testcase")
    assert first.attrib == {"name": "books ␁", "classname": "v1_2.menus.night", "time": "0.250000"}
    failure = first.find("failure")
    assert failure is not None
    assert failure.text is not None
    assert failure.get("message") == "no: expected no, found no"
    assert failure.text.endswith("the backend printed\n  hello")
    assert second.find("failure") is None
    known = {one.get("name"): one.get("value") for one in suite.iter("property")}
    assert known["simulated seconds: books ␁"] == "1.5"
    assert known["at: books ␁"] == "v1.2/menus/night.scenario.yaml:3"
    assert "warning: books ␁" in (suite.findtext("system-out") or "")
    assert suite.findtext("system-err") == "books ␁\nhello\nbooks ␁\nno"


@pytest.mark.parametrize(
    ("file", "group"),
    [
        ("menus/night.scenario.yaml", "menus.night"),
        ("./a.scenario.yml", "a"),
        ("../../up/a.SCENARIO.JSON", "up.a"),
        ("/srv/v1.2/a.scenario.yaml", "srv.v1_2.a"),
        ("a b/c,d.scenario.yaml", "a b.c,d"),
        ("booking.flow.yaml", "booking_flow"),
        ("", "callflow"),
    ],
)
def test_class_names_group_by_folder_and_file(file: str, group: str) -> None:
    assert group_of(file) == group


def test_what_is_skipped_and_what_fails_as_expected_is_told_as_jenkins_has_it() -> None:
    skipped = Scenario("later", "a.scenario.yaml", Span(), skip="no line yet")
    known = Scenario("known", "a.scenario.yaml", Span(), xfail="SHOP-12")
    fails = (Failure("session", "COMPLETED", "BUSY"),)
    text = rendered("report", "junit", SuiteResult((Verdict(skipped), Verdict(known, fails))))
    holds(text, ("jenkins",))
    told = [case.find("skipped") for case in cases(text)]
    assert [one.text for one in told if one is not None] == [
        "skipped: no line yet",
        "failed as expected, for SHOP-12: session: expected COMPLETED, found BUSY",
    ]
    assert ET.fromstring(text)[0].get("skipped") == "2"
