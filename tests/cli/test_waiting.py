"""A server that takes questions and never answers: what waiting costs is said, and nothing goes green before it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from simulator.cli.base.progress import Progress, Searching
from simulator.model.diagnostic import Span
from simulator.model.scenario.scenario import Scenario
from simulator.model.scenario.verdict import Verdict
from simulator.responders.waiting import WAITED
from tests.cli.files import Terminal
from tests.responders import servers
from tests.scenario.calls import FLOW, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Callflow

FIRST = "callflow: waited 0.05 s for an answer that never came; each further one costs as much\n"
FOUR = """
scenario: "call ${n}"
flow: mute.flow.yaml
caller: ["1"]
examples: [{n: 1}, {n: 2}, {n: 3}, {n: 4}]
expect: {error: -2003}
"""


@pytest.fixture
def mute(folder: Path) -> Iterator[str]:
    """A flow file whose backend listens and says nothing, with a short time limit."""
    with servers.serving(servers.silent) as url:
        account = {"assumptions": {"replyTimeout": 50}}
        text = json.dumps({"account": account, "request": FLOW["request"], "backend": url})
        for name in ("mute", "same"):
            (folder / f"{name}.flow.yaml").write_text(text)
        yield url


@pytest.mark.usefixtures("mute")
def test_one_question_is_told_when_it_has_cost_its_time(callflow: Callflow) -> None:
    done = callflow("run mute.flow.yaml --dtmf 1")
    assert (done.status, done.err) == (1, FIRST)
    assert callflow("run mute.flow.yaml --dtmf hangup").err == "", "and each command counts anew"


@pytest.mark.usefixtures("mute")
@pytest.mark.parametrize("workers", ["", " --workers 2"])
def test_a_suite_says_what_it_cost_in_all(folder: Path, callflow: Callflow, workers: str) -> None:
    write(folder, FOUR)
    done = callflow(f"test a.scenario.yaml{workers}")
    assert (done.status, done.out) == (0, "4 passed\n")
    told = [line for line in done.err.splitlines(keepends=True) if "--workers 2: not used" not in line]
    assert "".join(told) == FIRST + "callflow: waited 0.2 s for answers that never came, to 4 questions\n"
    assert len(done.err.splitlines()) - len(told) == bool(workers)


@pytest.mark.parametrize(
    "command",
    [
        "explore mute.flow.yaml",
        "generate mute.flow.yaml --output made",
        "faults mute.flow.yaml",
        "diff same.flow.yaml mute.flow.yaml",
        "diff t.flow.yaml mute.flow.yaml",
    ],
)
def test_a_backend_that_says_nothing_is_asked_three_times(
    folder: Path, callflow: Callflow, mute: str, command: str
) -> None:
    """Each question more would cost its time: what can be said of it is said after a few."""
    (folder / "t.flow.yaml").write_text(json.dumps(FLOW))
    done = callflow(command)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(FIRST)
    assert (
        f"callflow: {mute} takes questions and answers none, so no more are asked: 3 in a row got "
        "no answer within 50 ms (replyTimeout)\n"
    ) in done.err
    assert "callflow: waited 0.15 s for answers that never came, to 3 questions\n" in done.err
    assert not (folder / "made").exists(), "nothing is written in front of it"


def test_a_function_that_never_returns_is_asked_three_times(folder: Path, callflow: Callflow) -> None:
    (folder / "never_ends.py").write_text("def f(body):\n    while True:\n        pass\n")
    account = {"assumptions": {"replyTimeout": 20}}
    text = json.dumps({"account": account, "request": FLOW["request"], "backend": "python:never_ends:f"})
    (folder / "never.flow.yaml").write_text(text)
    done = callflow("explore never.flow.yaml --leg answered")
    assert (done.status, done.out) == (2, "")
    assert "python:never_ends:f takes questions and answers none" in done.err


def test_a_backend_that_has_no_answer_to_some_questions_is_asked_on(folder: Path, callflow: Callflow) -> None:
    lines = ["def f(body):", "    while body['payload']['dtmf'] != '1':", "        pass", "    return {}"]
    (folder / "sometimes_ends.py").write_text("\n".join(lines))
    account = {"assumptions": {"replyTimeout": 20}}
    text = json.dumps({"account": account, "request": FLOW["request"], "backend": "python:sometimes_ends:f"})
    (folder / "some.flow.yaml").write_text(text)
    done = callflow("explore some.flow.yaml --leg answered --walks 1")
    assert done.status == 1
    assert "X005" in done.out
    assert done.err.endswith(" questions\n")


@pytest.mark.parametrize("reply", ["'<html>'", "(500, {})", "{'callflow': [{'action': 'dance'}]}", "None"])
def test_a_backend_whose_every_answer_is_useless_is_as_good_as_none(
    folder: Path, callflow: Callflow, reply: str
) -> None:
    (folder / "useless_now.py").write_text(f"def f(body):\n    return {reply}\n")
    text = json.dumps({"request": FLOW["request"], "backend": "python:useless_now:f"})
    (folder / "one.flow.yaml").write_text(text)
    assert callflow("generate one.flow.yaml --output made").status == 2
    assert callflow("diff one.flow.yaml one.flow.yaml").status == 2
    (folder / "t.flow.yaml").write_text(json.dumps(FLOW))
    assert callflow("diff t.flow.yaml one.flow.yaml").status == 1, "one that works is another"


def test_a_backend_that_only_hangs_up_is_not_useless(folder: Path, callflow: Callflow) -> None:
    (folder / "hangs_up.py").write_text("def f(body):\n    return {}\n")
    text = json.dumps({"request": FLOW["request"], "backend": "python:hangs_up:f"})
    (folder / "one.flow.yaml").write_text(text)
    assert callflow("generate one.flow.yaml --output made").status == 0


@pytest.mark.usefixtures("mute")
def test_a_webhook_that_nobody_takes_costs_its_time_too(folder: Path, callflow: Callflow, mute: str) -> None:
    account = {"assumptions": {"replyTimeout": 50}}
    text = {"account": account, "request": FLOW["request"], "replies": FLOW["replies"], "post": {"VSS": mute}}
    (folder / "posts.flow.yaml").write_text(json.dumps(text))
    assert callflow("run posts.flow.yaml --dtmf '1 2'").err == FIRST


def test_the_bars_say_what_was_waited_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    WAITED.begin()
    for wanted in ("", ", 1.5 s waited for nothing"):
        monkeypatch.setattr("sys.stderr", terminal := Terminal())
        Progress(1).step(Verdict(Scenario("a", "b", Span())))
        Searching().step(3, 2)
        assert f"1/1{wanted}" in terminal.getvalue()
        assert f"2 to explore{wanted} (Ctrl-C" in terminal.getvalue()
        WAITED.add(1.5)
    WAITED.begin()
