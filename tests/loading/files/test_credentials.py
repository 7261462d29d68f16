"""Passwords and tokens in addresses and headers that are refused stand in no message and in no line shown beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.cli.base.main import run_command_line
from simulator.loading.files.flow_file import read_flow
from simulator.model.credentials import without_credentials
from simulator.model.reports.file_report import FileReport
from simulator.render.formats import formats, renderer

FLOW = "request: {callflow: []}\n"
SECRET = "S3cr3t"
REFUSED = [
    f"backend: http://user:{SECRET}@127.0.0.1:9/vca",
    f"backend: htp://{SECRET}@x/y",
    f"backend: http://x y/?token={SECRET}",
    f"replies: []\npost: {{VSS: 'http://u:{SECRET}@x.example/z'}}",
    f"replies: []\npost: {{VSS: 'ftp://x.example/z?a=1&api_key={SECRET}'}}",
    f"replies: []\npost: {{VSS: 'http://x.example:0/z?X-Sig={SECRET}'}}",
    f'replies: []\nhttpAuthHeader: "Bearer {SECRET}\\n: x"',
    f"replies: []\nhttpAuthHeader: Basic {SECRET}ü",
    f"replies: []\nhttpAuthHeader: Bearer {SECRET}\nbackend: http://x",
    f"replies: []\nhttpAuthHeader: 'Digest {SECRET}\x07'",
    f"account: {{apiKeys: ['{SECRET} x']}}",
    f"account: {{apiKeys: {SECRET}}}",
    f"account: {{'apiKeys': [x, \"{SECRET} y\"], strict: 1}}",
    f"account:\n  apiKeys:\n    - x\n    # two\n    - {SECRET} y\n    - z\n  strict: 1",
    f"account:\n  apiKeys: [x,\n    '{SECRET} y']\n  strict: 1",
    f"account:\n  apiKeys:\n  - {SECRET}\n  strict: 1",
    f"account:\n  apiKeys: [{SECRET}]\n  strict: 1",
    f"account:\n  apiKeys: [{SECRET}\n  strict: 1",
    f"account:\n  apiKeys: [- {SECRET}, %x]\n",
    f"account:\n  apiKeys: [{{a: {SECRET}}}]\n",
    f"account:\n  apiKeys: {{a: {SECRET}}}\n",
]


@pytest.mark.parametrize("more", REFUSED)
@pytest.mark.parametrize("name", formats("diagnostics"))
def test_what_is_secret_is_not_shown(more: str, name: str) -> None:
    raw = (FLOW + more + "\n").encode()
    _, found = read_flow(raw, Path(), "a.flow.yaml")
    assert found
    shown = renderer("diagnostics", name)([FileReport("a.flow.yaml", raw.decode(), None, found)])
    assert "a.flow.yaml" in shown
    assert SECRET not in shown


@pytest.mark.parametrize("option", ["http://u:{}@x y/", "htp://u:{}@x/", "http://127.0.0.1:x/?secret={}"])
def test_neither_is_that_of_an_option(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    from simulator.cli.base.telling import tell

    tell(f'"{option.format(SECRET)}" is not the place of a backend')
    assert SECRET not in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    ["a@b.example", "`apiKeys` must be a list", "https://x.example/a.wav", "For sales: press 1, 5 = 5", "key: a?b"],
)
def test_anything_else_stays_as_it_is(text: str) -> None:
    assert without_credentials(text) == text


def test_as_many_dots_keep_the_place_of_what_follows() -> None:
    assert without_credentials("http://u:pw@x/?a=1&token=abc#d") == "http://••••@x/?a=1&token=•••#d"


def test_a_line_is_looked_through_once_for_all_its_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    searched: list[str] = []

    class Hidden:
        def sub(self, _: object, text: str) -> str:
            searched.append(text)
            return text

    monkeypatch.setattr("simulator.model.credentials._HIDDEN", Hidden())
    file = tmp_path / "long.json"
    file.write_text(json.dumps({"callflow": [{"action": f"dance{number}"} for number in range(300)]}))
    assert run_command_line(["check", str(file)]) == 1
    assert capsys.readouterr().out.count("error[-1007]") == 300
    assert sum(text == file.read_text() for text in searched) == 1
