"""The notebooks run from a clean kernel, show pictures, and are committed as they run."""

from __future__ import annotations

import re
import sys
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

nbformat = pytest.importorskip("nbformat")
pytest.importorskip("nbclient")
for needed in ("ipykernel", "matplotlib", "pandas", "pygraphviz"):
    pytest.importorskip(needed)

from notebooks.__main__ import NEEDED, main  # noqa: E402 - it needs the extra `notebook`
from notebooks.execute import FOLDER, executed, notebooks  # noqa: E402 - it needs the extra `notebook`

if TYPE_CHECKING:
    from pathlib import Path

PICTURES = ("image/svg+xml", "image/png")
_MACHINE = re.compile(r"(?<![\w.])/(?:tmp|home|root|Users|usr|work|var|opt)/|[A-Z]:\\\\|0x[0-9a-f]{6,}")


def cells(book: Any) -> list[Any]:
    return [cell for cell in book.cells if cell.cell_type == "code"]


def outputs(book: Any) -> list[Any]:
    return [output for cell in cells(book) for output in cell.outputs]


def texts(book: Any) -> list[str]:
    """What is printed, and the plain text of what is shown."""
    return [output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs(book)]


def test_there_are_notebooks() -> None:
    assert {path.name[:2] for path in notebooks()} >= {"01", "02", "03", "04", "05", "06"}


@pytest.mark.nested
@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_pictures(path: Path) -> None:
    committed = nbformat.read(path, as_version=4)
    found = executed(path)
    assert not [output for output in outputs(found) if output.output_type == "error" or output.get("name") == "stderr"]
    assert any(kind in output.get("data", {}) for output in outputs(found) for kind in PICTURES)
    assert texts(found) == texts(committed), "run `python -m notebooks` and look at the difference"


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_what_is_committed_was_run_in_order_and_tells_nothing_of_the_machine(path: Path) -> None:
    committed = nbformat.read(path, as_version=4)
    nbformat.validate(committed)
    assert [cell.execution_count for cell in cells(committed)] == list(range(1, len(cells(committed)) + 1))
    assert any(kind in output.get("data", {}) for output in outputs(committed) for kind in PICTURES)
    assert not _MACHINE.search(path.read_text("utf-8"))
    assert str(FOLDER.parent) not in path.read_text("utf-8")


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_a_notebook_teaches(path: Path) -> None:
    """A heading first, and never more than two cells of code without a word."""
    book = nbformat.read(path, as_version=4)
    assert book.cells[0].source.startswith(f"# {int(path.name[:2])}. ")
    kinds = "".join("c" if cell.cell_type == "code" else "m" for cell in book.cells)
    assert "ccc" not in kinds


@pytest.mark.parametrize("absent", NEEDED)
def test_where_something_is_missing_no_notebook_is_written(
    absent: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in notebooks()}
    monkeypatch.setitem(sys.modules, absent, None)
    assert main([]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", f"notebooks: {absent} not installed: pip install -e '.[notebook]'\n")
    assert {path: path.read_bytes() for path in notebooks()} == before


def test_the_extra_brings_all_that_is_needed() -> None:
    extras = tomllib.loads((FOLDER.parent / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    brought = {re.split(r"[>=\[]", one)[0] for one in (*extras["notebook"], *extras["svg"])}
    assert set(NEEDED) == brought - {"callflow-simulator"}
    imported = {
        name
        for path in notebooks()
        for cell in cells(nbformat.read(path, as_version=4))
        for name in re.findall(r"^(?:import|from) (\w+)", cell.source, re.M)
    }
    assert imported - set(sys.stdlib_module_names) - {"simulator", "pharmacy"} <= set(NEEDED)
