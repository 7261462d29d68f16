"""`callflow traffic`: its reports, its exit status, and what goes together."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from simulator.exploring.search.sharing import Sharing
from tests.bodies import SCENARIOS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Callflow

HOTLINE = SCENARIOS / "hotline" / "hotline.flow.yaml"
CALLERS = (
    "callers: Quick\nreaction: 1s\nwrong: 0\nsilence: 0\nhangup: 0\ntalk: 20s\ngoals: [hours]\nwants: {sales: 1}\n"
)


@pytest.fixture
def quick(folder: Path) -> Path:
    """Callers without chance, who want sales."""
    file = folder / "quick.callers.yaml"
    file.write_text(CALLERS)
    return file


def test_it_says_what_callers_come_to_and_how_that_is_known(callflow: Callflow, quick: Path) -> None:
    done = callflow("traffic", HOTLINE, "--callers", quick)
    assert (done.status, done.err) == (0, "")
    assert "Callers of Hotline call-back (Quick)" in done.out
    assert "Worked out exactly, no call was drawn, from places and ways that are proved: a table answers" in done.out
    assert "   100.00%  a person answers" in done.out


def test_every_format_tells_the_same(callflow: Callflow, quick: Path, folder: Path) -> None:
    formats = [f"--format {name}:report.{name}" for name in ("json", "html", "csv", "markdown")]
    line = f"traffic {HOTLINE} --callers {quick} --arrivals 'bank day 5000' --agents 40 {' '.join(formats)}"
    assert callflow(line).status == 0
    data = json.loads((folder / "report.json").read_text())
    assert (data["known"], data["ground"], data["person"], data["containedTrue"]) == ("exact", "proved", 1, 0)
    assert data["offered"]["callsPerHour"] == 480
    rows = list(csv.DictReader(io.StringIO((folder / "report.csv").read_text())))
    assert rows[1]["input"] == "1 sales"
    assert float(rows[1]["of those who come"]) == 1
    page = (folder / "report.html").read_text()
    assert page.count("<svg") == 3
    assert "<script" not in page
    assert "http" not in page.partition("<body>")[2].replace("https://hotline.example/hours.wav", "")
    assert "| 2. “This is the hotline.” | 1 sales |" in (folder / "report.markdown").read_text()


def test_two_versions_and_a_sweep_are_reports_of_their_own(callflow: Callflow, quick: Path, folder: Path) -> None:
    new = folder / "new.flow.yaml"
    text = HOTLINE.read_text(encoding="utf-8").replace("For sales press 1", "For our sales team press 1")
    new.write_text(text)
    for name in ("goodbye.json", "sales.json"):
        (folder / name).write_bytes((HOTLINE.parent / name).read_bytes())
    done = callflow("traffic", HOTLINE, "--callers", quick, "--compare", new)
    assert done.status == 0
    assert "calls to see it" in done.out
    done = callflow("traffic", HOTLINE, "--callers", quick, "--sweep", "overallTimeout=3000..5000:1000")
    assert done.status == 0
    assert "in the IVR at overallTimeout 3000, the least of these values" in done.out
    data = json.loads(callflow("traffic", HOTLINE, "--sweep", "wrong=0,0.1", "--format", "json").out)
    assert [one["value"] for one in data["values"]] == [0, 0.1]
    new.write_text("flow: x\n")
    done = callflow("traffic", HOTLINE, "--compare", new)
    assert done.status == 1
    assert "new.flow.yaml" in done.err


def test_callers_are_fitted_to_a_log(callflow: Callflow, folder: Path) -> None:
    """What is written is taken as a callers file."""
    with (folder / "log.jsonl").open("w") as log:
        for seed, keys in enumerate(["1", "2 1", "silence 3", "9"] * 10):
            log.write(callflow(f"run {HOTLINE} --dtmf '{keys}' --seed {seed} --format webhooks").out)
    done = callflow(f"traffic {HOTLINE} --fit log.jsonl --output fitted.callers.yaml")
    assert (done.status, done.err) == (0, "")
    assert "silence" in done.out
    assert callflow(f"traffic {HOTLINE} --callers fitted.callers.yaml").status == 0


def test_a_ground_that_is_too_weak_fails(callflow: Callflow, folder: Path) -> None:
    (folder / "backend.py").write_text("def answer(body):\n    return {'callflow': [{'action': 'hangup'}]}\n")
    done = callflow("traffic booking.json --account account.yaml --backend python:backend:answer --require proved")
    assert done.status == 1
    assert "--require proved: where callers can go is tried" in done.err
    assert "from places and ways that are tried" in done.out


def test_a_request_that_is_compared_has_the_same_backend(callflow: Callflow, folder: Path) -> None:
    """It was answered by nobody, and differed from itself."""
    (folder / "backend.py").write_text("def answer(body):\n    return {'callflow': [{'action': 'hangup'}]}\n")
    line = "traffic booking.json --account account.yaml --backend python:backend:answer --compare booking.json"
    done = callflow(line)
    assert done.status == 0
    assert "none  difference was found in what is compared" in done.out


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("--ports 5", "--ports needs --arrivals"), ("--agents 5", "--agents needs --arrivals"),
        ("--fit log.jsonl --sweep wrong=0,1", "--fit makes callers of a log, and takes no --sweep"),
        ("--fit none.jsonl", "none.jsonl"),
        ("--compare x.flow.yaml --sweep wrong=0,1", "--compare and --sweep are two reports"),
        ("--sweep wrong=0,1 --arrivals 600/h", "--arrivals goes with one version"),
        ("--arrivals often", 'arrivals: "often" says nothing of when calls come'),
        ("--arrivals 600/h --ports 0", "ports is 0, expected"), ("--sweep wrong", '--sweep "wrong": expected NAME='),
        ("--callers none.callers.yaml", "none.callers.yaml"), ("--compare none.flow.yaml", "none.flow.yaml"),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_told(more: str, said: str, callflow: Callflow) -> None:
    done = callflow(f"traffic {HOTLINE} {more}")
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_a_refused_request_is_told_with_its_place(callflow: Callflow, folder: Path) -> None:
    (folder / "bad.json").write_text('{"callflow": []}')
    done = callflow("traffic bad.json")
    assert done.status == 1
    assert "bad.json" in done.err


def test_a_stop_reports_what_is_known_and_exits_so(callflow: Callflow, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = iter(range(4))
    take = Sharing.take

    def interrupted(self: Sharing, *given: object) -> object:
        if next(steps, None) is None:
            raise KeyboardInterrupt
        return take(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Sharing, "take", interrupted)
    done = callflow(f"traffic {HOTLINE}")
    assert done.status == 130
    assert "it was interrupted" in done.out
    assert "come to places that were not explored" in done.out


def test_a_value_that_the_request_cannot_have_is_told(callflow: Callflow) -> None:
    done = callflow(f"traffic {HOTLINE} --sweep minDigits=3,4")
    assert (done.status, done.out) == (2, "")
    assert "minDigits=3: the request is not taken with this value: [-1003]" in done.err
