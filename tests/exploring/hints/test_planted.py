"""Twelve planted secrets: of each an entry is found without running the backend that holds it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simulator.entries.entry import DtmfEntry
from simulator.exploring.hints.fitting import fitting
from simulator.exploring.hints.hints import hints
from simulator.model.flow.flow_file import FlowFile
from simulator.model.flow.where import parse_where
from simulator.responders import function, wsgi
from tests.exploring.hints._planted import SECRETS, plant

if TYPE_CHECKING:
    from simulator.model.behaviour.hint import Hint

ENTRY = DtmfEntry(4, 6, hash_ends=True, completes=True)
MOST = 110
BACKENDS = {"python": "python:bank:reply", "wsgi": "wsgi:bank:app/vca"}


def tried(folder: Path, backend: str) -> tuple[Hint, ...]:
    """What is tried at an entry of four to six keys."""
    return fitting(hints(FlowFile("bank", str(folder / "bank.flow.yaml"), backend=backend)), ENTRY, MOST)


@pytest.mark.parametrize("kind", BACKENDS)
@pytest.mark.parametrize("name", SECRETS)
def test_an_entry_that_reaches_the_secret_is_among_what_is_tried(name: str, kind: str, tmp_path: Path) -> None:
    plant(name, tmp_path)
    found = tried(tmp_path, BACKENDS[kind])
    assert not (tmp_path / "ran").exists(), "the backend was run"
    where = parse_where(BACKENDS[kind])
    sys.modules.pop("settings", None)  # of the test before, whose folder is gone
    backend = (function if kind == "python" else wsgi).backend(where, tmp_path, None)
    assert (tmp_path / "ran").exists(), "a backend that runs would be seen"
    bodies = [{"payload": {"dtmf": hint.digits}} for hint in found]
    welcome = [b"Welcome" in backend.send(body, 10_000).reply.body for body in bodies]
    assert any(welcome), [hint.digits for hint in found]
    assert not all(welcome)
    assert len(found) <= MOST


@pytest.mark.parametrize(
    ("name", "digits", "origin"),
    [
        ("constant", "4711", "the source of bank.py, line 3"),
        ("int", "0042", "the source of bank.py, line 3, with leading zeros"),
        ("settings", "617400", "the source of settings.py, line 3"),
        ("json", "3691", "pins.json"),
        ("sqlite", "28461", "data/bank.db"),
        ("leading zero", "0123", "a leading zero"),
    ],
)
def test_it_says_where_an_entry_comes_from(name: str, digits: str, origin: str, tmp_path: Path) -> None:
    plant(name, tmp_path)
    assert [hint.origin for hint in tried(tmp_path, "python:bank:reply") if hint.digits == digits] == [origin]


def test_nothing_beside_the_backend_is_written(tmp_path: Path) -> None:
    plant("sqlite", tmp_path)
    before = sorted(tmp_path.rglob("*"))
    assert tried(tmp_path, "python:bank:reply")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.nested
def test_the_order_does_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    for name in ("set", "sqlite", "json", "pattern"):
        (tmp_path / name).mkdir()
        plant(name, tmp_path / name)
    script = (
        "import sys; from pathlib import Path; from tests.exploring.hints.test_planted import tried\n"
        "for folder in sys.argv[1:]: print(tried(Path(folder), 'python:bank:reply'))"
    )
    command = [sys.executable, "-c", script, *(str(one) for one in sorted(tmp_path.iterdir()))]
    said = [
        subprocess.run(
            command,
            cwd=Path(__file__).parents[3],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1]
    assert b"975311" in said[0]


def test_a_usual_project_takes_a_moment(tmp_path: Path) -> None:
    """Twenty modules of two hundred lines each, one importing the next."""
    lines = "".join(f"def handle_{n}(body):\n    return {{'{n}': [say('Press {n}'), {n}]}}\n" for n in range(100))
    for n in range(20):
        (tmp_path / f"part{n}.py").write_text(f"import part{n + 1}\n{lines}")
    flow = FlowFile("bank", str(tmp_path / "bank.flow.yaml"), backend="python:part0:handle_1")
    begun = time.process_time()
    found = hints(flow)
    assert time.process_time() - begun < 2  # a fifth of it where nothing else runs
    assert {"99", "100"} <= {hint.digits for hint in found}
