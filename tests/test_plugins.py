"""One of each is plugged in from outside the package, and goes through all commands as if it were ours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.plugged import plugged

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.nested

PLUG = Path(__file__).parent / "plug"
PROGRAM = """
import contextlib, importlib, io, json, sys
from pathlib import Path

folder = Path(sys.argv[1])
places = {"actions": "actions", "webhooks": "webhooks", "rules": "rules", "findings": "exploring.findings",
          "formats": "render.run", "expectations": "scenario.expectations"}
for name, package in places.items():
    importlib.import_module(f"simulator.{package}").__path__.append(str(folder / name))
from simulator.model.call.leg_outcomes import LEG_OUTCOMES, LegOutcomeRow
LEG_OUTCOMES["voicemail"] = LegOutcomeRow(
    "voicemail", "a voicemail takes the call", "voicemail", "no leg ever comes to a voicemail", "busy_after",
    "VOICEMAIL", "sip_busy", title="voicem",
)

from simulator.cli.base.main import run_command_line

done = []
for line in json.loads(sys.argv[2]):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run_command_line(line.split())
    done.append((status, out.getvalue(), err.getvalue()))
print(json.dumps(done))
"""
FLOW = """\
flow: plugged
account: {limits: {park: 1}, webhooks: {VNX: true}}
request:
  callflow:
    - {action: makeCall, params: {source: "+6562345678", destination: "+6591234567"}}
    - {action: sayAndCapture, params: {promptMessage: "To wait press 1.", voiceProfile: en-GB-Emma, maxDigits: 1, noOfTries: 1}}
replies:
  - when: {digits: "1"}
    reply: {callflow: [{action: park, params: {seconds: 3}}, {action: say, params: {text: GOODBYE, voiceProfile: en-GB-Emma}}, {action: hangup}]}
  - when: {digits: other}
    reply: {callflow: [{action: hangup}]}
  - when: {digits: null}
    reply: {callflow: [{action: hangup}]}
"""  # noqa: E501


class Done(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Done]]:
    """Runs command lines in one process in which everything is plugged in."""
    (tmp_path / "plug.flow.yaml").write_text(FLOW, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def run(*lines: str) -> list[Done]:
        return [Done(*one) for one in json.loads(plugged(PROGRAM, PLUG.as_posix(), json.dumps(lines)))]

    return run


def test_a_plugged_lint_and_action_are_checked_and_explained(commands: Callable[..., list[Done]]) -> None:
    Path("twice.json").write_text(
        '{"callflow": [{"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},'
        ' {"action": "park", "params": {"seconds": 99}}, {"action": "hangup"}]}'
    )
    check, wrong, explained, finding, ignored = commands(
        "check plug.flow.yaml", "check twice.json", "explain L900", "explain X900", "check plug.flow.yaml --ignore L900"
    )
    assert check.status == 0
    assert "warning[L900]: `GOODBYE` is in capitals" in check.out
    assert "L900" not in ignored.out
    assert wrong.status == 1
    assert "$.callflow[1].params.seconds: must have a maximum value of 60" in wrong.out
    assert "It reads as if somebody shouted." in explained.out
    assert "A call that nobody can make longer" in finding.out


def test_a_plugged_format_webhook_and_outcome_are_run_saved_and_tested(commands: Callable[..., list[Done]]) -> None:
    shout, told, kept, tested, waited, again = commands(
        "run plug.flow.yaml --dtmf 1 --format shout",
        "run plug.flow.yaml --dtmf 1 --format json",
        "run plug.flow.yaml --leg voicemail --save one.scenario.yaml",
        "test one.scenario.yaml",
        "run plug.flow.yaml --dtmf 1 --save two.scenario.yaml",
        "test two.scenario.yaml --cov --format json",
    )
    assert shout.out == "THE SESSION IS COMPLETED!\n"
    session = json.loads(told.out)
    assert [one["type"] for one in session["webhooks"]][-2:] == ["VNX", "VSS"]
    assert "VOICEMAIL" in kept.out
    saved = Path("one.scenario.yaml").read_text("utf-8")
    assert "- voicemail" in saved
    assert "VNX: 1" in saved
    assert "session: VOICEMAIL" in saved
    assert "entries: 0" in saved
    assert (tested.status, waited.status, again.status) == (0, 0, 0), tested.out + again.out
    assert "no leg ever comes to a voicemail" in again.err


def test_a_plugged_key_of_expect_is_held_against_the_call(commands: Callable[..., list[Done]]) -> None:
    head = "flow: plug.flow.yaml\ncaller: ['1']\n"
    Path("a.scenario.yaml").write_text(f"scenario: one\n{head}expect: {{entries: 1}}\n")
    Path("b.scenario.yaml").write_text(f"scenario: two\n{head}expect: {{entries: 2}}\n")
    Path("c.scenario.yaml").write_text(f"scenario: wrong\n{head}expect: {{entries: many}}\n")
    right, wrong, misread = commands("test a.scenario.yaml", "test b.scenario.yaml", "test c.scenario.yaml")
    assert right.status == 0, right.out
    assert wrong.status == 1
    assert "entries" in wrong.out
    assert "a whole number is needed here, not `many`" in misread.out


def test_a_plugged_finding_and_outcome_are_explored_covered_and_generated(
    commands: Callable[..., list[Done]],
) -> None:
    explored, drawn, made, tested, faults = commands(
        "explore plug.flow.yaml --format json",
        "graph plug.flow.yaml",
        "generate plug.flow.yaml --output made",
        "test made --cov --cov-fail-under 100",
        "faults plug.flow.yaml",
    )
    found = json.loads(explored.out)
    assert [one["code"] for one in found["findings"]].count("X900") == 1
    assert "voicemail" in {edge["class"] for edge in found["edges"]}
    assert "voicemail -> ends: VOICEMAIL" in drawn.out
    assert made.status == 0, made.err
    assert "voicemail" in "".join(file.read_text("utf-8") for file in Path("made").iterdir())
    assert tested.status == 0, tested.out + tested.err
    assert "voicem" in faults.out


@pytest.mark.parametrize(
    ("kind", "words"),
    [("request", ["park", "seconds"]), ("reply", ["park"]), ("account", ["park", "VNX", "L900"]),
     ("scenario", ["voicemail", "VNX", "VOICEMAIL", "PARK", "entries"]), ("flow", ["park"])],
)  # fmt: skip
def test_everything_plugged_in_is_in_the_schemas(
    kind: str, words: list[str], commands: Callable[..., list[Done]]
) -> None:
    (done,) = commands(f"schema {kind}")
    assert [word for word in words if f'"{word}"' not in done.out] == []


def test_the_help_names_what_is_plugged_in(commands: Callable[..., list[Done]]) -> None:
    help_of_run, misspelt = commands("run --help", "run plug.flow.yaml --leg voicemial")
    assert "shout" in help_of_run.out
    assert 'did you mean "voicemail"?' in misspelt.err
