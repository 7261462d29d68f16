"""callflow faults: what it prints, when it fails, and how its calls are run again."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simulator.cli.base import progress as _progress
from tests.bodies import ASK, request
from tests.cli.files import REFUSED, SOUND, Stdin, Terminal, write

if TYPE_CHECKING:
    from tests.cli.conftest import Callflow

HOTLINE = Path(__file__).parents[2] / "scenarios" / "hotline" / "hotline.flow.yaml"
SAMPLES = Path(__file__).parents[2] / "scenarios" / "samples"


def test_it_prints_the_matrix(callflow: Callflow) -> None:
    done = callflow("faults", HOTLINE)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(
        "Hotline call-back: in 87 of 109 calls with one fault each the line goes dead, at 7 of 8 places.\n"
    )
    assert "   2  ends   dead!  dead!" in done.out


def test_silence_fails_where_it_is_asked_to(callflow: Callflow) -> None:
    assert callflow("faults --fail-on silence", HOTLINE).status == 1


def test_trouble_besides_a_fault_fails(callflow: Callflow, folder: Path) -> None:
    given = {"flow": "A", "request": request(ASK), "replies": [{"when": {"digits": "9"}, "reply": {}}]}
    write(folder, "a.flow.yaml", given)
    done = callflow("faults a.flow.yaml")
    assert done.status == 1
    assert "Trouble besides the fault" in done.out


def test_a_command_of_a_silent_cell_shows_it_again(callflow: Callflow) -> None:
    rows = json.loads(callflow("faults --format json", HOTLINE).out)["rows"]
    [busy] = rows[2]["cells"]["busy"]
    again = callflow(*shlex.split(busy["reproduce"].removeprefix("callflow "))[:1], *shlex.split(busy["reproduce"])[2:])
    assert again.status == 0
    assert "BUSY" in again.out


def test_a_request_with_a_backend_is_run_again_with_both(callflow: Callflow) -> None:
    body = (SAMPLES / "request.json").as_posix()
    given = ("--backend", "wsgi:scenarios.samples.flask_app:app/vca", "--account", SAMPLES / "account.yaml")
    at = ("--at", "2026-01-13T08:26:58Z")
    done = callflow("faults --format json --max-places 2", body, *given, *at)
    assert done.status == 0
    data = json.loads(done.out)
    cells = [cell for row in data["rows"] for cells in row["cells"].values() for cell in cells]
    lines = [cell["reproduce"] for cell in cells]
    command = next(line for line in lines if line.startswith("callflow run"))
    assert "--backend wsgi:scenarios.samples.flask_app:app/vca --account" in command
    assert command.endswith("--at 2026-01-13T08:26:58Z")
    scenario = next(line for line in lines if line.startswith("{"))
    assert json.loads(scenario.partition("  # ")[0])["request"] == body
    assert json.loads(scenario.partition("  # ")[0])["at"] == "2026-01-13T08:26:58Z"
    assert "# in the flow file: backend: wsgi:scenarios.samples.flask_app:app/vca, account:" in scenario


def test_a_request_from_standard_input_is_named_as_a_file(callflow: Callflow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Stdin(json.dumps(SOUND).encode()))
    done = callflow("faults -")
    assert done.status == 0
    assert '"request": "request.json", "faults": [{"say": "failed"}]' in done.out


@pytest.mark.parametrize("option", ["--max-places 0", "--time-limit 0", "--time-limit nan"])
def test_a_bound_that_leaves_nothing_is_an_error(callflow: Callflow, option: str) -> None:
    done = callflow(f"faults {option}", HOTLINE)
    assert done.status == 2
    assert "leaves nothing to explore" in done.err


def test_a_flow_file_with_errors_is_told(callflow: Callflow, folder: Path) -> None:
    (folder / "b.flow.yaml").write_text("flow: B\n")
    done = callflow("faults b.flow.yaml")
    assert (done.status, done.out) == (1, "")
    assert "b.flow.yaml" in done.err


def test_a_refused_request_is_told_with_its_place(callflow: Callflow, folder: Path) -> None:
    write(folder, "bad.json", REFUSED)
    done = callflow("faults bad.json")
    assert (done.status, done.out) == (1, "")
    assert "bad.json:1:" in done.err
    assert "[-1007]" in done.err


def test_progress_is_shown_on_a_terminal_and_a_stop_reports(
    callflow: Callflow, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    steps = iter(range(1000))
    real = _progress.Searching.step

    def step(bar: _progress.Searching, known: int, waiting: int) -> None:
        real(bar, known, waiting)
        if next(steps) == 30:
            raise KeyboardInterrupt

    monkeypatch.setattr(_progress.Searching, "step", step)
    done = callflow("faults", HOTLINE)
    assert done.status == 130
    assert "cut short (interrupted)" in done.out
    assert "points found" in terminal.getvalue()


def test_a_machine_is_a_column_where_it_is_asked_for(callflow: Callflow) -> None:
    plain, done = callflow("faults", HOTLINE), callflow("faults --leg machine", HOTLINE)
    assert "mach" not in plain.out
    assert done.status == 0
    assert "  mach   a machine answers the leg" in done.out
    assert 'did you mean "machine"?' in callflow("faults --leg machin", HOTLINE).err
