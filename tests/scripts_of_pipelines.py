"""The shell scripts within what we give to CI systems: each by its file and place, with the shell that runs it.

python -m tests.scripts_of_pipelines FOLDER        # writes each to a file, for a linter
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen
from ruamel.yaml import YAML

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
_GITHUB = re.compile(r"\$\{\{.*?\}\}")


@frozen
class Script:
    """A script: its file and what runs it."""

    file: str
    shell: str
    text: str


def scripts() -> Iterator[Script]:
    """All of them."""
    for step in _yaml("action.yml")["runs"]["steps"]:
        assert not _GITHUB.search(step["run"]), "what others may write comes by the environment, never as text"
        yield Script("action.yml", "bash", step["run"])
    job = _yaml("pipelines/gitlab.yml")["callflow"]
    for line in (*job["script"], *job["after_script"]):
        yield Script("pipelines/gitlab.yml", "sh", line)
    for step in _yaml("pipelines/azure.yml")["steps"]:
        if "script" in step:
            yield Script("pipelines/azure.yml", "bash", _GITHUB.sub("parameter", step["script"]))
    jenkins = (ROOT / "pipelines/Jenkinsfile").read_text("utf-8")
    for text in re.findall(r"sh '''(.*?)'''", jenkins, re.S):
        yield Script("pipelines/Jenkinsfile", "sh", text)


def _yaml(name: str) -> Any:
    return YAML(typ="safe").load((ROOT / name).read_text("utf-8"))


def main(folder: Path) -> None:
    """Write each to a file of its own."""
    folder.mkdir(parents=True)
    for number, script in enumerate(scripts()):
        (folder / f"{script.file.replace('/', '_')}_{number}.{script.shell}").write_text(script.text)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
