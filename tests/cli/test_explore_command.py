"""`callflow explore`: every format, exit status by severity, and what it has when it is stopped."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simulator.exploring.search.sharing import Sharing
from simulator.registry import names
from tests.cli.files import REFUSED, WARNED, Terminal, write

if TYPE_CHECKING:
    from tests.cli.conftest import Callflow

ROOT = Path(__file__).parents[2]
DESK = ROOT / "scenarios" / "samples" / "table.flow.yaml"
MARKS = {
    "text": "1 sales -> ", "json": '"version": 1', "mermaid": "stateDiagram-v2", "dot": "digraph", "svg": "<svg ",
    "html": "<!doctype html>",
}  # fmt: skip


@pytest.mark.parametrize("name", names("simulator.render.behaviour"))
def test_what_is_found_is_told_in_every_format(name: str, callflow: Callflow) -> None:
    done = callflow(f"explore {DESK} --format {name}")
    assert (done.status, done.err) == (0, "")
    assert MARKS.get(name, "") in done.out
    assert done.out.endswith("\n")


def test_the_exit_status_follows_the_gravest_finding(callflow: Callflow, folder: Path) -> None:
    assert callflow(f"explore {DESK} --fail-on info").status == 1
    assert callflow(f"explore {DESK} --fail-on warning").status == 0
    assert callflow(f"explore {DESK} --fail-on info --ignore X011,X012").status == 0
    loop = {"replies": [{"when": {}, "reply": {"callflow": [{"action": "say", "params": {
        "text": "On and on.", "voiceProfile": "en-GB-Emma"}}]}}]}  # fmt: skip
    write(folder, "asking.json", WARNED)
    write(folder, "loop.flow.yaml", {"flow": "Loop", "request": "asking.json", **loop})
    done = callflow("explore loop.flow.yaml")
    assert done.status == 1
    assert "error X002" in done.out


def test_only_the_legs_that_are_asked_for_are_tried(callflow: Callflow) -> None:
    done = callflow(f"explore {DESK} --leg answered:3s --leg failed:404")
    assert "FAILED" in done.out
    assert "BUSY" not in done.out


def test_a_request_body_is_explored_with_a_backend(callflow: Callflow, folder: Path) -> None:
    write(folder, "asking.json", WARNED)
    done = callflow("explore asking.json --backend python:tests.exploring.findings.backends:talking")
    assert done.status == 1
    assert "error X002" in done.out


def test_what_a_backend_remembers_is_part_of_the_place(callflow: Callflow, folder: Path) -> None:
    write(folder, "asking.json", WARNED)
    line = "explore asking.json --backend python:tests.exploring.findings.backends:remembering --format json"
    forgetting = json.loads(callflow(line).out)
    telling = json.loads(callflow(f"{line} --seed 1 --fingerprint tests.exploring.findings.backends:memory").out)
    assert not any(one["code"] == "X013" for one in telling["findings"])
    assert len(forgetting["edges"]) >= len(telling["edges"])
    assert (forgetting["ground"], telling["ground"]) == ("tried", "assumed")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("--fingerprint tests.exploring.findings.backends:memory", "a fingerprint asks a backend in this process"),
        ("--backend http://127.0.0.1:9/ --fingerprint a:b", "a fingerprint asks a backend in this process"),
        ("--backend python:tests.exploring.findings.backends:steady --fingerprint a", "is no function"),
        ("--backend python:tests.exploring.findings.backends:steady --fingerprint json:loads", "(fingerprint) failed"),
        ("--ignore X01", "no finding has the code"),
        ("--max-places 0", "--max-places 0 leaves nothing to explore"),
        ("--time-limit nan", "leaves nothing to explore"),
        ("--leg bussy", "did you mean"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(options: str, says: str, callflow: Callflow) -> None:
    done = callflow(f"explore booking.json {options}")
    assert (done.status, done.out) == (2, "")
    assert says in done.err


def test_bounds_are_told_and_nothing_is_proved(callflow: Callflow) -> None:
    done = callflow(f"explore {DESK} --max-places 5 --fail-on warning")
    assert done.status == 1
    assert "more places than --max-places allows" in done.out
    assert "nothing is proved" in done.out
    assert "Not reached" in done.out


def test_a_time_limit_stops_it(callflow: Callflow) -> None:
    done = callflow(f"explore {DESK} --time-limit 1e-9")
    assert done.status == 0
    assert "the time of --time-limit was over" in done.out


def test_ctrl_c_reports_what_is_known_and_exits_with_130(callflow: Callflow, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = iter(range(16))
    take = Sharing.take

    def interrupted(self: Sharing, *given: object) -> object:
        if next(steps, None) is None:
            raise KeyboardInterrupt
        return take(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Sharing, "take", interrupted)
    done = callflow(f"explore {DESK}")
    assert done.status == 130
    assert "it was interrupted" in done.out
    assert "Sales is closed now" in done.out


def test_a_request_with_errors_is_refused_with_every_finding(callflow: Callflow, folder: Path) -> None:
    write(folder, "bad.json", REFUSED)
    done = callflow("explore bad.json")
    assert (done.status, done.out) == (1, "")
    assert "-1007" in done.err


def test_a_flow_file_with_errors_is_told_and_not_explored(callflow: Callflow, folder: Path) -> None:
    write(folder, "bad.flow.yaml", {"flow": "Bad"})
    done = callflow("explore bad.flow.yaml")
    assert (done.status, done.out) == (1, "")
    assert "request" in done.err


def test_progress_is_drawn_on_a_terminal_and_taken_away(callflow: Callflow, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    callflow(f"explore {DESK}")
    assert "points found" in shown.getvalue()
    assert shown.getvalue().endswith("\r\x1b[2K")


BALANCE = ROOT / "scenarios" / "bank-balance" / "bank-balance.flow.yaml"
OPEN = {
    "flow": "Open", "request": {"callflow": [
        {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
        {"action": "sayAndCapture", "params": {
            "promptMessage": "Choose.", "voiceProfile": "en-GB-Emma", "maxDigits": 1, "noOfTries": 1}},
    ]},
    "replies": [
        {"when": {"digits": "1"}, "reply": {"callflow": [
            {"action": "say", "params": {"text": "Your balance is 5.", "voiceProfile": "en-GB-Emma"}}]}},
        {"when": {"clientActionId": "*"}, "reply": {}},
    ],
    "invariants": [{"name": "no balance", "never": {"hears": "balance"}}, {"never": {"session": "ERROR"}}],
}  # fmt: skip


def test_a_refuted_invariant_is_1_and_can_be_kept_as_a_scenario(callflow: Callflow, folder: Path) -> None:
    write(folder, "open.flow.yaml", OPEN)
    done = callflow("explore open.flow.yaml --save made")
    assert done.status == 1
    assert '  refuted  no balance\n           heard "Your balance is 5." (line ' in done.out
    assert "           shown by: press 1  --dtmf 1\n           as a scenario:\n" in done.out
    assert "  proved   never: the session is ERROR\n" in done.out
    assert done.err == "callflow: made/refuted-no-balance.scenario.yaml: written\n"
    again = callflow("test made")
    assert again.status == 1
    assert "invariant `no balance`" in again.out
    assert callflow("explore open.flow.yaml --ignore X017,X002").status == 0


def test_a_file_that_exists_is_kept_without_force(callflow: Callflow, folder: Path) -> None:
    write(folder, "open.flow.yaml", OPEN)
    (folder / "refuted-no-balance.scenario.yaml").write_text("mine")
    done = callflow("explore open.flow.yaml --save .")
    assert done.status == 2
    assert "--force" in done.err
    assert callflow("explore open.flow.yaml --save . --force").status == 1


def test_what_a_scenario_cannot_keep_is_told_before_anything_is_explored(callflow: Callflow, folder: Path) -> None:
    write(folder, "open.flow.yaml", OPEN)
    done = callflow("explore open.flow.yaml --save . --backend python:a:b")
    assert (done.status, done.out) == (2, "")
    assert "--save cannot keep --backend: name it in the flow file" in done.err


def test_where_nothing_is_refuted_nothing_is_written(callflow: Callflow, folder: Path) -> None:
    done = callflow(f"explore {BALANCE} --save made --ignore X005")
    assert (done.status, done.err) == (0, "")
    assert "  proved   no balance before the PIN\n" in done.out
    assert not (folder / "made").exists()


@pytest.mark.parametrize("name", ["json", "html"])
def test_other_formats_tell_of_invariants_too(name: str, callflow: Callflow, folder: Path) -> None:
    write(folder, "open.flow.yaml", OPEN)
    done = callflow(f"explore open.flow.yaml --format {name}")
    if name == "html":
        assert '<span class="badge fail">refuted</span>' in done.out
        return
    first, second = json.loads(done.out)["invariants"]
    assert (first["outcome"], first["name"], first["way"]["dtmf"]) == ("refuted", "no balance", "1")
    assert first["scenario"].startswith("# Refutes an invariant of open.flow.yaml, line ")
    assert (second["outcome"], second["ground"], second["way"]) == ("proved", "proved", None)
