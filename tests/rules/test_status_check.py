"""How findings fold, which of them is the answer, and what the account can silence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from simulator.errors import UsageError
from simulator.model.account import Account
from simulator.model.assumptions import Assumptions
from simulator.model.diagnostic import Finding, Span
from simulator.model.kept import Cache
from simulator.rules.base import check
from simulator.rules.base.check import _folded, answer_for, check_body
from simulator.rules.base.docs import docs_of
from simulator.rules.base.rule import Context
from tests import fuzz_bodies
from tests.rules._bodies import Case, cases

if TYPE_CHECKING:
    from simulator.loading.body.body import BodyKind
    from simulator.model.diagnostic import Diagnostic

CALL: dict[str, Any] = {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}}


def _raw(*entries: object) -> bytes:
    return json.dumps({"callflow": entries}).encode()


def test_findings_with_one_place_and_cause_fold_into_the_first_of_the_answer_order() -> None:
    later, earlier = Finding(-1008, "$.a", "m", cause="x"), Finding(-1003, "$.a", "m", cause="x")
    for order in ((later, earlier), (earlier, later)):
        assert _folded(order) == [earlier]


def test_findings_of_another_place_or_cause_do_not_fold() -> None:
    findings = [Finding(-1003, "$.a", "m", cause="x"), Finding(-1003, "$.b", "m", cause="x"),
                Finding(-1003, "$.a", "m", cause="y"), Finding(-1001, "$", "m", span=Span(1)),
                Finding(-1001, "$", "m", span=Span(2))]  # fmt: skip
    assert _folded(findings) == findings


def test_a_lint_that_the_account_ignores_is_silent_and_an_error_never_is() -> None:
    call = {**CALL, "params": {**CALL["params"], "destination": "+6512341234", "note": 1}}
    body = _raw(call, {"action": "hangup"}, {"action": "hangup"})
    with pytest.raises(UsageError, match="ignore is '-1012', expected L001"):
        Account(ignore=frozenset({"L007", "-1012"}))
    account = Account(ignore=frozenset({"L007"}))
    assert {item.code for item in check_body(body, "request", Context(account)).diagnostics} == {"L013", -1012}


def test_the_file_is_named_in_every_diagnostic() -> None:
    checked = check_body(b"[]", "request", Context(), "menu.json")
    assert [item.file for item in checked.diagnostics] == ["menu.json"]


@pytest.mark.parametrize(("code", "settings", "http"), [
    (1, Assumptions(http_split="422"), 200),
    (-1007, Assumptions(http_split="422"), 422),
    (-1013, Assumptions(), 422),
    (-9999, Assumptions(), 500),
    (-9999, Assumptions(internal_error_http=503), 503),
])  # fmt: skip
def test_an_answer_has_the_http_status_that_the_account_assumes(code: int, settings: Assumptions, http: int) -> None:
    assert answer_for(code, "request", Account(assumptions=settings)).http_status == http


def test_nobody_answers_a_reply_so_that_it_has_no_http_status() -> None:
    assert answer_for(-9999, "reply", Account()).http_status is None


def test_a_body_that_is_no_json_object_gets_no_lints() -> None:
    assert {item.code for item in check_body(b'[{"note": "{{x}}"}]', "request", Context()).diagnostics} == {-1001}


def test_a_reply_that_carries_its_own_kind_can_be_an_example() -> None:
    class Rule:
        CODE = -1
        __doc__ = '"-1: Title."\n\n## What\n\nA.\n\n## Wrong\n\n```json reply\n{}\n```\n'

    wrong = docs_of(Rule).wrong  # type: ignore[arg-type]
    assert wrong is not None
    assert (wrong.kind, wrong.body) == ("reply", "{}")


def _errors(raw: bytes, kind: BodyKind, context: Context) -> list[Diagnostic]:
    """The errors, looked for alone; the list may be like one that had none."""
    return list(check_body(raw, kind, evolve(context, lints=False)).diagnostics)


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.file}: {case.name}")
def test_errors_are_the_same_without_lints_and_after_the_same_list(case: Case) -> None:
    errors = [one for one in case.check().diagnostics if one.severity == "error"]
    assert all(list(case.check(lints=False).diagnostics) == errors for _ in range(2))


def test_errors_of_any_body_are_the_same_without_lints() -> None:
    """Bodies of a few kinds with one slip each: most are like another one before them but for what is spoken."""
    for raw, kind, account in fuzz_bodies.bodies(1500, seed=3):
        context = Context(account, now=1_767_603_600_000)
        errors = [one for one in check_body(raw, kind, context).diagnostics if one.severity == "error"]
        assert _errors(raw, kind, context) == errors


@pytest.mark.parametrize(
    ("params", "code"), [({"text": "a\x07"}, -1016), ({"voiceProfile": "emma"}, -1002), ({"speed": 9}, -1009)]
)
def test_a_list_like_one_without_an_error_has_its_own(params: dict[str, Any], code: int) -> None:
    sound = {"text": "Hello.", "voiceProfile": "en-GB-Emma"}
    for given, found in ((sound, []), ({**sound, "text": "Bye."}, []), ({**sound, **params}, [code])):
        raw = _raw({"action": "say", "params": given})
        assert [one.code for one in _errors(raw, "reply", Context())] == found


def _calls(*numbers: object, dialect: str = "v1.2") -> list[int | str]:
    """The errors of a request with these destinations."""
    say = {"action": "say", "params": {"text": "Hello.", "voiceProfile": "en-GB-Emma"}}
    calls = [{"action": "makeCall", "params": {"source": "+6562345678", "destination": one}} for one in numbers]
    raw = _raw(calls[0], say, *calls[1:])
    return [one.code for one in _errors(raw, "request", Context(Account(dialect=dialect)))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("+6591234568", None),
        ("4915112345678", None),
        ("+65 9123 4567", -1017),
        ("+999123456789", -1017),
        ("+6591", -1017),
        ("{{number}}", -1017),
        ("+6591234567,+6591234568", -1011),
        (["+6591234567"], -1011),
        (6591234567, -1009),
        ("", -1017),
    ],
)
def test_a_list_like_one_without_an_error_that_dials_another_number(number: object, code: int | None) -> None:
    assert _calls("+6591234567") == []
    assert _calls(number) == ([] if code is None else [code])
    assert _calls("+6591234567", number) == ([] if code is None else [code])


def test_lists_alike_are_looked_at_again_for_another_account_and_after_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "_sound", Cache(1, check.ACTIONS))
    raw = _raw({"action": "say", "params": {"text": "Hello.", "voiceProfile": "en-GB-Emma"}})
    strict = Account(voice_profiles=("en-US-Ann",))
    for account, found in ((Account(), []), (strict, [-1002]), (Account(), []), (strict, [-1002])):
        assert [one.code for one in _errors(raw, "reply", Context(account))] == found
    assert len(check._sound) == 1
