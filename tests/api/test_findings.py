"""`check` gives every finding and the platform's answer, as a sequence, a text and a table."""

from __future__ import annotations

import json

import pytest

import simulator
from tests.bodies import GREETING, TWO_ERRORS, request


def test_findings_are_a_sequence_of_diagnostics() -> None:
    findings = simulator.check(TWO_ERRORS)
    assert len(findings) == 2
    assert list(findings) == [findings[0], findings[1]] == list(findings.diagnostics)
    assert findings[:1] == (findings[0],)
    assert findings[-1] in findings
    assert all(isinstance(found, simulator.Diagnostic) for found in findings)
    assert findings.codes == (-1009, -1007)


def test_the_answer_is_one_of_the_findings_with_the_platforms_spellings() -> None:
    findings = simulator.check(TWO_ERRORS)
    assert not findings.accepted
    assert list(findings.answer) == ["httpStatus", "sessionStatus", "statusCode", "statusMessage"]
    assert findings.answer["statusCode"] == -1007
    assert findings.answer["sessionStatus"] == "NOT_CREATED"


def test_an_accepted_body_answers_created() -> None:
    findings = simulator.check(GREETING)
    assert findings.accepted
    assert not findings
    assert tuple(findings.answer.values()) == (200, "CREATED", 1, "Created")


def test_the_text_of_findings_is_what_the_command_prints() -> None:
    text = str(simulator.check(TWO_ERRORS))
    assert text.startswith("error[-1009]")
    assert text == simulator.check(TWO_ERRORS).render("text")
    assert "\x1b[" in simulator.check(TWO_ERRORS).render(colour=True)
    assert "\x1b[" not in text


def test_findings_render_in_every_format_and_name_the_nearest_of_an_unknown_one() -> None:
    findings = simulator.check(TWO_ERRORS)
    assert json.loads(findings.render("json"))[0]["answer"] == findings.answer
    assert json.loads(findings.render("sarif"))["version"] == "2.1.0"
    assert findings.render("github").startswith("::error ")
    with pytest.raises(simulator.UsageError, match="did you mean sarif"):
        findings.render("serif")


def test_a_report_without_a_file_is_called_text() -> None:
    assert simulator.check(GREETING).reports[0].file == "<text>"


def test_a_notebook_shows_a_table_with_every_text_escaped() -> None:
    body = request({"action": "<script>alert(1)</script>"}, {"action": "hangup"})
    html = simulator.check(body)._repr_html_()
    assert html.startswith("<p><b>-1007 ")
    assert html.endswith("</table>")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    for heading in ("severity", "code", "line", "path", "message", "what to do"):
        assert f">{heading}</th>" in html


def test_a_code_is_explained_and_an_unknown_one_names_the_nearest() -> None:
    assert simulator.explain(-1006).startswith("-1006")
    assert simulator.explain("L004") == simulator.explain("l004")
    with pytest.raises(simulator.UsageError, match="there is no code `-1060`: did you mean -1020"):
        simulator.explain(-1060)
