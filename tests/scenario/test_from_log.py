"""Sessions of a log become scenario files: each caller once, in plain words where they do the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from simulator.running.flow import load_flow
from simulator.running.replay import replay
from simulator.scenario.run import run_scenario
from simulator.scenario.suite import load_suite
from simulator.scenario.writing.from_log import scenarios_of
from tests.exploring._flows import reply, row, say
from tests.exploring.random_flows import read
from tests.running.replaying.logs import BANK, bank, call, lines, session, transfer

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.model.scenario.verdict import Verdict


def saved(
    folder: Path, *callers: tuple[str, tuple[str, ...]], changed: Any = None, kinds: tuple[str, ...] = ()
) -> tuple[list[str], tuple[str, ...], list[Verdict]]:
    """The files of these callers of the bank, the sessions that are left, and what comes of the files."""
    paths = {"old": BANK, "new": changed or BANK}
    for name, written in paths.items():
        (folder / f"{name}.flow.yaml").write_text(json.dumps(written), encoding="utf-8")
    old, new = (load_flow(folder / f"{name}.flow.yaml") for name in paths)
    logs = [
        session(folder, *lines(call(old, keys, legs, seed=number), kinds))
        for number, (keys, legs) in enumerate(callers)
    ]
    files, left = scenarios_of([replay(log, new) for log in logs], new, folder)
    for one in files:
        (folder / one.name).write_text(one.text, encoding="utf-8")
    suite = load_suite([folder / one.name for one in files])
    return [one.name for one in files], left, [run_scenario(one) for one in suite.scenarios]


@pytest.mark.parametrize(
    ("keys", "legs", "name"),
    [
        ("1 [4000]1234 1", (), "1-1234-1"),
        ("silence silence", (), "silence-silence"),
        ("silence 1 silence 1234 1", (), "silence-1-silence-1234-1"),
        ("1 hangup", (), "1-hangup-at-8317ms"),
        ("1 hangup[2000]", (), "1-hangup"),
        ("^1 ^1234 hangup@10s", (), "1-1234-hangup"),
        ("0", ("answered:2s", "answered:3s,talks:9s"), "0"),
        ("0", ("answered", "busy"), "leg-answered-leg-busy-0"),
        ("0 hangup@30s", (), "0-hangup-at-30000ms"),
        ("1 1234 1 hangup@18s", (), "1-1234-1-hangup-at-18000ms"),
        ("0 hangup@30s", ("answered", "answered:40s"), "leg-answered-leg-canceled-0-hangup-at-30000ms"),
        ("0 hangup@20s", ("answered", "answered:2s,talks:3s"), "0"),
    ],
)
def test_a_session_becomes_a_scenario_that_passes(keys: str, legs: tuple[str, ...], name: str, tmp_path: Path) -> None:
    names, left, verdicts = saved(tmp_path, (keys, legs))
    assert (names, left) == ([f"{name}.scenario.yaml"], ())
    assert [verdict.failures for verdict in verdicts] == [()]


def test_times_are_kept_where_they_change_what_happens(tmp_path: Path) -> None:
    """Had leg B talked as long as usual, the caller had left before anything was said."""
    names, _, verdicts = saved(tmp_path, ("0 hangup@13500ms", ("answered", "answered:2s,talks:3s")))
    assert [verdict.failures for verdict in verdicts] == [()]
    assert "{answered: 2000ms, talks: 3000ms}" in (tmp_path / names[0]).read_text(encoding="utf-8")


def test_callers_who_do_the_same_share_a_file(tmp_path: Path) -> None:
    names, _, _ = saved(tmp_path, *[("1 1234 1", ())] * 5, ("[3000]1 1234 1", ()), ("2", ()))
    assert names == ["1-1234-1.scenario.yaml", "2.scenario.yaml"]
    head = (tmp_path / names[0]).read_text(encoding="utf-8").splitlines()[0]
    assert head.startswith("# Made by `callflow replay` of a log and new.flow.yaml, from ")
    assert head.endswith(" and 3 more.")


def test_a_session_that_leaves_the_path_is_expected_to_go_as_the_log_has_it(tmp_path: Path) -> None:
    changed = bank()
    changed["replies"][5]["reply"] = reply(say("We do not tell you."))
    changed["replies"].insert(0, row(reply(say("Closed.")), digits="2"))
    names, _, verdicts = saved(tmp_path, ("1 1234 1", ()), ("1 1234 2 1", ()), ("2", ()), changed=changed)
    assert [verdict.outcome for verdict in verdicts] == ["fail", "pass", "fail"]
    text = (tmp_path / names[0]).read_text(encoding="utf-8")
    assert "# The flow leaves the path of the log" in text
    assert "You have 250 euros." in text
    (tmp_path / "new.flow.yaml").write_text(json.dumps(BANK), encoding="utf-8")
    again = load_suite([tmp_path / name for name in names])
    assert [run_scenario(one).failures for one in again.scenarios] == [(), (), ()]


def test_the_keys_after_the_path_is_left_are_those_of_the_log(tmp_path: Path) -> None:
    changed = bank()
    del changed["replies"][0]
    names, _, verdicts = saved(tmp_path, ("1 1234 silence", ()), changed=changed, kinds=("VCA", "VSS"))
    assert names == ["1-1234-silence.scenario.yaml"]
    assert "hears" not in (tmp_path / names[0]).read_text(encoding="utf-8")
    assert verdicts[0].failures


def test_without_a_summary_the_questions_are_what_is_expected(tmp_path: Path) -> None:
    changed = bank()
    del changed["replies"][0]
    names, _, _ = saved(tmp_path, ("1 9999", ()), changed=changed, kinds=("VCA",))
    assert 'expect: {"webhooks": {"VCA": 2}}' in (tmp_path / names[0]).read_text(encoding="utf-8")


def test_what_a_log_says_cannot_break_the_file(tmp_path: Path) -> None:
    """Neither an id with a line break, nor digits that nobody can press."""
    changed = bank()
    del changed["replies"][0]
    (tmp_path / "new.flow.yaml").write_text(json.dumps(changed), encoding="utf-8")
    flow = load_flow(tmp_path / "new.flow.yaml")
    asked = lines(call(read(BANK), "1 1234 1"), ("VCA",))
    for one in asked:
        one["payload"]["sessionId"] = "a\nsession: b"
    asked[1]["payload"] |= {"dtmf": "1 hangup", "eventData": {"dtmf": "1 hangup"}}
    ((file,), _) = scenarios_of([replay(session(tmp_path, *asked), flow)], flow, tmp_path)
    assert file.name == "1-silence-1.scenario.yaml"
    assert "from a\\u000asession: b." in file.text.splitlines()[0]


def test_what_the_log_lacks_is_not_expected(tmp_path: Path) -> None:
    changed = bank()
    changed["replies"][2]["reply"]["callflow"] = [transfer("+6580000009")]
    flow, path = read(changed), tmp_path / "new.flow.yaml"
    bodies = lines(call(read(BANK), "0"), ("VCS", "VSS"))
    del bodies[-1]["payload"]["lastAction"]
    ((file,), _) = scenarios_of([replay(session(tmp_path, *bodies), flow)], flow, path.parent)
    text = file.text[file.text.index("expect:") :]
    assert text == 'expect:\n  session: "COMPLETED"\n  error: null\n  dials: ["+6580000001"]\n'
    ((file,), _) = scenarios_of([replay(session(tmp_path, *bodies[:-1]), flow)], flow, tmp_path)
    assert file.text.endswith('\nexpect: {"dials": ["+6580000001"]}\n')


def test_a_caller_who_did_nothing_has_no_steps(tmp_path: Path) -> None:
    changed = bank()
    changed["request"]["callflow"][0]["params"]["destination"] = "+6591234568"
    names, _, verdicts = saved(tmp_path, ("", ("busy",)), changed=changed)
    assert names == ["leg-busy.scenario.yaml"]
    assert "caller:" not in (tmp_path / names[0]).read_text(encoding="utf-8")
    assert verdicts[0].failures == (), "whom leg A is, no scenario expects"


def test_a_caller_of_whom_the_log_tells_nothing_is_left(tmp_path: Path) -> None:
    names, left, _ = saved(tmp_path, ("1 9999", ()), kinds=("VSS",))
    assert names == []
    assert len(left) == 1
