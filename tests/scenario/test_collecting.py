"""Which scenario files are found in folders: none is left out without a word."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from simulator.cli.base.main import run_command_line
from simulator.errors import UsageError
from simulator.loading.files.scenario_names import is_scenario_name, nearly_scenario_name
from simulator.scenario.found import collecting
from simulator.scenario.found.collecting import collect
from simulator.scenario.found.ignored import Ignored
from tests.scenario.calls import write


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(*names: str, text: str = "scenario: a\nrequest: a.json\n") -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def found(*paths: str) -> list[str]:
    return [file.as_posix() for file in collect(paths or ["."]).files]


def left_out(*paths: str) -> list[str]:
    return [str(one) for one in collect(paths or ["."]).left_out]


@pytest.mark.parametrize(
    "name",
    ["a.scenario.yaml", "a.scenario.yml", "a.scenario.json", "A.SCENARIO.YAML", "a.Scenario.Yml", ".a.scenario.yaml"],
)
def test_every_spelling_of_the_name_is_found(name: str) -> None:
    put(name)
    assert found() == [name]
    assert collect(["."]).told == ""
    assert is_scenario_name(name)
    assert not nearly_scenario_name(name)


NEARLY = ["a_scenario.yaml", "a-scenario.yml", "scenario.yaml", "a.scenarios.yaml", "a.scenario", "a.scenario.txt"]


@pytest.mark.parametrize("name", [*NEARLY, "a.scenario.yaml.txt", "Scenarios.YML"])
def test_a_name_that_is_nearly_one_is_said(name: str) -> None:
    put("good.scenario.yaml", name)
    assert found() == ["good.scenario.yaml"]
    assert left_out() == [f"{name} (its name does not end in .scenario.yaml)"]
    assert found(name) == [name]
    assert collect(["good.scenario.yaml", name]).told == ""


def test_a_name_like_a_scenarios_over_other_content_is_nothing() -> None:
    put("good.scenario.yaml")
    put("scenario.schema.json", text='{"title": "a scenario"}')
    put("scenarios.yaml", text="jobs: []\n")
    assert collect(["."]).told == ""


@pytest.mark.parametrize(
    ("folder", "why"),
    [
        (".venv", "hidden"),
        (".git/x", "hidden"),
        (".tox/py311", "hidden"),
        ("node_modules/other", "packages of others"),
        ("conda/lib/site-packages/other", "packages of others"),
        ("build/lib", "made by a build"),
        ("dist", "made by a build"),
        ("__pycache__", "made by Python"),
        ("venv", "a virtual environment"),
    ],
)
def test_what_is_not_the_users_is_not_searched_and_that_is_said(folder: str, why: str) -> None:
    put("mine/a.scenario.yaml", f"mine/{folder}/b.scenario.yaml", f"mine/{folder}/deeper/c.scenario.yml")
    assert found() == ["mine/a.scenario.yaml"]
    assert len(found(f"mine/{folder}")) == 2, "a folder that is named is searched"
    told = collect(["."]).told
    assert told.startswith("collected 1 of 3 files; left out: mine/")
    assert f"(2 files: {why})" in told


@pytest.mark.parametrize("marker", ["pyvenv.cfg", "conda-meta/history"])
def test_a_virtual_environment_is_known_whatever_its_name(marker: str) -> None:
    put("a.scenario.yaml", "py/lib/b.scenario.yaml")
    put(f"py/{marker}")
    assert left_out() == ["py (1 file: a virtual environment)"]


def test_a_folder_without_scenarios_is_left_out_without_a_word() -> None:
    put("a.scenario.yaml", ".git/config", "node_modules/x/index.js")
    assert collect(["."]).told == ""


def test_of_a_very_large_folder_only_the_beginning_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    put("a.scenario.yaml", *(f"node_modules/{number}.scenario.yaml" for number in range(5)))
    monkeypatch.setattr(collecting, "MOST_LOOKED_AT", 3)
    assert left_out() == ["node_modules (at least 3 files: packages of others)"]
    assert collect(["."]).told.startswith("collected 1 of at least 4 files; left out: ")


IGNORED = [
    ("drafts/", ["drafts/a.scenario.yaml"], ["drafts (1 file: .gitignore)"]),
    ("*.scenario.yml", ["a.scenario.yml"], ["a.scenario.yml (.gitignore)"]),
    ("/x.*\n!x.scenario.yaml", ["x.scenario.yaml", "x.scenario.yml"], ["x.scenario.yml (.gitignore)"]),
    ("**/tmp/**", ["b/tmp/c/a.scenario.yaml"], ["b/tmp (1 file: .gitignore)"]),
    ("\\#odd/\n# drafts/\n!\n[", ["#odd/a.scenario.yaml", "drafts/b.scenario.yaml"], ["#odd (1 file: .gitignore)"]),
]


@pytest.mark.parametrize(("text", "files", "said"), IGNORED)
def test_what_git_ignores_is_left_out(text: str, files: list[str], said: list[str]) -> None:
    put("good.scenario.yaml", *files)
    put(".gitignore", text=text)
    assert left_out() == said
    assert "good.scenario.yaml" in found()


def test_a_gitignore_counts_below_its_folder_and_a_deeper_one_more() -> None:
    put("z/a.scenario.yaml", "z/deep/b.scenario.yaml", "y/a.scenario.yaml")
    put("z/.gitignore", text="*.scenario.yaml\n/")
    put("z/deep/.gitignore", text="!b.scenario.yaml")
    assert found(".") == ["y/a.scenario.yaml", "z/deep/b.scenario.yaml"]


def test_those_above_count_up_to_the_top_of_the_repository() -> None:
    put("repo/.git/HEAD", "repo/tests/a.scenario.yaml", "repo/tests/old/b.scenario.yaml")
    put("repo/.gitignore", text="old\n")
    put(".gitignore", text="a.*\n")
    assert found("repo/tests") == ["repo/tests/a.scenario.yaml"]


@pytest.mark.parametrize("text", ["made/\n*.tmp.scenario.yaml", "/made", "ma*"])
def test_a_folder_that_is_named_is_searched_although_it_is_ignored(text: str) -> None:
    put(".git/HEAD", "made/a.scenario.yaml", "made/more/b.scenario.yaml")
    put(".gitignore", text=text)
    assert len(found("made")) == 2
    put("made/.gitignore", text="*\n")
    assert len(found("made")) == 2, "as caches ignore themselves"


def test_a_gitignore_that_cannot_be_read_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    put("a.scenario.yaml", ".gitignore")
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: (_ for _ in ()).throw(PermissionError()))
    assert found() == ["a.scenario.yaml"]


def test_links_are_not_followed_and_those_that_lead_elsewhere_are_said() -> None:
    put("mine/a.scenario.yaml", "other/b.scenario.yaml")
    Path("mine/loop").symlink_to("..", target_is_directory=True)
    Path("mine/again").symlink_to(".", target_is_directory=True)
    os.mkfifo("mine/pipe.scenario.yaml")
    assert found("mine") == ["mine/a.scenario.yaml"]
    assert left_out("mine") == ["mine/loop (3 files: a link)", "mine/pipe.scenario.yaml (no plain file)"]


def test_a_link_that_leads_nowhere_is_a_file_that_cannot_be_read_not_one_that_is_left_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write(Path(), "...\nexpect: {session: COMPLETED}\n", "a.scenario.yaml")
    Path("gone.scenario.yaml").symlink_to("nowhere")
    Path("round.scenario.yml").symlink_to("round.scenario.yml")
    assert found() == ["a.scenario.yaml", "gone.scenario.yaml", "round.scenario.yml"]
    assert run_command_line(["test", "."]) == 1
    said = capsys.readouterr().out
    assert "1 passed, 2 files at fault" in said
    assert "error[F005]: the file cannot be read: No such file or directory\n --> gone.scenario.yaml:1:1" in said
    with pytest.raises(UsageError, match=r'^a link that leads nowhere is "gone\.scenario\.yaml"$'):
        collect(["gone.scenario.yaml"])


def test_a_folder_that_is_named_and_holds_none_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    write(Path(), "...\nexpect: {session: COMPLETED}\n", "a.scenario.yaml")
    Path("night").mkdir()
    assert run_command_line(["test", "night", "a.scenario.yaml"]) == 0
    assert capsys.readouterr().err == 'callflow: no scenario file is in "night"\n'


def test_a_folder_that_cannot_be_listed_is_at_fault(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(Path(), "...\nexpect: {session: COMPLETED}\n", "a.scenario.yaml")
    put("shut/b.scenario.yaml")
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert list(map(str, collect(["."]).shut)) == ["shut (cannot be listed: Permission denied)"]
    assert run_command_line(["test", "."]) == 1
    said = capsys.readouterr().out
    assert "1 passed, 1 file at fault" in said
    assert "error[F005]: the folder cannot be listed: Permission denied\n --> shut:1:1" in said
    Path("a.scenario.yaml").unlink()
    with pytest.raises(UsageError, match=r"nothing to run: .* \(shut \(cannot be listed: Permission denied\)\)$"):
        collect(["."])


def test_only_some_are_named() -> None:
    put("a.scenario.yaml", *(f"{number}_scenario.yaml" for number in range(8)))
    assert collect(["."]).told.startswith("collected 1 of 9 files; left out: 0_scenario.yaml (")
    assert collect(["."]).told.endswith(", 3 more")


def test_where_all_is_left_out_the_error_says_why() -> None:
    put("drafts/a.scenario.yaml", "b_scenario.yaml")
    put(".gitignore", text="drafts")
    with pytest.raises(
        UsageError, match=r"nothing to run: .* \(collected 0 of 2 files; left out: b_.*, drafts \(1 file"
    ):
        collect(["."])


def test_scenarios_of_other_spellings_run(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(here, "...\nexpect: {session: BUSY}\n", "bad.Scenario.YML")
    (here / ".venv").mkdir()
    write(here / ".venv", "...\n")
    assert run_command_line(["test", "."]) == 1
    said = capsys.readouterr()
    assert "FAIL" in said.out
    assert said.err == "callflow: collected 1 of 2 files; left out: .venv (1 file: hidden)\n"


def test_what_lies_elsewhere_is_not_ignored(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    assert not Ignored(tmp_path / "here").ignores(tmp_path / "there" / "a.scenario.yaml", False)
