"""What an app answers in place of a reply is said in one line, alike for each way of asking it."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.responders import odd_apps
from tests.responders._calls import call
from tests.responders.servers import serving

MODULE = "tests.responders.odd_apps"
ASKED = ("asked with", 'digits "1", after the keys `1`')


def told(backend: str) -> list[str]:
    """What is said of the one call, and that it names the key that led there."""
    run = call(backend)
    assert run.session is not None
    assert (run.session["sessionStatus"], run.session["errorDetails"]["errorCode"]) == ("ERROR", -2003)
    lines = str(run).splitlines()
    begin = next(index for index, line in enumerate(lines) if line.startswith("backend: "))
    assert all(words in lines[begin + 1] for words in ASKED)
    return [fault.what for fault in run.backend_faults]


@pytest.mark.parametrize("kind", ["wsgi", "asgi"])
@pytest.mark.parametrize("name", odd_apps.ANSWERS)
def test_an_app_in_process(name: str, kind: str) -> None:
    assert told(f"{kind}:{MODULE}:{kind}/{quote(name)}") == [odd_apps.ANSWERS[name][1]]


@pytest.mark.parametrize("name", odd_apps.ANSWERS)
def test_a_running_server(name: str) -> None:
    with serving(odd_apps.server(name)) as url:
        assert told(url) == [odd_apps.ANSWERS[name][1]]
