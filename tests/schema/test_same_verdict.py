"""A schema and the loader of its kind of file take the same files, and refuse the same ones."""

from __future__ import annotations

import json
import runpy
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from simulator.loading.body.read import read_body
from simulator.loading.files.account_file import read_account
from simulator.loading.files.callers_file import read_callers
from simulator.loading.files.flow_file import read_flow
from simulator.loading.yaml.text import load_yaml, load_yaml_all
from simulator.scenario.reading.scenario_file import read_scenarios
from simulator.schema import KINDS, shipped, text
from tests.schema.samples import ACCOUNT, CALLERS, FLOW, INBOUND, REPLY, REQUEST, SCENARIO, mutations, same_table, some

jsonschema = pytest.importorskip("jsonschema")

HERE = Path(__file__).parent


def _body(kind: str, data: Any) -> bool:
    body = read_body(json.dumps(data).encode(), kind)  # type: ignore[arg-type]
    return not body.faults and all(entry.value is not None for entry in body.entries)


def _account(data: Any) -> bool:
    return {found.code for found in read_account(json.dumps(data).encode(), HERE)[1]} <= {"F005"}


def _readable(path: Path) -> bytes:
    return b"" if path.suffix == ".yaml" else b"{}"


def _flow(data: Any) -> bool:
    """The loader's verdict, and that on the bodies that are written inline."""
    flow, found = read_flow(json.dumps(data).encode(), HERE, "a.flow.yaml", _readable)
    if flow is None or any(one.severity == "error" and one.code != "F005" for one in found):
        return False
    inline = [("reply", row["reply"]) for row in data.get("replies") or () if isinstance(row["reply"], dict)]
    if isinstance(data.get("request"), dict):
        inline.append(("request", data["request"]))
    return all(_body(kind, body) for kind, body in inline)


def scenario_verdict(data: Any) -> bool:
    """The loader's verdict and that on an inline request, but for names of blocks: no schema can follow those."""
    scenarios, found = read_scenarios(json.dumps(data).encode(), HERE, "a.scenario.yaml", _readable)
    if isinstance(data, dict) and isinstance(data.get("request"), dict):
        requests = [one.request for one in scenarios] or [json.dumps(data["request"]).encode()]
        if not all(_body("request", json.loads(request or b"null")) for request in requests):
            return False
    return all(one.message.startswith("there is no block") for one in found)


def _callers(data: Any) -> bool:
    """The loader's verdict, but for what several keys are together: no schema can add."""
    model, found = read_callers(json.dumps(data).encode())
    return model is not None or all("together" in f"{one.message} {one.hint}" for one in found)


LOADERS = {
    "callers": _callers,
    "flow": _flow,
    "inbound flow": _flow,
    "scenario": scenario_verdict,
    "request": lambda data: _body("request", data),
    "reply": lambda data: _body("reply", data),
    "account": _account,
}
SAMPLES: dict[str, Any] = {
    "callers": CALLERS,
    "flow": FLOW,
    "inbound flow": INBOUND,
    "scenario": SCENARIO,
    "request": REQUEST,
    "reply": REPLY,
    "account": ACCOUNT,
}


@pytest.fixture(params=sorted(SAMPLES))
def kind(request: Any) -> str:
    return str(request.param)


def test_every_shipped_schema_is_one() -> None:
    for name in KINDS:
        jsonschema.Draft7Validator.check_schema(json.loads(text(name)))


def test_the_shipped_schemas_are_those_that_the_command_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["schema", str(tmp_path)])
    runpy.run_path(str(files("simulator.schema") / "__main__.py"), run_name="__main__")
    written = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert written == {f"{name}.schema.json": shipped(name) for name in KINDS}, "`make schemas` writes them anew"


def test_a_sample_is_taken(kind: str) -> None:
    assert LOADERS[kind](SAMPLES[kind])
    jsonschema.validate(SAMPLES[kind], json.loads(text(kind.split()[-1])))


@pytest.mark.slow
def test_a_schema_takes_and_refuses_what_the_loader_does(kind: str) -> None:
    validator = jsonschema.Draft7Validator(json.loads(text(kind.split()[-1])))
    verdicts = [(data, LOADERS[kind](data), validator.is_valid(data)) for data in some(mutations(SAMPLES[kind]))]
    assert [data for data, loaded, valid in verdicts if loaded != valid] == []
    assert len({loaded for _, loaded, _ in verdicts}) == 2


@pytest.mark.parametrize("written", ["callerIds: [+6562345678]", "coverage: [NO]", "subAccountId: 12345", "", "~"])
def test_what_an_editor_sees_of_an_account_without_quotes_is_taken(written: str) -> None:
    assert _yaml_account(written)
    jsonschema.validate(load_yaml(written.encode()).data, json.loads(text("account")))


def _yaml_account(written: str) -> bool:
    return not read_account(written.encode(), HERE)[1]


SCENARIOS = Path(__file__).parents[2] / "scenarios"
FILES = sorted(
    [*SCENARIOS.glob("*/*.flow.yaml"), *SCENARIOS.glob("*/*.scenario.yaml"), *SCENARIOS.glob("*/account.yaml")]
)
MUTATIONS = 60
"""So many mutations of each document, spread over all there are."""


def _kind_of(file: Path) -> str:
    return file.name.split(".")[-2] if file.name.count(".") > 1 else "account"


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_the_projects_own_files_and_their_mutations_have_one_verdict(file: Path) -> None:
    kind = _kind_of(file)
    validator = jsonschema.Draft7Validator(json.loads(text(kind)))
    for document in load_yaml_all(file.read_bytes()):
        assert validator.is_valid(document.data)
        others = list(mutations(document.data))
        for data in others[:: max(1, len(others) // MUTATIONS)]:
            loaded, valid = LOADERS[kind](data), validator.is_valid(data)
            assert loaded == valid or (valid and not same_table(data, document.data)), data
