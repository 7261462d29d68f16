"""`python:module:function`: every form of reply, and whatever else a function may do."""

from __future__ import annotations

import pytest

from tests.responders._calls import APPS, call


@pytest.mark.parametrize("name", ["goodbye", "as_text", "as_bytes", "with_status", "in_time", "dated"])
def test_every_form_of_reply_is_taken(name: str) -> None:
    found = call(f"python:{APPS}:{name}")
    assert found.ok
    assert found.session is not None
    assert found.session["lastAction"] == "HANGUP"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("refuses", "the webhook answered HTTP 503, expected 200"),
        ("forgets", "the function returned None, expected the reply: a dict, JSON text or bytes"),
        ("unwritable", "the function returned what cannot be written as JSON: a set at $.callflow"),
        ("leaves", "the backend failed: SystemExit: 3"),
        ("flat", "the backend failed: KeyError: 'dtmf'"),
    ],
)
def test_a_failure_is_the_backends_fault(name: str, why: str) -> None:
    found = call(f"python:{APPS}:{name}", digitsField="object")
    assert not found.ok
    assert found.session is not None
    assert (found.session["sessionStatus"], found.session["errorDetails"]["errorCode"]) == ("ERROR", -2003)
    (fault,) = found.backend_faults
    assert fault.what.startswith(why)
    assert (fault.digits, fault.stage, fault.keys) == ("1", None, "1")


@pytest.mark.parametrize(("name", "works"), [("flat", ("flat", "both")), ("nested", ("object", "both"))])
def test_a_backend_that_indexes_one_generation_of_payloads_works_by_default_and_fails_with_another(
    name: str, works: tuple[str, ...]
) -> None:
    for form in ("both", "object", "flat", "string"):
        found = call(f"python:{APPS}:{name}", digitsField=form)
        assert found.ok == (form in works), form
        if found.ok:
            assert found.heard[-1].text == "You pressed 1."
        else:
            assert f"in {name}" in found.backend_faults[0].frames
            assert "simulator/" not in found.backend_faults[0].frames


@pytest.mark.parametrize("name", ["hangs", "catches"])
def test_a_function_that_never_returns_ends_the_call_in_bounded_time(name: str) -> None:
    found = call(f"python:{APPS}:{name}", replyTimeout=100)
    assert found.backend_faults[0].what == "no answer within 100 ms (replyTimeout)"
    assert call(f"python:{APPS}:goodbye").ok, "and the next one is asked as if nothing had happened"


def test_a_reply_that_breaks_a_rule_names_rule_path_and_keys() -> None:
    (fault,) = call(f"python:{APPS}:breaks_rules", "4").backend_faults
    assert "[-1002]" in fault.what
    assert fault.path == "$.callflow[0].params.voiceProfile"
    assert fault.asked == 'asked with no clientActionId, digits "4", after the keys `4`'
