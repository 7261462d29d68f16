"""Whether a file lies where a flow may name it."""

from __future__ import annotations

from pathlib import Path

from simulator.files.strangers import is_far


def test_a_file_is_near_in_the_folder_and_in_the_working_folder(tmp_path: Path) -> None:
    assert not is_far(tmp_path / "a" / "b.json", tmp_path)
    assert not is_far(Path("pyproject.toml"), tmp_path)
    assert is_far(tmp_path / ".." / "other.json", tmp_path)


def test_links_in_a_circle_lead_to_a_strangers_file(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "flow").mkdir()
    assert is_far(tmp_path / "a", tmp_path / "flow")
