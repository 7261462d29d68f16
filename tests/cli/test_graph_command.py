"""`callflow graph`: the machine in every format, and nothing half-done for a body that has errors."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from simulator.render.formats import formats
from tests.cli.files import REFUSED, REPLY, SOUND, Stdin, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Callflow


MARKS = {"mermaid": "stateDiagram-v2", "dot": "digraph", "svg": "<svg "}
"""What tells the formats apart that have a head."""


@pytest.mark.parametrize("name", formats("graph"))
def test_the_machine_is_drawn_in_every_format(name: str, callflow: Callflow) -> None:
    done = callflow(f"graph booking.json --detail --format {name}")
    assert (done.status, done.err) == (0, "")
    assert "2.sayAndCapture.prompting" in done.out
    assert MARKS.get(name, "") in done.out
    assert done.out.endswith("\n")


def test_text_is_the_default_and_names_the_file(callflow: Callflow) -> None:
    done = callflow("graph booking.json")
    assert done.out == callflow("graph booking.json --format text").out
    assert done.out.startswith("booking.json\n")


def test_a_reply_is_a_machine_of_its_own(callflow: Callflow, folder: Path) -> None:
    write(folder, "reply.json", REPLY)
    done = callflow("graph reply.json --kind reply --format json")
    assert done.status == 0
    assert "makeCall" not in done.out
    assert json.loads(done.out)


def test_a_body_with_errors_is_refused_with_every_finding_and_writes_nothing(callflow: Callflow, folder: Path) -> None:
    write(folder, "bad.json", REFUSED)
    done = callflow("graph bad.json --format dot:bad.dot --output bad.txt")
    assert (done.status, done.out) == (1, "")
    assert "error[-1007]" in done.err
    assert sorted(file.name for file in folder.iterdir()) == ["account.yaml", "bad.json", "booking.json"]


def test_the_account_and_the_instant_are_heeded(callflow: Callflow, folder: Path) -> None:
    write(folder, "strict.json", {"callerIds": ["+442079460000"]})
    assert callflow("graph booking.json --account strict.json").status == 1
    write(folder, "brief.json", {**SOUND, "validUntil": "2026-01-05T09:00:01Z"})
    assert callflow("graph brief.json").status == 0, "a graph is drawn at the fixed instant"
    assert callflow("graph brief.json --at 2026-01-05T09:00:01Z").status == 1


def test_standard_input_is_read_for_a_dash(callflow: Callflow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(json.dumps(SOUND).encode()))
    assert callflow("graph -").out.startswith("<stdin>\n")


@pytest.mark.parametrize("name", ["dot", "mermaid", "svg"])
def test_a_picture_is_one_box_an_action_unless_more_is_asked_for(name: str, callflow: Callflow) -> None:
    plain = callflow(f"graph booking.json --format {name}").out
    assert "2. sayAndCapture" in plain
    assert "asked again" in plain
    assert "not entered" in plain
    assert "prompting" not in plain


def test_a_listing_and_the_data_tell_every_state(callflow: Callflow) -> None:
    for name in ("text", "json"):
        assert callflow(f"graph booking.json --format {name}") == callflow(
            f"graph booking.json --detail --format {name}"
        )
