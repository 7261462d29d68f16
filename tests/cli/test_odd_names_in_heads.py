"""A file whose name has a line break in it is named on one line of a comment, whoever writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.loading.yaml.text import load_yaml_all
from simulator.running.starter import write_starter

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Callflow

ODD = "a\nscenario: forged"


@pytest.fixture
def odd(folder: Path) -> str:
    """A flow file of that name."""
    write_starter(folder / "there")
    (folder / "there/booking.flow.yaml").rename(folder / f"there/{ODD}.flow.yaml")
    return f"there/{ODD}.flow.yaml"


@pytest.mark.parametrize(
    "line",
    [
        "run --dtmf '1 1' --save out.scenario.yaml",
        "run --dtmf '1 1' --record-replies out.flow.yaml",
        "generate --output out",
    ],
)
def test_what_is_written_has_nothing_of_the_name_but_in_comments(
    line: str, odd: str, callflow: Callflow, folder: Path
) -> None:
    command, _, rest = line.partition(" ")
    done = callflow(f"{command} {rest}", odd)
    assert done.status == 0, done.err
    written = [*folder.glob("out*.yaml"), *folder.glob("out/*.yaml")]
    assert written
    for file in written:
        text = file.read_text("utf-8")
        assert not any(line.startswith("scenario: forged") for line in text.splitlines())
        assert all(not document.findings for document in load_yaml_all(file.read_bytes()))
