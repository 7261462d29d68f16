"""The pytest plugin: scenarios beside other tests, and the fixture `callflow`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.pytest import items  # before a run of its own begins, which forgets what it imports itself
from simulator.pytest import plugin as _plugin
from simulator.scenario.suite import load_suite, run_suite, scenario_files
from tests.responders import servers
from tests.scenario.calls import write
from tests.scenario.test_excused import BROKEN, FIVE
from tests.scenario.test_suite import THREE

PROJECT = Path(__file__).parents[2]

pytestmark = pytest.mark.nested


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)


def test_scenarios_are_collected_beside_other_tests(pytester: pytest.Pytester) -> None:
    write(pytester.path, THREE)
    pytester.makepyfile("def test_one(): pass")
    result = pytester.runpytest_inprocess("-v", "--strict-markers", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(
        [
            "*a.scenario.yaml::a PASSED*",
            "*a.scenario.yaml::broken FAILED*",
            "session",
            "  expected  BUSY",
            "  scenario  a.scenario.yaml:9:19",
            "  again     callflow test a.scenario.yaml:7",
            "*scenarios that passed with a warning*",
            "*slow*",
            "warning: duration",
        ]
    )
    assert "Traceback" not in result.stdout.str()


@pytest.mark.parametrize(
    ("options", "passed", "failed"),
    [(["-m", "smoke"], 2, 0), (["-m", "smoke and not slow"], 1, 0), (["-k", "broken"], 0, 1), (["-n", "2"], 2, 1)],
)
def test_the_options_of_pytest_choose(pytester: pytest.Pytester, options: list[str], passed: int, failed: int) -> None:
    write(pytester.path, THREE)
    result = pytester.runpytest_inprocess(*options)
    assert (result.parseoutcomes().get("passed", 0), result.parseoutcomes().get("failed", 0)) == (passed, failed)


def test_the_last_failed_run_again(pytester: pytest.Pytester) -> None:
    write(pytester.path, THREE)
    pytester.runpytest_inprocess()
    pytester.runpytest_inprocess("--lf").assert_outcomes(failed=1)


def test_a_file_at_fault_fails_and_does_not_disturb_the_others(pytester: pytest.Pytester) -> None:
    write(pytester.path, "...\n")
    write(pytester.path, "...\nsed: 1\n---\n" + "scenario: b\nflow: t.flow.yaml\n", "b.scenario.yaml")
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["b.scenario.yaml:3:1: * (did you mean `seed`?) [[]F002[]]"])


def test_a_fault_of_ours_shows_as_any_other(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    write(pytester.path, "...\n")
    monkeypatch.setattr(items, "run_scenario", lambda *_: 1 / 0)
    pytester.runpytest_inprocess().stdout.fnmatch_lines(["*ZeroDivisionError*"])


def test_scenarios_of_another_folder_are_found(pytester: pytest.Pytester) -> None:
    (pytester.path / "in").mkdir()
    (pytester.path / "out").mkdir()
    write(pytester.path / "out", "...\n")
    pytester.makeini("[pytest]")
    pytester.chdir()
    import os

    os.chdir(pytester.path / "in")
    pytester.runpytest_inprocess("../out", "--rootdir", str(pytester.path)).assert_outcomes(passed=1)


FIXTURE = """
import pytest

def test_right(callflow):
    call = callflow.run("t.flow.yaml", dtmf="1 2")
    (call.answer(1).session("COMPLETED").error(None).last_action("HANGUP").captured("1", "2")
        .hears("book", "/tomorrow/").never("sorry").webhooks(VCA=2).duration(below="60s", above=5000)
        .body("VCA", 2, {"$.payload.clientActionId": "day"}))
    call.heard("Press 1 to book a table.", "/today/", "Thank you.").dials()
    call.expect("captured", ["1", "2"]).expect("duration", {"below": "60s"}).expect("error", None)
    assert call.run.ok

def test_body(callflow):
    callflow.run({"callflow": []}).answer(-1009)
    callflow.run('{"callflow": []}').answer(-1009)
    callflow.run(__file__.replace("test_it.py", "t.flow.yaml")).session("COMPLETED")

def test_wrong(callflow):
    callflow.run("t.flow.yaml", dtmf="1 2").hears("pizza")

def test_exactly(callflow):
    callflow.run("t.flow.yaml", dtmf="1 2").heard("Press 1 to book a table.", "Thank you.")

def test_numbers(callflow):
    callflow.run("t.flow.yaml", dtmf="1 2").dials("447700900456")

def test_never(callflow):
    callflow.run("t.flow.yaml", dtmf="1 2").never("thank")

def test_any(callflow):
    callflow.run("t.flow.yaml", dtmf="1 2").expect("webhooks", {"VCA": 3})
"""


def test_the_fixture_runs_calls_and_says_what_must_hold(pytester: pytest.Pytester) -> None:
    write(pytester.path, "...\n", "unused.yaml")
    pytester.makepyfile(test_it=FIXTURE)
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(passed=2, failed=5)
    result.stdout.fnmatch_lines(
        [
            "*hears: expected pizza, found never heard*",
            "*00:06.000*",
            "*heard: expected Thank you., found *Today or tomorrow?*, an extra prompt before it*",
            "*dials: expected +447700900456 as dial 1, found nobody is dialled*",
            "*never: expected never thank, found heard*",
            "*webhooks: expected VCA: 3*",
        ]
    )


def test_nothing_is_imported_before_it_is_used() -> None:
    code = (
        "import sys, simulator.pytest.plugin\n"
        "print([n for n in sys.modules if n.startswith(('simulator.', 'attr', 'cattrs', 'ruamel', 'transitions'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert [name for name in eval(done.stdout) if not name.startswith("attr")] == [
        "simulator.pytest",
        "simulator.pytest.plugin",
    ]


def test_the_same_suite_gives_the_same_verdicts_everywhere(pytester: pytest.Pytester) -> None:
    """One process, two workers, pytest, pytest with two workers, and the other way round."""
    from simulator.cli.base.main import run_command_line

    (pytester.path / "b").mkdir()
    write(pytester.path / "b", THREE)
    write(pytester.path, THREE.replace("scenario: broken", "scenario: also broken"))
    suite = run_suite(load_suite(scenario_files([str(pytester.path)])))
    ours = {one.scenario.name: one.outcome != "fail" for one in suite.verdicts}
    for options in ([], ["--workers", "2"]):
        run_command_line(["test", str(pytester.path), "--format", "json", "--output", "r.json", "--force", *options])
        import json

        found = json.loads((pytester.path / "r.json").read_text())
        assert {one["name"]: one["outcome"] != "fail" for one in found["scenarios"]} == ours
    for options in ([], ["-n", "2"], ["b", "."], ["--lf"]):
        result = pytester.runpytest_inprocess("-rA", *options)
        failed = [name for name, passed in ours.items() if not passed]
        assert result.parseoutcomes()["failed"] == len(failed)
        result.stdout.fnmatch_lines_random([f"FAILED *::{name}*" for name in failed])


def test_the_projects_own_scenarios_pass_through_the_plugin() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "scenarios", "-n", "2"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("options", [(), ("-n", "2")])
def test_a_backend_that_is_not_there_is_told_once_with_the_number_of_its_scenarios(
    pytester: pytest.Pytester, options: tuple[str, ...]
) -> None:
    write(pytester.path, "scenario: 'a ${n}'\nflow: dead.flow.yaml\nexamples: [{n: 1}, {n: 2}, {n: 3}]\n")
    write(pytester.path, "...\n", "b.scenario.yaml")
    (pytester.path / "broken.py").write_text("1 / 0\n")
    text = (pytester.path / "t.flow.yaml").read_text()
    dead = {"request": json.loads(text)["request"], "backend": "python:broken:f"}
    (pytester.path / "dead.flow.yaml").write_text(json.dumps(dead))
    result = pytester.runpytest_inprocess(*options)
    result.assert_outcomes(failed=3, passed=1)
    shown = result.stdout.str()
    assert shown.count("`python:broken:f` cannot be imported: ZeroDivisionError") == 1
    assert "3 of the scenarios did not run: `python:broken:f`" in shown
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_what_waiting_for_answers_has_cost_is_told_at_the_end(pytester: pytest.Pytester) -> None:
    write(pytester.path, "scenario: 'a ${n}'\nflow: mute.flow.yaml\ncaller: ['1']\nexamples: [{n: 1}, {n: 2}]\n")
    request = json.loads((pytester.path / "t.flow.yaml").read_text())["request"]
    with servers.serving(servers.silent) as url:
        account = {"assumptions": {"replyTimeout": 50}}
        mute = {"account": account, "request": request, "backend": url}
        (pytester.path / "mute.flow.yaml").write_text(json.dumps(mute))
        result = pytester.runpytest_inprocess()
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(["waited 0.1 s for answers that never came, in 2 calls"])


def test_what_callflow_test_leaves_out_is_left_out_and_said(pytester: pytest.Pytester) -> None:
    for name in ("a.scenario.yml", "B.Scenario.YAML", "drafts/c.scenario.yaml", "out/build/d.scenario.yaml"):
        (pytester.path / name).parent.mkdir(parents=True, exist_ok=True)
        write((pytester.path / name).parent, "...\nexpect: {session: COMPLETED}\n", Path(name).name)
    (pytester.path / ".gitignore").write_text("drafts/\n")
    (pytester.path / "x.scenario.md").write_text("# notes")
    result = pytester.runpytest_inprocess("-o", "norecursedirs=none")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(
        ["callflow: collected 2 of 4 files; left out: drafts (1 file: .gitignore), out/build (1 file: made by a build)"]
    )
    named = pytester.runpytest_inprocess("drafts", "out/build/d.scenario.yaml")
    named.assert_outcomes(passed=2)
    named.stdout.no_fnmatch_line("*left out*")


def test_where_nothing_is_left_out_nothing_is_said(pytester: pytest.Pytester) -> None:
    write(pytester.path, "...\nexpect: {session: COMPLETED}\n")
    pytester.runpytest_inprocess().stdout.no_fnmatch_line("*callflow: *")


def test_skip_and_xfail_are_marks(pytester: pytest.Pytester) -> None:
    """What could not be judged is no failure that is expected; a tag that is called as a mark is a word alone."""
    (pytester.path / "b.flow.yaml").write_text(BROKEN, encoding="utf-8")
    write(pytester.path, FIVE.replace("scenario: a\n", "scenario: a\ntags: [skip]\n"))
    result = pytester.runpytest_inprocess("-rsxX", "--strict-markers", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=1, failed=1, skipped=1, xfailed=1, xpassed=1)
    result.stdout.fnmatch_lines(["SKIPPED*no line yet", "XFAIL*known - SHOP-12", "XPASS*mended - SHOP-13*"])


def test_one_that_holds_after_all_fails_where_marks_are_strict(pytester: pytest.Pytester) -> None:
    write(pytester.path, FIVE.split("\n---\n")[3])
    result = pytester.runpytest_inprocess("-o", "xfail_strict=true", "-p", "no:cacheprovider")
    result.assert_outcomes(failed=1)


CONFTEST = """
import os
import pytest

@pytest.fixture(scope="session")
def shop():
    os.environ["REPLY"] = "hangup"
    yield
    del os.environ["REPLY"]

@pytest.fixture
def closed(monkeypatch):
    monkeypatch.setenv("REPLY", "closed")

@pytest.fixture(autouse=True, scope="SCOPE")
def noted(request, AUTO):
    with open("noted", "a") as file:
        print(request.node.name, file=file)

def pytest_collection_modifyitems(items):
    for item in items:
        if "closed" in item.scenario.tags:
            item.add_marker(pytest.mark.usefixtures("closed"))
"""
SHOP = """
import os
def vca(body):
    return {"callflow": [{"action": os.environ["REPLY"]}]}
"""
SHOPPING = """
scenario: first
flow: s.flow.yaml
caller: ['1']
expect: {session: COMPLETED}
---
scenario: second
flow: s.flow.yaml
tags: [closed]
xfail: it has no reply then
caller: ['1']
expect: {session: COMPLETED}
---
scenario: third
flow: s.flow.yaml
caller: ['1']
expect: {session: COMPLETED}
"""


@pytest.mark.parametrize(("scope", "noted"), [("session", [""]), ("function", ["first", "second", "third"])])
def test_fixtures_of_a_conftest_reach_scenarios(pytester: pytest.Pytester, scope: str, noted: list[str]) -> None:
    pytester.makeconftest(CONFTEST.replace("SCOPE", scope).replace("AUTO", "shop"))
    pytester.makepyfile(shop=SHOP)
    file = write(pytester.path, SHOPPING)
    flow = json.loads((pytester.path / "t.flow.yaml").read_text())
    del flow["replies"]
    (pytester.path / "s.flow.yaml").write_text(json.dumps({**flow, "backend": "python:shop:vca"}))
    result = pytester.runpytest_subprocess(file.name, "-p", "no:cacheprovider")
    result.assert_outcomes(passed=2, xfailed=1)
    assert (pytester.path / "noted").read_text().split("\n")[:-1] == noted


def test_a_fixture_that_is_not_there_is_an_error(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nusefixtures = nowhere\n")
    write(pytester.path, "...\nexpect: {session: COMPLETED}\n")
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*fixture 'nowhere' not found*"])


IN_PLACE = """
import pytest
SEEN = []

@pytest.fixture(scope="SCOPE")
def shop():
    SEEN.append("open")

def pytest_collection_modifyitems(items):
    for item in items:
        item.add_marker(pytest.mark.usefixtures("shop"))

def pytest_runtest_call(item):
    SEEN.append(item._lasting)

def pytest_unconfigure():
    open("seen.txt", "w").write(repr(SEEN))
"""


@pytest.mark.parametrize(("scope", "lasting"), [("session", True), ("function", False)])
def test_a_hook_may_name_fixtures_that_a_scenario_uses(pytester: pytest.Pytester, scope: str, lasting: bool) -> None:
    write(pytester.path, THREE)
    pytester.makeconftest(IN_PLACE.replace("SCOPE", scope))
    pytester.runpytest_inprocess()
    seen = (pytester.path / "seen.txt").read_text()
    assert "'open'" in seen
    assert ("frozenset" in seen) is lasting


def test_where_no_scenario_ran_nothing_is_shut_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "simulator.pytest.items", raising=False)
    monkeypatch.delitem(sys.modules, "simulator.responders.hosting.ending", raising=False)
    monkeypatch.delitem(sys.modules, "simulator.pytest.emulated", raising=False)
    _plugin.pytest_sessionfinish(object())  # type: ignore[arg-type] # it is not looked at
    assert "simulator.pytest.items" not in sys.modules
