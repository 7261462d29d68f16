"""The suite that is generated from a bank's flow of four levels fails on each change of it, but for another voice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import simulator
from simulator.scenario.suite import load_suite, run_suite, scenario_files
from tests.exploring._flows import dial, menu
from tests.exploring.test_diff_bank import HERE, LEVELS, MAIN, MUTANTS, mutated

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.model.scenario.verdict import Failure

pytestmark = pytest.mark.slow

KINDS = ("table", "python", "wsgi")
TOLD = {
    "text": ("heard", "Your balance is five pounds.", '"Your balance is six pounds."'),
    "order": ("heard", "Your card is safe.", '"Good night.", in another order: each of the two is heard'),
    "an extra prompt": ("heard", "Your card is safe.", '"One moment.", an extra prompt before it'),
    "exchanged keys": ("heard", "Your money is on its way.", '"Nothing was sent."'),
    "a removed option": ("heard", "Your card is safe.", '"There is no such choice."'),
    "a wrong number": ("dials", "+6587654321 as dial 1", "+6587654322"),
    "a wrong stage": ("heard", "Your money is on its way.", '"Your balance is five pounds."'),
    "timers": ("duration", "above 61.5s", "38.516s"),
    "tries": ("caller step 4", "an entry for silence", "the call is over after 3 entries"),
    "a second PIN": ("captured", '["1", "0000"]', '["1", "0000", null]'),
    "a cancel that acts": ("heard", "Nothing was sent.", '"Your money is on its way."'),
    "no hang-up": ("heard", "nothing more", '"We could not hear you."'),
    "another file": ("heard", "https://bank.example/wait.wav", '"https://bank.example/other.wav"'),
    "a loop": ("captured", '["1", "9999", "2", "2"]', '["1", "9999", "2", "2", null]'),
}
"""What is told of each: what differs, what was expected, what was found."""


def write(folder: Path, kind: str, name: str | None = None) -> Path:
    """The flow of the bank, or of a mutant, always under one name."""
    given: dict[str, Any] = {"flow": "Bank", "request": {"callflow": [dial(), menu(MAIN)]}}
    if kind == "table":
        given["replies"] = LEVELS if name is None else mutated(name)
    else:
        given["backend"] = f"{HERE}:{kind}_{'old' if name is None else name.replace(' ', '_').replace('-', '_')}"
        given["backend"] = f"{kind}:{given['backend']}"
    (folder / "bank.flow.yaml").write_text(json.dumps(given), encoding="utf-8")
    return folder / "bank.flow.yaml"


def failures(folder: Path) -> list[Failure]:
    """What the suite in a folder says, without what fails nothing."""
    found = run_suite(load_suite(scenario_files([folder.as_posix()])))
    return [one for verdict in found.verdicts for one in verdict.failures if one.severity == "fail"]


@pytest.fixture(scope="module", params=KINDS)
def suite(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder with the flow and its generated suite, and who answers."""
    folder = tmp_path_factory.mktemp(request.param)
    made = simulator.generate(write(folder, request.param), folder / "made", legs=["answered"])
    assert made.made.left == ()
    made.write()
    return folder, request.param


def test_it_passes_on_the_original(suite: tuple[Path, str]) -> None:
    folder, kind = suite
    write(folder, kind)
    assert failures(folder) == []


@pytest.mark.parametrize("name", MUTANTS)
def test_it_fails_on_each_but_the_voice(suite: tuple[Path, str], name: str) -> None:
    folder, kind = suite
    write(folder, kind, name)
    found = [(one.what, one.expected, one.found) for one in failures(folder)]
    assert TOLD[name] in found if name in TOLD else found == []


def test_a_loose_one_misses_an_extra_prompt_a_number_and_a_timer(tmp_path: Path) -> None:
    loose = simulator.generate(write(tmp_path, "table"), tmp_path / "made", legs=["answered"], loose=True)
    strict = simulator.generate(tmp_path / "bank.flow.yaml", tmp_path / "made", legs=["answered"])
    assert len(loose.files) < len(strict.files)
    assert {one.name for one in loose.files} < {one.name for one in strict.files}
    loose.write()
    missed = []
    for name in MUTANTS:
        write(tmp_path, "table", name)
        if not failures(tmp_path):
            missed.append(name)
    assert missed == ["an extra prompt", "a wrong number", "timers", "a second PIN", "a voice"]
