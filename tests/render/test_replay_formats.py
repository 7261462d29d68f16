"""What `callflow replay` shows of a session: where it leaves the path, what was compared, and what no log told."""

from __future__ import annotations

import json

from simulator.model.reports.session_replay import Departure, NotTold, SessionReplay
from simulator.render.formats import formats, renderer

ENDING = ("session", "error")
SAME = SessionReplay("one\x1b", 1, ("questions", "duration"))
LEAVES = SessionReplay(
    "two",
    2,
    ("questions", "heard", "legs"),
    (
        Departure(1, '"Hello."', '"Hi.\x1b"', "1.say.speaking", "heard"),
        Departure(3, "leg A busy", "no leg", what="legs"),
    ),
    (NotTold("heard", "after question 2: the log has no reply to it"), *(NotTold(one, "no VSS") for one in ENDING)),
    ("session", "error"),
    unknown=1,
    tolerance=0.5,
)
UNKNOWN = SessionReplay("three", 0, ("direction",), followed=False, unknown=2)
NOTHING = SessionReplay("four", 0)
GUESSED = SessionReplay("five", 1, ("questions",), unknown=1)


def test_the_text_says_all_of_it() -> None:
    assert renderer("replay", "text")([SAME, LEAVES, UNKNOWN, NOTHING, GUESSED]).splitlines() == [
        "same  session one\u241b, 1 question",
        "    compared:  questions, durations (within 2 s)",
        "leaves  session two, 2 questions",
        "    on the way to question 1 (in 1.say.speaking): prompts and files",
        '    log:   "Hello."',
        '    flow:  "Hi.\u241b"',
        "    on the way to the end: legs",
        "    log:   leg A busy",
        "    flow:  no leg",
        "    compared:  questions, prompts and files, legs",
        "    not compared, since the path is left before:  session status, error",
        "    not told:  prompts and files: after question 2: the log has no reply to it",
        "    not told:  session status, error: no VSS",
        "    1 entry of captures that no webhook told of: nobody knows what was pressed there",
        "unknown  session three, 0 questions",
        "    compared:  direction",
        "    2 entries of captures that no webhook told of: nobody knows what was pressed there",
        "unknown  session four, 0 questions",
        "    compared:  nothing",
        "same, as far as told  session five, 1 question",
        "    compared:  questions",
        "    1 entry of captures that no webhook told of: nobody knows what was pressed there",
        "",
        "2 of 5 sessions take the same path, as far as the log tells; of 2 the log does not tell the path",
    ]


def test_verdicts_have_their_colours() -> None:
    shown = renderer("replay", "text")([SAME, LEAVES, UNKNOWN], colour=True)
    assert len({line.partition("m")[0] for line in shown.splitlines() if "session" in line and "\x1b" in line}) == 3


def test_the_json_has_a_field_for_each() -> None:
    same, leaves, unknown = json.loads(renderer("replay", "json")([SAME, LEAVES, UNKNOWN]))
    assert (same["same"], leaves["same"], unknown["same"]) == (True, False, None)
    assert leaves["leaves"] == leaves["differences"][0]
    assert leaves["leaves"] == {
        "number": 1, "logged": '"Hello."', "found": '"Hi.\x1b"', "state": "1.say.speaking", "what": "heard",
    }  # fmt: skip
    assert leaves["notTold"][0] == {"what": "heard", "why": "after question 2: the log has no reply to it"}
    assert (leaves["compared"], leaves["notCompared"]) == (["questions", "heard", "legs"], ["session", "error"])
    assert (leaves["questions"], leaves["unknownEntries"], leaves["toleranceSeconds"]) == (2, 1, 0.5)
    assert same["leaves"] is None


def test_every_format_ends_in_one_line_break() -> None:
    for name in formats("replay"):
        assert renderer("replay", name)([SAME]).endswith(("}\n]\n", "tells\n"))
