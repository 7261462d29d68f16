"""A value or key at fault because of a sign that nobody sees: the finding names the sign."""

from __future__ import annotations

import json
from typing import Any

import pytest

from simulator import check

DIAL = {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}}


def hints(*actions: dict[str, Any], **more: Any) -> list[str]:
    body = json.dumps({"callflow": [*actions, {"action": "hangup"}], **more}, ensure_ascii=False)
    return [f"{one.code} {one.hint}" for one in check(body)]


def dial(**params: str) -> dict[str, Any]:
    return {"action": "makeCall", "params": {**DIAL["params"], **params}}  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("action", "code", "says"),
    [
        (
            dial(destination="+65\u200b91234567"),
            "-1017",
            "U+200B (zero width space) at character 4: remove it",
        ),
        (dial(destination="\ufeff+6591234567"), "-1017", "U+FEFF (zero width no-break space) at character 1"),
        (dial(destination="+65\u00a09123\u00a04567"), "-1017", "U+00A0 (no-break space) at character 4: remove it"),
        (dial(source="+6562345678\u202c"), "-1014", "U+202C (pop directional formatting) at character 12"),
        ({"action": "say\u200b", "params": {}}, "-1007", "U+200B (zero width space) at character 4"),
        (
            {"action": "say", "params": {"text\u00a0": "x", "text": "y"}},
            "L013",
            "U+00A0 (no-break space) at character 5",
        ),
        (dial(destination="+65\u200b\u00ad9"), "-1017", "(zero width space) at character 4 and U+00AD (soft hyphen)"),
    ],
)
def test_the_sign_is_named_where_it_is_at_fault(action: dict[str, Any], code: str, says: str) -> None:
    found = hints(DIAL, action) if action["action"] != "makeCall" else hints(action)
    assert [one for one in found if one.startswith(f"{code} ") and says in one], found


def test_a_text_that_may_hold_such_a_sign_is_not_blamed_for_it() -> None:
    say = {"action": "say", "params": {"text": "Bonjour\u00a0!", "voiceProfile": "fr-FR-Denise", "speed": 9}}
    assert not [one for one in hints(DIAL, say) if "U+" in one]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-16", "utf-32"])
def test_a_body_in_another_encoding_is_one_finding_that_names_it(codec: str) -> None:
    (found,) = check(json.dumps({"callflow": [DIAL]}).encode(codec))
    assert found.code == -1001
    assert found.hint.startswith(f"the body is {codec[:6].upper()}")
    assert found.hint.endswith(": save it as UTF-8")


@pytest.mark.parametrize("sign", ["\u00a0", "\u200b", "\u3000", "\ufeff", "\u2028", "\x00", "\x0b", "\u00ad"])
def test_such_signs_between_the_values_are_one_finding_at_the_first(sign: str) -> None:
    text = json.dumps({"callflow": [DIAL, {"action": "hangup"}]}, indent=2).replace("  ", f"{sign} ")
    (found,) = check(text)
    assert f"U+{ord(sign):04X} (" in found.hint
    assert "times, first here" in found.hint
    assert (found.span.line, found.span.column) == (2, 1)
