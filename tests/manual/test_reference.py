"""Nothing is missing in the reference: what the code can do stands on a page, with its meaning."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import simulator
from manual.generating import pages, parts
from manual.reference.base.examples import fits, paths_in
from manual.reference.base.keys import FILES, keys_of
from manual.reference.base.sent import sent
from manual.reference.files import examples
from manual.reference.pytest_plugin import fixtures, options
from manual.reference.webhooks import fields, meaning
from simulator.actions.base.known import actions
from simulator.actions.base.params import params_of
from simulator.cli.base.parser import parser
from simulator.exploring.findings import __path__ as findings
from simulator.loading.files.account_file import read_account
from simulator.loading.files.callers_file import read_callers
from simulator.loading.files.flow_file import read_flow
from simulator.model.assumptions import SETTINGS
from simulator.model.call.leg_outcomes import leg_names
from simulator.model.flow.file_faults import FILE_FAULTS
from simulator.model.status import SESSION_ERRORS, STATUS
from simulator.registry import declared, names
from simulator.scenario.reading.scenario_file import read_scenarios
from simulator.schema.documents import document
from simulator.server.document.openapi import document as openapi
from simulator.webhooks.base.known import known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WORDS = Path(__file__).parents[2] / "manual" / "words"


def headings(path: str) -> set[str]:
    """What the headings of a page name."""
    return set(re.findall(r"^#+ `([^`\n]+)`", pages()[path].text, re.MULTILINE))


def cells(path: str) -> set[str]:
    """What stands first in the rows of its tables."""
    return set(re.findall(r"^\| \[?`([^`]+)`", pages()[path].text, re.MULTILINE))


@cache
def help_of(*command: str) -> str:
    whole = parser()
    for word in command:
        whole = next(one for one in whole._below() if one.prog.endswith(f" {word}"))
    return whole.format_help()


@pytest.mark.parametrize("name", names("simulator.cli"))
def test_every_option_of_a_command_has_a_heading(name: str) -> None:
    """What `--help` prints is read here, not what the generator reads."""
    told = set(re.findall(r"^  (?:-\w, )?(--[\w-]+)", help_of(name), re.MULTILINE))
    written = {word for heading in headings(f"commands/{name}.md") for word in re.findall(r"--[\w-]+", heading)}
    assert told == written


def test_commands_below_commands_have_pages() -> None:
    told = set(re.findall(r"^  (?:-\w, )?(--[\w-]+)", help_of("coverage", "combine"), re.MULTILINE))
    assert told == {
        f"--{one}" for one in re.findall(r"\{ #--([\w-]+) \}", pages()["commands/coverage-combine.md"].text)
    }


def test_every_code_has_a_page_that_says_what_and_why() -> None:
    rules = declared("simulator.rules", "CODE").values()
    found = [*rules, *declared("simulator.exploring.findings", "CODE").values(), *SESSION_ERRORS, *STATUS, *FILE_FAULTS]
    assert findings
    assert len(set(map(str, found))) > 90
    for code in found:
        text = pages()[f"codes/{code}.md"].text
        assert len(re.sub(r"```.*?```", "", text, flags=re.DOTALL).split("\n\n")) > 3, code
        assert f"[`{code}`]({code}.md)" in pages()["codes/index.md"].text


def test_every_setting_has_a_page_and_a_row() -> None:
    assert cells("settings/index.md") == SETTINGS.keys()
    for name in SETTINGS:
        text = pages()[f"settings/{name}.md"].text
        assert all(f"**{fact}**" in text for fact in ("unit", "default", "choices")), name
        assert f"  {name}: " in text


def schema_names(node: Any) -> Iterator[str]:
    """The names of keys in a JSON Schema, which other code makes of the same declarations."""
    if isinstance(node, dict):
        yield from node.get("properties", {}) if isinstance(node.get("properties"), dict) else ()
        for below in node.values():
            yield from schema_names(below)
    elif isinstance(node, list):
        for below in node:
            yield from schema_names(below)


@pytest.mark.parametrize("kind", [*FILES, "request", "reply"])
def test_every_name_of_a_schema_is_on_the_page_of_its_file(kind: str) -> None:
    known_names = set(schema_names({key: part for key, part in document(kind).items() if key != "definitions"}))
    text = pages()[f"files/{kind}.md"].text
    assert {one for one in known_names - SETTINGS.keys() if not re.search(rf"\b{one}\b", text)} == set()


@pytest.mark.parametrize("file", FILES)
def test_every_key_has_a_type_a_meaning_and_an_example(file: str) -> None:
    keys = {path: key for path, key in keys_of(file).items() if not path.startswith("assumptions.")}
    shown = {there for example in examples(file) for there in paths_in(example)}
    assert [path for path, key in keys.items() if not key.types or not key.docs] == []
    assert keys.keys() <= cells(f"files/{file}.md") | headings(f"files/{file}.md")
    assert [path for path in keys if not any(fits(path, there) for there in shown)] == [], "manual/examples has none"


def test_defaults_are_told_of_keys_that_are_there() -> None:
    told = tomllib.loads((WORDS / "defaults.toml").read_text("utf-8"))
    for file, defaults in told.items():
        assert defaults.keys() <= keys_of(file).keys()
        assert not [path for path in defaults if keys_of(file)[path].needed]


@pytest.mark.parametrize(("file", "text"), [(file, text) for file in FILES for text in examples(file)])
def test_the_examples_are_read_without_a_finding(file: str, text: str, tmp_path: Path) -> None:
    call = '{"callflow": [{"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}}]}'
    (tmp_path / "request.json").write_text(call)
    (tmp_path / "booking.flow.yaml").write_text('inbound: {source: "+6591234567", destination: "+6562"}\nreplies: []')
    read: dict[str, Callable[[bytes], tuple[Any, Any]]] = {
        "flow": lambda raw: read_flow(raw, tmp_path, "x.flow.yaml"),
        "scenario": lambda raw: read_scenarios(raw, tmp_path, "x.scenario.yaml"),
        "account": lambda raw: read_account(raw, tmp_path),
        "callers": read_callers,
    }
    found, faults = read[file](text.encode())
    assert found
    assert not [fault for fault in faults if fault.severity == "error"]


def test_every_field_of_a_webhook_has_a_meaning_and_every_meaning_a_field() -> None:
    assert {kind.TYPE for kind in known()} == sent().keys()
    used = set()
    words = tomllib.loads((WORDS / "webhooks.toml").read_text("utf-8"), parse_float=str)
    for kind, bodies in sent().items():
        there = fields(bodies)
        assert there.keys() == cells(f"webhooks/{kind}.md")
        used |= {meaning(path) for path in there}
    assert used == set(words.values())


@pytest.mark.parametrize(("name", "kind"), actions().items())
def test_every_action_has_its_parameters_and_its_machine(name: str, kind: Any) -> None:
    text = pages()[f"actions/{name}.md"].text
    assert cells(f"actions/{name}.md") == params_of(kind).keys()
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in text
    assert f".{name}." in text


def test_every_public_name_and_member_has_a_heading_and_words() -> None:
    text = pages()["python.md"].text
    for name in simulator.__all__:
        assert name in headings("python.md")
        members = [one for one in vars(getattr(simulator, name)) if not one.startswith("_")]
        methods = [one for one in members if callable(getattr(getattr(simulator, name), one, None))]
        assert {f"{name}.{one}" for one in methods} <= headings("python.md"), name
    assert not re.search(r"^##.*\}\n\n(?=##|\Z)", text, re.MULTILINE)


def test_every_operation_leg_option_and_fixture_is_there() -> None:
    paths = openapi("http://127.0.0.1:1")["paths"]
    operations = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    assert operations <= headings("emulator.md")
    assert set(leg_names()) == cells("legs.md")
    assert fixtures().keys() <= headings("pytest.md")
    assert {name for name, _ in options()} == {word.split()[0] for word in headings("pytest.md") if word[0] == "-"}


def test_parts_have_titles_of_their_own_and_pages_paths_of_their_own() -> None:
    assert len({part.title for part in parts()}) == len(parts())
    assert len({part.order for part in parts()}) == len(parts())
    assert sum(len(part.pages) for part in parts()) == len(pages())
