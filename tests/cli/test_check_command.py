"""`callflow check`: every finding, the platform's answer, and an exit status that a script can use."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from tests.bodies import AT
from tests.cli.files import INFORMED, REFUSED, REPLY, SOUND, WARNED, Stdin, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Callflow

BODIES = {"sound": SOUND, "informed": INFORMED, "warned": WARNED, "refused": REFUSED}


def test_a_sound_body_is_fine(callflow: Callflow) -> None:
    done = callflow("check booking.json")
    assert (done.status, done.err) == (0, "")
    assert done.out == "booking.json: accepted: HTTP 200, 1 Created (no findings)\n"


def test_a_refused_body_is_framed_on_standard_output_and_exits_with_1(callflow: Callflow, folder: Path) -> None:
    write(folder, "bad.json", REFUSED)
    done = callflow("check bad.json")
    assert (done.status, done.err) == (1, "")
    assert "error[-1007]: Invalid action type was used." in done.out
    assert "--> bad.json:1:26  $.callflow[0].action" in done.out
    assert done.out.splitlines()[-1].startswith("bad.json: refused: HTTP 400, -1007 ")
    assert done.out.endswith(" (1 error)\n")


@pytest.mark.parametrize(
    ("body", "fail_on", "status"),
    [
        ("sound", "info", 0),
        ("informed", "error", 0),
        ("informed", "warning", 0),
        ("informed", "info", 1),
        ("warned", "error", 0),
        ("warned", "warning", 1),
        ("warned", "info", 1),
        ("refused", "error", 1),
        ("refused", "warning", 1),
        ("refused", "info", 1),
    ],
)
def test_findings_at_or_above_the_bound_exit_with_1(
    body: str, fail_on: str, status: int, callflow: Callflow, folder: Path
) -> None:
    write(folder, "body.json", BODIES[body])
    assert callflow(f"check body.json --fail-on {fail_on}").status == status
    if fail_on == "error":
        assert callflow("check body.json").status == status, "error is the default"


def test_several_files_are_checked_in_one_run_and_the_gravest_decides(callflow: Callflow, folder: Path) -> None:
    write(folder, "bad.json", REFUSED)
    done = callflow("check booking.json bad.json booking.json --format json")
    assert done.status == 1
    assert [one["file"] for one in json.loads(done.out)] == ["bad.json", "booking.json"], "each file once"


def test_the_json_has_the_documented_keys_in_their_order(callflow: Callflow, folder: Path) -> None:
    write(folder, "bad.json", REFUSED)
    [report] = json.loads(callflow("check bad.json --format json").out)
    assert list(report) == ["file", "answer", "diagnostics"]
    assert list(report["answer"]) == ["httpStatus", "sessionStatus", "statusCode", "statusMessage"]
    assert [*report["answer"].values()][:3] == [400, "NOT_CREATED", -1007]
    [finding] = report["diagnostics"]
    assert list(finding) == [
        "code", "severity", "message", "hint", "path", "line", "column", "endLine", "endColumn",
    ]  # fmt: skip
    assert (finding["code"], finding["severity"], finding["path"]) == (-1007, "error", "$.callflow[0].action")
    assert (finding["line"], finding["column"], finding["endLine"], finding["endColumn"]) == (1, 26, 1, 33)


def test_a_status_code_is_a_number_and_a_lint_a_name(callflow: Callflow, folder: Path) -> None:
    write(folder, "body.json", WARNED)
    [report] = json.loads(callflow("check body.json --format json").out)
    assert [finding["code"] for finding in report["diagnostics"]] == ["L018"]
    assert report["answer"]["statusCode"] == 1


def test_a_reply_has_no_http_status(callflow: Callflow, folder: Path) -> None:
    write(folder, "reply.json", REPLY)
    [report] = json.loads(callflow("check reply.json --kind reply --format json").out)
    assert report["answer"] == {
        "httpStatus": None,
        "sessionStatus": "CREATED",
        "statusCode": 1,
        "statusMessage": "Created",
    }
    assert callflow("check reply.json").status == 1, "as a request it does not begin with makeCall"


def test_sarif_and_github_are_for_machines(callflow: Callflow, folder: Path) -> None:
    write(folder, "bad.json", REFUSED)
    sarif = json.loads(callflow("check bad.json --format sarif").out)
    assert sarif["runs"][0]["results"][0]["ruleId"] == "-1007"
    github = callflow("check bad.json --format github")
    assert github.status == 1
    assert github.out.startswith("::error file=bad.json,line=1,")


def test_standard_input_is_read_for_a_dash(callflow: Callflow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(json.dumps(SOUND).encode()))
    assert callflow("check -").out == "<stdin>: accepted: HTTP 200, 1 Created (no findings)\n"


def test_a_lint_is_silenced_and_an_error_never_is(callflow: Callflow, folder: Path) -> None:
    write(folder, "body.json", WARNED)
    assert callflow("check body.json --ignore L018 --fail-on info").status == 0
    assert callflow("check body.json --ignore L001,L018 --fail-on info").status == 0
    assert callflow("check body.json --ignore L001 --ignore L018 --fail-on info").status == 0
    done = callflow("check body.json --ignore=-1007")
    assert done.status == 2
    assert '--ignore does not know "-1007": only lints (L001, ...) can be silenced, an error never is' in done.err
    assert 'does not know "L0018": did you mean L018?' in callflow("check body.json --ignore L0018").err


def test_a_lint_that_the_account_ignores_stays_silent_beside_those_of_the_command(
    callflow: Callflow, folder: Path
) -> None:
    write(folder, "body.json", WARNED)
    (folder / "quiet.yaml").write_text("ignore: [L018]\n", encoding="utf-8")
    assert callflow("check body.json --account quiet.yaml --ignore L001 --fail-on info").status == 0


def test_an_account_restricts_what_is_accepted(callflow: Callflow, folder: Path) -> None:
    assert callflow("check booking.json --account account.yaml").status == 0
    write(folder, "strict.json", {"callerIds": ["+442079460000"]})
    assert "[-1014]" in callflow("check booking.json --account strict.json").out


def test_the_simulated_now_decides_on_validity(callflow: Callflow, folder: Path) -> None:
    write(folder, "body.json", {**SOUND, "validUntil": "2026-01-05T10:00:00Z"})
    assert callflow(f"check body.json --at {AT}").status == 0
    assert callflow("check body.json --at 2026-01-05T10:00:00Z").status == 1
    assert callflow("check body.json").status == 1, "without --at it is the real clock that decides"


def test_an_unreadable_file_is_misuse_and_the_others_are_still_checked(callflow: Callflow, folder: Path) -> None:
    write(folder, "bad.json", REFUSED)
    done = callflow("check bokking.json bad.json .")
    assert done.status == 2
    assert "refused" in done.out
    assert done.err == (
        'callflow: there is no file "bokking.json": did you mean "booking.json"?\n'
        'callflow: "." is a folder, expected a file\n'
    )


def test_where_no_file_can_be_read_nothing_is_printed(callflow: Callflow) -> None:
    done = callflow("check nowhere.json --format json")
    assert (done.status, done.out) == (2, "")


def test_the_name_stays_as_it_was_typed(callflow: Callflow) -> None:
    assert callflow("check ./booking.json").out.startswith("./booking.json: accepted")


def test_whatever_the_bytes_are_it_is_a_finding_and_no_crash(callflow: Callflow, folder: Path) -> None:
    for raw in (b"", b"\xff\xfe", b"[" * 100_000, b'{"a": NaN}', b"\xef\xbb\xbf{}", b'"\\ud800"'):
        (folder / "raw.json").write_bytes(raw)
        done = callflow("check raw.json")
        assert (done.status, done.err) == (1, ""), raw[:10]
        assert "error[-1001]" in done.out
