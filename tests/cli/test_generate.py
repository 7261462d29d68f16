"""callflow generate: files that pass, nothing lost, and what is not covered is said."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simulator.cli.base.main import run_command_line
from tests.exploring._flows import HANGUP, SAMPLES, flow_file, menu, reply, row, say

FLOW = (SAMPLES / "table.flow.yaml").as_posix()

if TYPE_CHECKING:
    from tests.cli.conftest import Callflow


def run(*arguments: str) -> int:
    return run_command_line([*arguments])


def test_all_edges_of_the_sample_are_covered_and_the_files_pass(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = (tmp_path / "made").as_posix()
    assert run("generate", FLOW, "--output", folder) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[-1] == "19 calls, 45 keys, 35 of 35 edges"
    assert sorted(told[:-1]) == sorted(path.as_posix() for path in Path(folder).iterdir())
    assert run("test", folder) == 0


def test_what_is_there_already_is_written_only_by_force(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "made"
    assert run("generate", FLOW, "--output", folder.as_posix(), "--shortest") == 0
    assert run("generate", FLOW, "--output", folder.as_posix(), "--shortest") == 0
    mine = folder / "hangup.scenario.yaml"
    mine.write_text("# mine\n")
    (folder / "leg-busy.scenario.yaml").unlink()
    capsys.readouterr()
    assert run("generate", FLOW, "--output", folder.as_posix(), "--shortest") == 2
    assert "hangup.scenario.yaml (--force overwrites them)" in capsys.readouterr().err
    assert mine.read_text() == "# mine\n"
    assert not (folder / "leg-busy.scenario.yaml").exists()
    assert run("generate", FLOW, "--output", folder.as_posix(), "--shortest", "--force") == 0
    assert mine.read_text() != "# mine\n"


def test_only_what_is_missing_is_generated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("table.flow.yaml", "account.yaml", "request.json"):
        shutil.copy(SAMPLES / name, tmp_path)
    here = (tmp_path / "table.flow.yaml").as_posix()
    assert run("generate", here, "--output", (tmp_path / "all").as_posix()) == 0
    assert run("generate", here, "--cover", "missing", "--output", (tmp_path / "more").as_posix()) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "0 calls, 0 keys, 0 of 35 edges"
    (tmp_path / "all" / "sales.scenario.yaml").unlink()
    given = ("--scenarios", (tmp_path / "all").as_posix())
    assert run("generate", here, "--cover", "missing", *given, "--output", (tmp_path / "more").as_posix()) == 0
    assert [path.name for path in (tmp_path / "more").iterdir()] == ["sales.scenario.yaml"]


def test_missing_means_everything_where_there_is_no_scenario(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = flow_file(tmp_path, menu("Choose."), rows=[row(reply(say("Yes."), HANGUP), stage="*")])
    assert run("generate", here, "--cover", "missing", "--output", (tmp_path / "made").as_posix()) == 0
    assert "0 of" not in capsys.readouterr().out


def test_what_is_not_covered_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here = flow_file(tmp_path, menu("Choose."), rows=[row(reply(say("Again.")))])
    assert run("generate", here, "--output", tmp_path.as_posix(), "--max-depth", "1") == 0
    assert "not explored to the end: maxDepth" in capsys.readouterr().out
    assert run("generate", here, "--output", tmp_path.as_posix(), "--leg", "answered") == 0
    assert (
        'not covered: "Again.", nothing is asked of the caller: no call that goes there ends' in capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["request.json", "--output", "x"], '"request.json" is no flow file'),
        ([FLOW, "--output", "x", "--account", "a.yaml"], "cannot keep --account"),
        ([FLOW, "--output", "x", "--max-places", "0"], "--max-places 0 leaves nothing to explore"),
        ([FLOW, "--output", "x", "--leg", "bussy"], "busy"),
        (["none.flow.yaml", "--output", "x"], "none.flow.yaml"),
        ([FLOW, "--output", FLOW], "cannot be written: Not a directory"),
    ],
)
def test_misuse_is_told_before_anything_is_written(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("generate", *arguments) == 2
    assert told in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_faults_of_the_flow_are_shown_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = flow_file(tmp_path, say(""))
    assert run("generate", here, "--output", (tmp_path / "made").as_posix()) == 1
    assert "-1009" in capsys.readouterr().err
    (tmp_path / "bad.flow.yaml").write_text(json.dumps({"flow": "Bad"}))
    assert run("generate", (tmp_path / "bad.flow.yaml").as_posix(), "--output", (tmp_path / "made").as_posix()) == 1
    assert "F006" in capsys.readouterr().err
    assert not (tmp_path / "made").exists()


def test_a_backend_that_changes_is_an_exit_status_of_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here = flow_file(tmp_path, menu("Choose."), backend="python:tests.exploring.backends:forgetful")
    assert run("generate", here, "--output", tmp_path.as_posix(), "--leg", "answered") == 1
    assert "the backend answered the same keys differently" in capsys.readouterr().out


def test_a_random_call_that_fails_is_kept_with_the_fewest_keys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = flow_file(tmp_path, menu("Choose."), backend="python:tests.exploring.backends:null_crash")
    folder = (tmp_path / "made").as_posix()
    assert run("generate", here, "--output", folder, "--failing", "50", "--seed", "3") == 1
    told = capsys.readouterr().out
    assert told.splitlines()[0] == f"{folder}/failing-nothing-pressed.scenario.yaml"
    assert "the backend failed: TypeError" in told
    assert run("test", folder) == 1
    assert "expected" in capsys.readouterr().out


def test_where_no_random_call_fails_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "made"
    assert run("generate", FLOW, "--output", folder.as_posix(), "--failing", "20") == 0
    assert capsys.readouterr().out == "none of 20 random calls fails (seed 0)\n"
    assert not folder.exists()


def test_a_call_that_never_ends_by_itself_fails_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [row(reply(say("Again.")))]
    here = flow_file(tmp_path, menu("Choose."), rows=rows, account={"assumptions": {"maxReplies": 5}})
    assert run("generate", here, "--output", tmp_path.as_posix(), "--failing", "9") == 1
    assert "the simulator stopped the call" in capsys.readouterr().out


def test_no_random_call_is_misuse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("generate", FLOW, "--output", tmp_path.as_posix(), "--failing", "0") == 2
    assert "--failing 0: expected 1 or more calls" in capsys.readouterr().err


def test_calls_have_no_more_keys_than_asked_for_and_a_tag(callflow: Callflow, folder: Path) -> None:
    flow = Path(__file__).parents[2] / "scenarios" / "samples" / "table.flow.yaml"
    done = callflow("generate --output made --max-keys 1 --tag smoke", flow)
    assert done.status == 0
    assert "has more keys than --max-keys" in done.out
    assert all("smoke" in file.read_text("utf-8") for file in (folder / "made").iterdir())
    refused = callflow("generate --output made --max-keys -1", flow)
    assert refused.status == 2
    assert "no call has -1 keys: expected 0 or more" in refused.err
