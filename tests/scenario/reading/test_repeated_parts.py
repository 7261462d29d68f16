"""Reading equal texts once says the very same as reading each document whole, or leaves it to that."""

from __future__ import annotations

import pickle
import random
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.loading.yaml.text import load_yaml
from simulator.model.diagnostic import Diagnostic, Span
from simulator.scenario.reading import scenario_file
from simulator.scenario.reading.expect import PlacesBelow
from simulator.scenario.reading.repeated_parts import read_parts
from simulator.scenario.reading.scenario_file import read_scenarios

FOLDER = Path(__file__).parents[3] / "scenarios"
FILES = sorted(FOLDER.rglob("*.scenario.yaml"))
PLAIN = b"scenario: s\nflow: f\ncaller: [1]\n"

NAMES = ("scenario: a\n", "scenario: b # why\n", "scenario: |\n  a\n\n", "scenario:\n", "scenario: &x a\n")
REST = (
    "flow: f\n",
    "flow: *x\n",
    "request: {callflow: []}\n",
    "request:\n  callflow:\n    - action: hangup\n\n# a comment\n",
    'caller: [1, {hears: a, press: "2"}, hangup@3s]\n',
    "caller:\n  - press: 1\n\n  # why\n  - hangup: 3s\n",
    "caller: [{use: a}]\n",
    "caller: [\n",
    "faults:\n  - say: failed\n  - session: -9999\n",
    "expect:\n  captured: [1, null]\n  hears: [a,\n    b]\n",
    "expect: {error: null, webhooks: {VCA: 1}}\n",
    "expect:\n  session: 1\n",
    "tags: [a, b]\n",
    "legs: [busy, {failed: 404}]\n",
    "seed: 4\nat: 2026-01-13T08:26:58Z\n",
    "at: 7\n",
    "account: {capacity: 1}\n",
    "blocks: {a: [1]}\n",
    "examples: [{a: 1}]\n",
    "tagz: [a]\n",
    "<<: {seed: 3}\n",
    "# tags: [a]\n",
    "\n",
)
BETWEEN = ("---\n", "---\n# a comment\n", "--- # why\n", "...\n---\n", "---\n---\n")


def said(raw: bytes, folder: Path) -> tuple[list[tuple[object, ...]], tuple[Diagnostic, ...]]:
    found, faults = read_scenarios(raw, folder, "f", lambda path: path.name.encode())
    return [attrs.astuple(one, recurse=False) for one in found], faults


def whole(raw: bytes, folder: Path) -> tuple[list[tuple[object, ...]], tuple[Diagnostic, ...]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scenario_file, "read_parts", lambda *_: None)
        return said(raw, folder)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_it_says_the_same_of_every_sample(file: Path) -> None:
    raw = file.read_bytes()
    assert said(raw, file.parent) == whole(raw, file.parent)


@pytest.mark.slow
def test_it_says_the_same_of_damaged_samples() -> None:
    chance = random.Random(11)
    signs = ["", '"', "'", "[", "]", "{", "}", " ", "\n", "#", "&a ", "*a", "|", "%", "---\n", "? ", "é", "\nflow: f\n"]
    texts = [file.read_text(encoding="utf-8")[:900] for file in FILES]
    for _ in range(300):
        text = chance.choice(texts)
        at = chance.randrange(len(text))
        damaged = (text[:at] + chance.choice(signs) + text[at + chance.randint(0, 2) :]).encode()
        assert said(damaged, FOLDER) == whole(damaged, FOLDER), damaged


DOCUMENT = st.tuples(st.sampled_from(NAMES), st.lists(st.sampled_from(REST), max_size=5)).map(
    lambda found: "".join((found[0], *found[1]))
)


@given(st.lists(st.tuples(st.sampled_from(BETWEEN), DOCUMENT), min_size=1, max_size=4), st.booleans())
def test_it_says_the_same_of_any_documents(found: list[tuple[str, str]], led: bool) -> None:
    text = "".join(mark + document for mark, document in found)
    raw = (text if led else text.split("\n", 1)[1]).encode()
    assert said(raw, FOLDER) == whole(raw, FOLDER)


USUAL = st.permutations([REST[0], REST[4], REST[8], REST[9], REST[12]])


@given(st.lists(USUAL, min_size=2, max_size=5))
def test_what_is_usual_is_read_so_and_every_place_is_right(found: list[list[str]]) -> None:
    raw = "---\n".join(f"scenario: {number}\n{''.join(rest)}" for number, rest in enumerate(found)).encode()
    assert read_parts(raw, FOLDER, "f", lambda _: b"") is not None
    assert said(raw, FOLDER) == whole(raw, FOLDER)


def test_a_separator_that_nothing_comes_after_is_nothing() -> None:
    raw = PLAIN + b"---\n---\n# the end\n"
    assert read_parts(raw, FOLDER, "f", lambda _: b"") is not None
    assert said(raw, FOLDER) == whole(raw, FOLDER) == said(PLAIN, FOLDER)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"scenario: s\nflow: f",
        b"\xff: 1\n",
        b"%YAML 1.1\n---\n" + PLAIN,
        PLAIN.replace(b"\n", b"\r\n"),
        PLAIN + b"--- {}\n",
        PLAIN + b"---\n---\n" + PLAIN,
        PLAIN + b"flow: g\n",
        PLAIN + b"tags: " + b"[" * 300 + b"\n",
        PLAIN + b"tags:\n" + b"".join(b" " * deep + b"-\n" for deep in range(2, 130)),
        PLAIN + b"tags: &a [*a]\n",
        b"stray: 1\n" + PLAIN,
        b"---\nstray: 1\n" + PLAIN,
        PLAIN + b"expect: {session: NO}\n",
        PLAIN + b"expect: {session: BUSY, session: BUSY}\n",
        PLAIN + b"tags: [\n",
    ],
)
def test_what_is_out_of_the_ordinary_is_left_to_the_other(raw: bytes) -> None:
    assert read_parts(raw, FOLDER, "f", lambda _: b"") is None
    assert said(raw, FOLDER) == whole(raw, FOLDER)


def test_places_are_those_of_the_nodes_moved_and_travel_as_they_are() -> None:
    root = load_yaml(b"a: [1, {b: 2}]\n").root
    assert root is not None
    places = PlacesBelow(root)
    assert dict(places) == {
        "a": Span(1, 4, 1, 15),
        "a/0": Span(1, 5, 1, 6),
        "a/1": Span(1, 8, 1, 14),
        "a/1/b": Span(1, 12, 1, 13),
    }
    assert len(places.moved(2)) == 4
    assert places.moved(2).moved(1)["a"] == Span(4, 4, 4, 15)
    assert pickle.loads(pickle.dumps(places.moved(1))) == {name: span.moved(1) for name, span in places.items()}
