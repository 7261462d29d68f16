"""The parser in C gives the very nodes that the parser in Python gives, or leaves the text to it."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.loading.yaml import composing as _yaml_fast
from simulator.loading.yaml import text as yaml_text
from simulator.loading.yaml.text import load_yaml_all
from tests.loading.yaml.random_documents import Writer

FILES = sorted((Path(__file__).parents[3] / "scenarios").rglob("*.yaml"))


def slowly(text: str) -> tuple[yaml_text.YamlDocument, ...]:
    return yaml_text._slowly(text)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_both_parsers_give_the_same_nodes(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for version in (text, text.rstrip("\n"), text.replace("\n", "\r\n")):
        assert _yaml_fast.compose(version) is not None
        assert load_yaml_all(version.encode()) == slowly(version)


@given(st.integers(0, 2**64))
def test_both_parsers_give_what_a_random_document_says(seed: int) -> None:
    text, value = Writer(seed).document()
    for version in (text, text.replace("\n", "\r\n")):
        assert _yaml_fast.compose(version) is not None
        first, *_ = documents = load_yaml_all(version.encode())
        assert (first.data, first.findings) == (value, ())
        assert documents == slowly(version)


@given(st.integers(0, 2**64))
def test_both_parsers_say_the_same_of_a_random_text_or_the_one_in_c_says_nothing(seed: int) -> None:
    text = Writer(seed).damaged()
    assert load_yaml_all(text.encode()) == slowly(text.removeprefix("\ufeff"))


@pytest.mark.slow
def test_both_parsers_give_the_same_nodes_for_damaged_texts() -> None:
    chance = random.Random(7)
    signs = ["", '"', "'", "[", "]", "{", "}", " ", "\n", "#", "&a ", "*a", "!", "|", ">", "%", "@", "---\n", "? ", "é"]
    texts = [file.read_text(encoding="utf-8")[:600] for file in FILES]
    for _ in range(300):
        text = chance.choice(texts)
        at = chance.randrange(len(text))
        damaged = text[:at] + chance.choice(signs) + text[at + chance.randint(0, 2) :]
        assert load_yaml_all(damaged.encode()) == slowly(damaged), damaged


@pytest.mark.parametrize(
    "text",
    ["\ta: 1", "a: !x\t1", "%YAML 1.2\t\n---\na: 1", "a: \x07", 'a: "\\ud83d"', "a: [", "a: *b", "a: 1\n---\nb: {"],
)
def test_what_it_cannot_be_trusted_with_is_left_to_the_other(text: str) -> None:
    assert _yaml_fast.compose(text) is None
    load_yaml_all(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "a: >\n \n   \nb: |\n\n    \n  \n",
        "a: |\n  x\n \n    y\n",
        "a: |2-\n    x\n",
        "a: >\n  \tx\n",
        "a: &x {b: [1], c: }\nd: *x\ne: [*x, *x]\n",
        "a: &x {b: 1}\nc: {<<: *x, b: 2}\nd: {<<: [*x, {e: 3}], f: 4}\ng: &y [*x]\nh: {<<: *y}\n",
        "a: &x [&x 1, *x]\nb: *x\n",
        "&k key: 1\nb: {*k : 2, '<<': 3}\n",
        "? [a]\n: &x {b: 1, b: 2}\nc: *x\nc: 2\n",
        "a: 1\n---\n---\nb: 2",
        "- " * 90 + "a",
        "a: " + "{b: [1]}, " * 10,
        " " * 500 + "a: 1\n" + " " * 500 + "b: 2\n",
    ],
)
def test_both_parsers_agree_on_what_few_files_have(text: str) -> None:
    assert load_yaml_all(text.encode()) == slowly(text)


@pytest.mark.parametrize("text", ["- " * 120 + "a", "[" * 150 + "]" * 150, '["]", ' * 150, "a: &x [{b: *x}]\n"])
def test_both_parsers_say_what_is_nested_or_repeated_beyond_reason(text: str) -> None:
    (document,) = load_yaml_all(text.encode())
    assert document.root is None
    assert re.search("more than 100 levels are nested here|an alias of itself", document.findings[0].message)
    assert slowly(text)[-1] == document


def test_a_file_may_have_any_number_of_nodes_and_brackets() -> None:
    (document,) = load_yaml_all(b"- {a: [1, 2, 3, 4, 5, 6, 7, 8, 9]}\n" * 12_000)
    assert document.root is not None
    assert not document.findings


def test_without_it_everything_still_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "_ruamel_yaml", None)
    _yaml_fast._parser.cache_clear()
    try:
        assert _yaml_fast.compose("a: 1") is None
        assert load_yaml_all(b"a: 1")[0].data == {"a": 1}
    finally:
        _yaml_fast._parser.cache_clear()


@pytest.mark.parametrize("text", ["a: &x [*x]\n", "a: &x {<<: *x}\n"])
def test_what_refers_to_itself_is_a_finding(text: str) -> None:
    (document,) = load_yaml_all(text.encode())
    assert document.root is None
    assert "F001" in [found.code for found in document.findings]
