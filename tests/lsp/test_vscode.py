"""The extension for Visual Studio Code: its own tests with a real server, and what it says of itself."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.lsp.answering import SIGNS
from simulator.lsp.features.lenses import TITLES
from simulator.schema import KINDS

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "editors" / "vscode"
MANIFEST = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))
CODE = (FOLDER / "extension.js").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")


@pytest.mark.nested
@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_its_own_tests_pass_with_a_real_server() -> None:
    command = json.dumps([sys.executable, "-m", "simulator"])
    known = {**os.environ, "CALLFLOW": command, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["node", "--test", "test/extension.test.js"], cwd=FOLDER, env=known, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert re.search(r"# pass 6", done.stdout)


def test_every_command_above_a_line_is_one_of_the_extension() -> None:
    declared = {one["command"] for one in MANIFEST["contributes"]["commands"]}
    assert set(TITLES) | {"callflow.restart"} == declared
    assert all(f"  {title}: (file" in CODE for title in TITLES.values())


def test_it_asks_after_the_signs_that_the_server_names() -> None:
    found = re.search(r"TRIGGERS = (\[.*\]);", CODE)
    assert found is not None
    assert json.loads(found[1].replace("'\"'", '"\\""')) == SIGNS


def test_each_kind_of_file_of_ours_has_its_schema() -> None:
    named = {Path(one["url"]).name for one in MANIFEST["contributes"]["yamlValidation"]}
    assert named == {f"{kind}.schema.json" for kind in KINDS if kind not in ("request", "reply")}


def test_it_needs_nothing_else_and_no_folder_decides_what_is_started() -> None:
    assert not {"dependencies", "devDependencies"} & MANIFEST.keys()
    settings = MANIFEST["contributes"]["configuration"]["properties"]
    assert {one["scope"] for one in settings.values()} == {"machine"}
    assert all(f"`{name}`" in PAGE for name in settings)


def test_no_editor_is_told_to_write_a_shell_line_from_the_name_of_a_file() -> None:
    assert "ShellExecution" not in CODE
    assert '{ "callflow", command, target }' in PAGE
    assert not re.search(r"terminal callflow|shellescape|vim\.cmd\(", PAGE)
