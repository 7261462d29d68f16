"""What we give to the CI systems of others calls commands and options that there are, and installs as README.md does.

Their own linters look at the same files: `make pipelines`.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from simulator.cli.base.parser import parse
from simulator.cli.base.pipelining.steps import summary
from tests.scripts_of_pipelines import Script, scripts

ROOT = Path(__file__).parents[1]
_GIVEN = re.compile(r"\$\{\w+:\+((?:[^{}\"]|\"[^\"]*\")*)\}")
"""Words that stand there where a variable is set."""


def _lines(script: Script) -> list[str]:
    return [line.strip() for line in script.text.splitlines() if re.search(r"bin/callflow\"? ", line)]


CALLED = [(script.file, line) for script in scripts() for line in _lines(script)]


def test_each_of_them_runs_the_pipeline() -> None:
    files = ["action.yml", "pipelines/gitlab.yml", "pipelines/azure.yml", "pipelines/Jenkinsfile"]
    assert [file for file, _ in CALLED] == files


@pytest.mark.parametrize(("file", "line"), CALLED)
def test_what_they_call_is_taken(file: str, line: str) -> None:
    words = shlex.split(_GIVEN.sub(r"\1", line))
    given = [word.replace("$FAIL_ON", "error").replace("$CALLFLOW_FAIL_ON", "error") for word in words[1:]]
    options = parse([word.replace("$DIFFERENCE", "timing") for word in given])
    assert options.command == "pipeline"
    assert options.base


COMMENTED = """#!/bin/sh
echo "$*" >>"$0.said"
case "$*" in
*--paginate*) printf '%s' "$KNOWN"; exit "$STATUS" ;;
esac
"""


@pytest.mark.nested
@pytest.mark.parametrize(
    ("known", "status", "last"),
    [
        ("", 0, "api repos/me/ivr/issues/7/comments -F body=@reports/summary.md"),
        ("11\n12\n", 0, "api -X PATCH repos/me/ivr/issues/comments/12 -F body=@reports/summary.md"),
        ("", 1, None),
    ],
)
def test_the_action_writes_its_own_comment_anew_and_no_other(
    known: str, status: int, last: str | None, tmp_path: Path
) -> None:
    (script,) = (one.text for one in scripts() if "summary could not become a comment" in one.text)
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/summary.md").write_text(summary([]))
    assert f'startswith("{summary([]).splitlines()[0]}")' in script
    (tmp_path / "gh").write_text(COMMENTED)
    (tmp_path / "gh").chmod(0o700)
    given = {"REPORTS": "reports", "NUMBER": "7", "REPOSITORY": "me/ivr", "KNOWN": known, "STATUS": str(status)}
    environment = {**os.environ, **given, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    line = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    done = subprocess.run(line, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    said = (tmp_path / "gh.said").read_text().splitlines()
    assert (said[1:] == [] and "::warning::" in done.stdout) if last is None else said[1:] == [last]


def test_the_hooks_call_commands_that_there_are() -> None:
    hooks = YAML(typ="safe").load((ROOT / ".pre-commit-hooks.yaml").read_text())
    for hook in hooks:
        command = parse([*shlex.split(hook["entry"])[1:], "a.json"]).command
        assert hook["id"].startswith(f"callflow-{command}")
        assert re.compile(hook["files"])
    looked_at = re.compile(hooks[0]["files"])
    for name in ("a.flow.yaml", "x/b.scenario.yml", "c.callers.yaml", "account.yaml", "x/account.yml"):
        assert looked_at.search(name), name
    assert not looked_at.search("docker-compose.yaml")


def test_the_image_is_built_as_the_readme_says() -> None:
    (step,) = re.findall(r"^RUN (python3 .*)$", (ROOT / "Dockerfile").read_text(), re.M)
    assert f"$ {step}\n" in (ROOT / "README.md").read_text()
    kept = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    assert all((ROOT / name).exists() for name in kept)
