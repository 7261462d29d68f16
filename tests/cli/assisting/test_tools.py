"""The tools are the commands: described by their own options, and their arguments make the line a user would type."""

from __future__ import annotations

from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from simulator.cli.base.assisting.tools import TOOLS
from simulator.cli.base.parser import parse
from simulator.errors import UsageError

KNOWN = {tool.name: tool for tool in TOOLS}

LINES: list[tuple[str, dict[str, Any], str]] = [
    ("check", {"files": ["a.json", "b.json"], "kind": "reply"}, "check --kind=reply a.json b.json"),
    (
        "check",
        {"files": ["-x.json", "-"], "ignore": ["L001", "L002"]},
        "check --ignore=L001 --ignore=L002 ./-x.json ./-",
    ),
    ("check", {"text": "[]", "json": True}, "check --format json -"),
    ("run", {"file": "a.flow.yaml", "dtmf": "-1 #", "leg": ["busy"]}, "run --dtmf=-1 # --leg=busy a.flow.yaml"),
    ("run", {"file": "a.json", "quiet": True, "seed": 7}, "run --quiet --seed=7 a.json"),
    ("run", {"file": "a.json", "quiet": False, "json": False}, "run a.json"),
    (
        "explore",
        {"file": "a.json", "time_limit": 2.5, "require": "proved"},
        "explore --require=proved --time-limit=2.5 a.json",
    ),
    ("test", {"paths": ["scenarios"], "part": "sales", "cov": True}, "test -ksales --cov scenarios"),
    ("explain", {"code": ["-1006", "L004"]}, "explain -1006 L004"),
    ("explain", {}, "explain"),
    ("diff", {"old": "a.json", "new": "b.json", "fail_on": "timing"}, "diff --fail-on=timing a.json b.json"),
]


@pytest.mark.parametrize(("name", "given", "line"), LINES)
def test_what_is_given_makes_a_line_that_the_command_takes(name: str, given: dict[str, Any], line: str) -> None:
    words, text = KNOWN[name].line(given)
    assert " ".join(words) == line
    assert text == given.get("text", "")
    assert parse(words).command == name
    jsonschema.validate(given, KNOWN[name].described["inputSchema"])


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("run", {}, 'run needs "file" (or "text", the body itself)'),
    ("test", {}, 'test needs "paths"'),
    ("diff", {"new": "b.json"}, 'diff needs "old"'),
    ("run", {"file": "a", "dtfm": "1"}, 'run has no argument "dtfm": did you mean "dtmf"?'),
    ("run", {"file": "a", "output": "/etc/passwd"}, 'run has no argument "output": it takes file, dtmf, '),
    ("run", {"file": ["a"]}, "run does not take ['a'] as \"file\": expected a text"),
    ("run", {"file": "a", "seed": True}, 'run does not take True as "seed": expected a whole number'),
    ("run", {"file": "a", "quiet": "yes"}, "run does not take 'yes' as \"quiet\": expected true or false"),
    ("check", {"files": ["a\0b"]}, "check does not take 'a\\x00b': expected no NUL and no half of a character"),
    ("explain", {"code": ["\ud800"]}, "explain does not take '\\ud800': expected no NUL"),
    ("run", {"file": "a", "leg": []}, 'run does not take [] as "leg": expected a list that is not empty'),
    ("run", {"file": "a", "leg": [3]}, 'run does not take [3] as "leg": expected a list in which each is a text'),
    ("check", {"files": ["a"], "kind": "flow"}, "check does not take 'flow' as \"kind\": expected request or reply"),
]


@pytest.mark.parametrize(("name", "given", "told"), WRONG)
def test_what_does_not_suit_is_told_as_a_user_would_be_told(name: str, given: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError) as error:
        KNOWN[name].line(given)
    assert str(error.value).startswith(told)
    if "NUL" in told:  # a schema has no words for it
        return
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(given, {**KNOWN[name].described["inputSchema"], "required": ["file"]})


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_a_tool_is_described_by_its_command(tool: Any) -> None:
    told = tool.described
    jsonschema.Draft202012Validator.check_schema(told["inputSchema"])
    assert told["description"].endswith(tool.name) or f"Example: callflow {tool.name} " in told["description"]
    assert all(one["description"] for one in told["inputSchema"]["properties"].values())
    assert told["annotations"]["readOnlyHint"] is (tool.name in {"check", "explain"})
    written = {"output", "save", "format", "force", "record_replies", "update", "audio", "fix", "serve"}
    assert not written & set(tool.properties)
