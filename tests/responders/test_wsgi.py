"""`wsgi:module:app/path`: the environ that an app gets, and what it may do wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.api.run import run
from tests.responders import apps
from tests.responders._calls import APPS, MENU, call

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["wsgi_goodbye", "wsgi_closing", "wsgi_writes"])
def test_apps_that_keep_to_the_standard_work(name: str) -> None:
    assert call(f"wsgi:{APPS}:{name}").ok


def test_the_path_the_query_and_the_header_reach_the_app(tmp_path: Path) -> None:
    flow = tmp_path / "menu.flow.yaml"
    import json

    text = f"request: {json.dumps(MENU)}\nhttpAuthHeader: Bearer abc\nbackend: wsgi:{APPS}:wsgi_goodbye/a%20b?c=d\n"
    flow.write_text(text)
    apps.calls.clear()
    assert run(flow, "1").ok
    assert apps.calls == ["/a b?c=d Bearer abc"]


def test_the_answer_is_closed_as_the_standard_wants() -> None:
    apps.calls.clear()
    assert call(f"wsgi:{APPS}:wsgi_closing").ok
    assert apps.calls == ["closed"]


def test_an_answer_without_any_headers_will_do() -> None:
    assert call(f"wsgi:{APPS}:wsgi_without_headers").ok


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("wsgi_silent", "the backend failed: RuntimeError: the app did not call start_response"),
        ("wsgi_twice", "the backend failed: RuntimeError: start_response was called twice"),
        ("wsgi_latin", "the reply is no JSON object: text that is no UTF-8, but iso-8859-1 as its Content-Type says"),
        ("wsgi_error", "the webhook answered HTTP 500, expected 200"),
        ("wsgi_crash", "the backend failed: KeyError: 'nothing'"),
    ],
)
def test_a_failure_is_the_backends_fault(name: str, why: str) -> None:
    found = call(f"wsgi:{APPS}:{name}")
    assert found.backend_faults[0].what.startswith(why)
    assert found.session is not None
    assert found.session["errorDetails"]["errorCode"] == -2003


def test_an_answer_without_end_is_read_as_far_as_the_platform_would() -> None:
    found = call(f"wsgi:{APPS}:wsgi_huge", maxBodyBytes=100_000)
    assert len(found.backend_faults) == 1
    assert len(found.webhooks[-3].reply or "") < 200_000


def test_what_a_framework_logs_while_it_answers_500_is_shown(tmp_path: Path) -> None:
    (tmp_path / "crashing_app.py").write_text(
        "from flask import Flask, request\napp = Flask(__name__)\n"
        "@app.post('/vca')\ndef vca():\n    return request.get_json()['payload']['nothing']\n"
    )
    (tmp_path / "x.flow.yaml").write_text(f"request: {MENU}\nbackend: wsgi:crashing_app:app/vca\n")
    found = run(tmp_path / "x.flow.yaml", "1")
    (fault,) = found.backend_faults
    assert fault.what.startswith("the backend answered HTTP 500: KeyError: 'nothing' (")
    assert fault.what.endswith("crashing_app.py:5)")
    assert "line 5, in vca" in fault.frames
    assert "    KeyError: 'nothing'" in str(found)
