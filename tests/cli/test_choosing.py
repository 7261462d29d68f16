"""Which scenarios `callflow test` runs, how often, and by what it fails."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from simulator.cli.base.main import run_command_line
from simulator.cli.base.parser import parse
from simulator.cli.base.watch import watched
from tests.scenario.calls import write
from tests.scenario.test_excused import FIVE
from tests.scenario.test_suite import THREE


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> int:
    return run_command_line(["test", *arguments])


def test_a_line_is_run_and_watched(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, THREE)
    assert run("a.scenario.yaml:5") == 0
    assert capsys.readouterr().out == "1 passed, 2 left out\n"
    assert (folder / "a.scenario.yaml") in watched(parse(["test", "a.scenario.yaml:5"]))
    assert run("a.scenario.yaml:8", "--last-failed") == 1
    assert run("a.scenario.yaml:1", "a.scenario.yaml:8", "--last-failed") == 1
    assert capsys.readouterr().out.endswith("1 failed, 2 left out\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["a.scenario.yaml:99"], "no scenario stands on line 99"),
        ([".:99"], '"." is a folder, and a line stands in a file: leave out :99'),
        ([".:0"], '"." is a folder, and a line stands in a file: leave out :0'),
        ([".", "--tag", "smok"], 'no scenario has the tag "smok": did you mean "smoke"?'),
        ([".", "--shard", "4/3"], "expected PART/PARTS"),
        ([".", "--rerun", "-1"], "--rerun -1: expected 0 to 100"),
        ([".", "--fail-on", "warn"], 'did you mean "warning"?'),
        ([".", "--backend", "htp://x"], "did you mean `http:`?"),
        ([".", "--serve", " "], "expected the command"),
        ([".", "--serve", "x", "--serve-wait", "nan"], "expected more than 0"),
        ([".", "--serve", "x"], "give its address as --backend URL"),
        ([".", "--serve", "x", "--backend", "python:m:f"], "expected http://HOST:PORT/PATH"),
        ([".", "--changed-since", "main"], "is in no git repository"),
    ],
)
def test_what_cannot_be_used_is_misuse(
    folder: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, THREE)
    assert run(*arguments) == 2
    assert says in capsys.readouterr().err


def test_a_tag_that_nothing_has_is_said_and_a_shard_may_be_empty(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, "...\nexpect: {dials: []}\n")
    assert run(".", "--tag", "not slwo", "--shard", "2/2", "--format", "json") == 0
    shown = capsys.readouterr()
    assert 'callflow: no scenario has the tag "slwo": known are none\n' in shown.err
    assert (json.loads(shown.out)["scenarios"], json.loads(shown.out)["deselected"]) == ([], 1)


@pytest.mark.parametrize(("level", "one", "two"), [("error", 0, 0), ("warning", 0, 1), ("info", 1, 1)])
def test_by_what_a_suite_fails(folder: Path, level: str, one: int, two: int) -> None:
    write(folder, "\n---\n".join(FIVE.split("\n---\n")[:4]))
    assert run("a.scenario.yaml:5", "--fail-on", level) == one
    assert run("a.scenario.yaml:15", "--fail-on", level) == two


def test_the_backend_of_every_flow_is_another(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a request body too, in workers, and in what coverage explores."""
    (folder / "bye.py").write_text(
        "def vca(body):\n    return {'callflow': [{'action': 'hangup'}]}\n", encoding="utf-8"
    )
    flow = json.loads(
        write(folder, "...\ncaller: ['1']\nexpect: {captured: ['1'], lastAction: HANGUP}\n")
        .with_name("t.flow.yaml")
        .read_text()
    )
    (folder / "r.json").write_text(json.dumps(flow["request"]))
    text = "scenario: b\nrequest: r.json\ncaller: ['1']\nexpect: {captured: ['1'], lastAction: HANGUP}\n"
    (folder / "b.scenario.yaml").write_text(text)
    assert run(".") == 1
    capsys.readouterr()
    for more in ([], ["--workers", "2"], ["--cov"]):
        assert run(".", "--backend", "python:bye:vca", *more) == 0
        assert capsys.readouterr().out.startswith("2 passed\n")


def test_one_that_fails_now_and_then_is_flaky(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each failure is counted in a file: a process of its own, which runs it again, remembers nothing."""
    (folder / "now.py").write_text(
        "from pathlib import Path\n"
        "def vca(body):\n"
        "    seen = Path('seen')\n"
        "    number = int(seen.read_text()) + 1 if seen.exists() else 1\n"
        "    seen.write_text(str(number))\n"
        "    return {'callflow': [{'action': 'hangup'}]} if number % 3 == 0 else {'callflow': 1}\n",
        encoding="utf-8",
    )
    again = "---\nscenario: after\nflow: t.flow.yaml\nexpect: {session: COMPLETED, hears: [book]}\n"
    write(folder, "...\ncaller: ['1']\nexpect: {session: COMPLETED}\n" + again.replace("flow:", "skip: x\nflow:"))
    assert run(".", "--backend", "python:now:vca", "--rerun", "1") == 1
    capsys.readouterr()
    (folder / "seen").unlink()
    assert run(".", "--backend", "python:now:vca", "--rerun", "4", "--fail-fast") == 0
    shown = capsys.readouterr().out
    assert "warning: flaky\n    expected  a scenario that holds each time\n" in shown
    assert "it failed, and held when it was run again alone, for the second time\n" in shown
    assert shown.endswith("1 passed with a warning, 1 skipped\n")


def git(*arguments: str) -> None:
    whom = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(("git", *whom, *arguments), check=True, capture_output=True)


@pytest.fixture
def repository(folder: Path) -> Path:
    """Four scenarios, each with a flow of its own kind."""
    expect = "expect: {session: COMPLETED}\n"
    write(folder, f"...\n{expect}")
    flow = json.loads((folder / "t.flow.yaml").read_text())
    (folder / "r.json").write_text(json.dumps(flow["request"]))
    (folder / "helper.py").write_text("REPLY = {'callflow': [{'action': 'hangup'}]}\n")
    (folder / "shop.py").write_text("import helper\ndef vca(body):\n    return helper.REPLY\n")
    (folder / "p.flow.yaml").write_text("flow: P\nrequest: r.json\nbackend: python:shop:vca\nreset: shop:again\n")
    (folder / "n.flow.yaml").write_text("flow: N\nrequest: r.json\nreplies: [{when: {}, reply: bye.json}]\n")
    (folder / "bye.json").write_text('{"callflow": [{"action": "hangup"}]}')
    for name, begins in (("n", "flow: n.flow.yaml"), ("p", "flow: p.flow.yaml"), ("r", "request: r.json")):
        (folder / f"{name}.scenario.yaml").write_text(f"scenario: {name}\n{begins}\n{expect}")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "all")
    return folder


def selected(capsys: pytest.CaptureFixture[str], *more: str) -> list[str]:
    run(".", "--changed-since", "HEAD", "--format", "json", *more)
    shown = capsys.readouterr()
    found = [one["name"] for one in json.loads(shown.out)["scenarios"]]
    assert f"callflow: {len(found)} of 4 scenarios changed since HEAD\n" in shown.err
    return found


@pytest.mark.parametrize(
    ("file", "names"),
    [
        ("a.scenario.yaml", ["a"]),
        ("t.flow.yaml", ["a"]),
        ("bye.json", ["n"]),
        ("r.json", ["n", "p", "r"]),
        ("helper.py", ["p"]),
        ("shop.py", ["p"]),
        ("p.flow.yaml", ["p"]),
        ("other.txt", []),
    ],
)
def test_what_changed_is_run(repository: Path, file: str, names: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with (repository / file).open("a") as changed:
        changed.write("\n")
    assert selected(capsys) == names


def test_nothing_changed_is_fine_and_an_account_or_a_file_of_elsewhere_is_all(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(".", "--changed-since", "HEAD") == 0
    assert capsys.readouterr() == ("4 left out\n", "callflow: 0 of 4 scenarios changed since HEAD\n")
    account = tmp_path_factory.mktemp("elsewhere") / "account.yaml"
    account.write_text("{}")
    assert len(selected(capsys, "--account", str(account))) == 4
    (repository / "n.flow.yaml").write_text("flow: N\nreq: 1\n")
    assert selected(capsys) == ["n"]


def test_a_revision_that_is_not_there_and_no_git_are_said(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for revision in ("mian", "-h", "HEAD:a.scenario.yaml"):
        assert run(".", f"--changed-since={revision}") == 2
        assert f'there is no revision "{revision}"' in capsys.readouterr().err
    monkeypatch.setenv("PATH", "")
    assert run(".", "--changed-since", "HEAD") == 2
    assert "needs git, which cannot be run" in capsys.readouterr().err
