"""Each format of a run: as agreed, complete, and the same bytes each time."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from simulator.model.call.event import Answered, Moved, Stopped
from simulator.model.call.words import clock
from simulator.render.formats import formats, renderer
from simulator.render.run.json import reply_data
from simulator.render.run.mermaid import LONGEST, escape
from simulator.render.timeline import lines
from tests.render.golden_file import ending, same_as_golden
from tests.render.run.run_cases import CASES, bridge, fault, inbound, lost, refused, stop

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.render.run_report import RunReport

ROOT = Path(__file__).parents[3]
NAMES = tuple(name for name in formats("run") if name != "html")  # the page is looked at in a browser


def shown(name: str, case: str, **more: Any) -> str:
    return renderer("run", name)(CASES[case](), **more)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("case", CASES)
def test_a_run_is_shown_as_agreed(name: str, case: str) -> None:
    same_as_golden(f"run-{case}.{ending(name)}", shown(name, case))


@pytest.mark.parametrize("name", NAMES)
def test_a_format_is_named_like_its_module(name: str) -> None:
    assert name == sys.modules[renderer("run", name).__module__].FORMAT


def test_the_timeline_tells_who_does_what_and_when() -> None:
    text = shown("text", "bridge")
    assert text.startswith("request accepted: HTTP 200, 1 Created\n00:00.000  ")
    for line in (
        "00:04.000  caller    answers",
        'platform  asks "For today press 1; for tomorrow press 2."',
        "00:05.000  caller    presses 2",
        'platform  entry "2" accepted: maxDigits reached',
        'platform  says "Thank you."',
        "platform  bridges leg A and leg B",
        "far end   hangs up",
        "platform  session COMPLETED (lastAction HANGUP)",
        "state     3.sayAndCapture.collecting",
    ):
        assert line in text
    assert 'warning: the key token "9" was never used' in text


def test_every_line_of_the_timeline_has_its_time_and_who() -> None:
    for line in shown("text", "bridge").splitlines()[1:-3]:
        assert re.fullmatch(r"\d\d:\d\d\.\d{3}  (platform|caller|far end|backend|state|simulator) +\S.*", line)


@pytest.mark.parametrize(
    ("ms", "text"), [(0, "00:00.000"), (61_005, "01:01.005"), (3_600_000, "60:00.000"), (14_400_000, "240:00.000")]
)
def test_a_clock_counts_minutes_beyond_the_hour(ms: int, text: str) -> None:
    assert clock(ms) == text


def test_the_states_name_is_told_only_where_it_changes() -> None:
    call = lost().call
    assert call is not None
    moves = [event for event in call.trace if isinstance(event, Moved) and event.row.source != event.row.dest]
    assert [line.what for line in lines(call.trace) if line.who == "state"][1:] == [move.state for move in moves]


def test_a_bound_without_words_of_its_own_is_named() -> None:
    assert [line.what for line in lines([Stopped(5, "someBound", "here")])] == ["stopped: someBound (stage here)"]


def test_a_stopped_run_says_at_which_stage_and_shows_no_session() -> None:
    text = shown("text", "stop")
    assert "stopped: the webhook answered maxReplies times and the call still goes on (stage again)" in text
    assert "session" not in text.splitlines()[-1] or "stopped" in text.splitlines()[-1]
    assert json.loads(shown("json", "stop"))["session"] is None


def test_colours_are_only_where_they_are_asked_for() -> None:
    plain, painted = shown("text", "bridge"), shown("text", "bridge", colour=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == plain
    assert painted != plain


@pytest.mark.parametrize("case", CASES)
def test_nothing_that_a_terminal_obeys_reaches_it(case: str) -> None:
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", shown("text", case) + shown("mermaid", case))


def test_json_has_the_parts_that_are_promised() -> None:
    data = json.loads(shown("json", "bridge"))
    assert list(data) == ["answer", "session", "captures", "heard", "webhooks", "trace"]
    assert data["answer"]["statusCode"] == 1
    assert data["session"]["sessionStatus"] == "COMPLETED"
    assert data["captures"] == [
        {"state": "2.sayAndCapture.prompting", "digits": "2", "outcome": "accepted", "reason": "maxDigits"},
        {"state": "3.sayAndCapture.collecting", "digits": "427", "outcome": "accepted", "reason": "hash"},
    ]
    assert data["heard"][0] == {
        "at": 4000, "text": "For today press 1; for tomorrow press 2.", "repetition": 1, "interrupted": True,
    }  # fmt: skip
    assert all(list(hook) == ["at", "type", "body", "reply"] for hook in data["webhooks"])
    assert all(list(event)[:2] == ["at", "event"] for event in data["trace"])


def test_json_names_a_file_by_its_address() -> None:
    (music,) = json.loads(shown("json", "fault"))["heard"]
    assert music == {"at": 1000, "fileUrl": "https://example.com/music.mp3", "repetition": 2, "interrupted": False}


def test_json_of_a_refused_request_has_its_answer_and_nothing_else() -> None:
    data = json.loads(shown("json", "refused"))
    assert data.pop("answer")["statusCode"] == -1013
    assert data == {"session": None, "captures": [], "heard": [], "webhooks": [], "trace": []}


def test_json_of_an_inbound_call_has_no_answer_and_replies_as_data() -> None:
    data = json.loads(shown("json", "inbound"))
    assert data["answer"] is None
    assert [hook["reply"] for hook in data["webhooks"] if hook["type"] == "VCA"] == [
        {"callflow": []}, {"callflow": [{"action": "say"}]},
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "data"), [(None, None), ("", ""), ("not JSON", "not JSON"), ("[1]", [1])])
def test_a_reply_is_data_where_it_is_json_and_else_its_text(text: str | None, data: object) -> None:
    assert reply_data(text) == data


def test_json_tells_every_event_of_the_trace_with_all_that_it_knows() -> None:
    report = bridge()
    assert report.call is not None
    data = json.loads(renderer("run", "json")(report))["trace"]
    assert len(data) == len(report.call.trace)
    for event, told in zip(report.call.trace, data, strict=True):
        name = type(event).__name__
        assert told["event"] == name[0].lower() + name[1:]
        assert told["at"] == event.at
        if not isinstance(event, Moved | Answered):
            assert len(told) >= len(attrs.fields(type(event)))


def test_mermaid_names_those_who_take_part() -> None:
    assert "participant B as far end" in shown("mermaid", "bridge")
    assert "participant W" not in shown("mermaid", "bridge")
    assert "participant W as backend" in shown("mermaid", "stop")
    assert "participant B" not in shown("mermaid", "stop")


@pytest.mark.parametrize("case", CASES)
def test_mermaid_has_one_statement_per_line_and_no_sign_of_its_own_in_a_text(case: str) -> None:
    known = r"participant [APWB] as [\w ()]+|Note over (P|A,B): .+|[APWB]--?>>[APWB]: .+"
    first, *rest = shown("mermaid", case).splitlines()
    assert first == "sequenceDiagram"
    for line in rest:
        assert re.fullmatch(f"    ({known})", line), line
        assert not re.search(r'[<"{}%&]|#(?!\d+;)', line.partition(": ")[2])


def test_mermaid_shortens_what_is_long() -> None:
    assert len(escape("x" * 500)) == LONGEST
    assert escape("x" * 500).endswith("…")
    assert escape('a; #1 "b" <c>\n&') == "a#59; #35;1 #34;b#34; #60;c#62; #38;"


@pytest.mark.nested
@pytest.mark.parametrize("name", NAMES)
def test_a_run_has_the_same_bytes_under_any_hash_seed(name: str) -> None:
    code = (
        "import sys; from tests.render.run.run_cases import bridge; from simulator.render.formats import renderer;"
        f"sys.stdout.buffer.write(renderer('run', {name!r})(bridge()).encode())"
    )
    for seed in ("0", "1"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, "-c", code], env=env, cwd=ROOT, capture_output=True, check=True)
        assert done.stdout == shown(name, "bridge").encode()


@pytest.mark.parametrize("make", [bridge, lost, fault, stop, inbound, refused])
def test_every_format_ends_in_one_line_break(make: Callable[[], RunReport]) -> None:
    for name in NAMES:
        text = renderer("run", name)(make())
        assert text.endswith("\n") or (not text and (name, make) == ("webhooks", refused))
        assert not text.endswith("\n\n")


def test_a_log_has_a_line_for_each_webhook_and_the_request_beside_the_first() -> None:
    report = bridge()
    assert report.call is not None
    written = renderer("run", "webhooks")(attrs.evolve(report, request=b'\xef\xbb\xbf{"callflow": []}'))
    lines = [json.loads(line) for line in written.splitlines()]
    assert [line["body"] for line in lines] == [hook.body for hook in report.call.webhooks]
    assert [line.get("request") for line in lines] == [{"callflow": []}, *[None] * (len(lines) - 1)]
    assert [line for line in lines if line["type"] != "VCA" and line["reply"] is not None] == []


@pytest.mark.parametrize("text", ["NaN", '{"a": [-Infinity]}', "[" * 100_000, "<html>", ""])
def test_a_reply_that_is_no_json_is_shown_as_the_text_it_is(text: str) -> None:
    assert reply_data(text) == text
