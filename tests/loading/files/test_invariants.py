"""`invariants` of a flow file: read as they are meant, and each mistake told with its place and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.loading.files.flow_file import read_flow
from simulator.loading.files.invariant_keys import CONDITIONS, INVARIANT_KEYS, keys_of
from simulator.model.flow.invariant import INVARIANT_KINDS

HEAD = "request: {callflow: [{action: hangup}]}\nreplies: []\ninvariants:\n"


def read(text: str) -> tuple[list[str], list[tuple[int | str, str, str, str]]]:
    flow, found = read_flow(f"{HEAD}{text}\n".encode(), Path(), "x.flow.yaml")
    assert flow is not None
    told = [(one.code, f"{one.span.line}:{one.span.column}", one.message, one.hint) for one in found]
    return [one.name for one in flow.invariants], told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("- never: {hears: your  balance}", 'never: "your  balance" is heard'),
        ("- never: {hears: /PIN/, before: {hears: b}}", 'never: /PIN/ is heard, before "b" is heard'),
        ("- never: {hears: a, after: {dials: 6567654321}}", 'never: "a" is heard, after +6567654321 is dialled'),
        ("- never: {hears: 42}", 'never: "42" is heard'),
        ("- never: {session: ERROR}", "never: the session is ERROR"),
        ("- never: {error: -2003, before: ~}", "never: the error is -2003"),
        ("- always: {within: 90s, ends: true}", "always: the call ends, within 90s"),
        ("- always: {ends: true, within: 1.5m}", "always: the call ends, within 90s"),
        ("- always: {hears: a, within: 1 keys}", 'always: "a" is heard, within 1 key'),
        ("- always: {hears: a, after: {hears: b}}", 'always: "a" is heard, after "b" is heard'),
        (
            '- reaches: {dials: "+6567654321", within: 3 keys}',
            "from every menu: +6567654321 is dialled, within 3 keys",
        ),
        ("- {name: every call ends, always: {ends: true}}", "every call ends"),
    ],
)
def test_each_is_read_and_says_what_it_means(text: str, name: str) -> None:
    assert read(text) == ([name], [])


FAULTS = [
    # text, code, line:column, part of the message, part of the hint
    (" x", "F003", "4:2", "a list is needed here", "write a list"),
    ("- x", "F003", "4:3", "an invariant must be a mapping", "key: value"),
    ("- ~", "F006", "4:3", "one of `never`, `always`, `reaches`, which an invariant needs,", "add `never:`"),
    ("- {name: x}", "F006", "4:3", "one of `never`, `always`, `reaches`, which an invariant needs,", "add `never:`"),
    ("- {nevr: {ends: true}}", "F002", "4:4", "no key `nevr`", "did you mean `never`?"),
    ("- {alway: {ends: true}}", "F002", "4:4", "no key `alway`", "did you mean `always`?"),
    ("- {reach: {ends: true}}", "F002", "4:4", "no key `reach`", "did you mean `reaches`?"),
    ("- {nam: x, never: {ends: true}}", "F002", "4:4", "no key `nam`", "did you mean `name`?"),
    ("- {name: [x], never: {ends: true}}", "F003", "4:10", "a text is needed", "write a text"),
    ("- never: x", "F003", "4:10", "`never` must be a mapping", "key: value"),
    ("- never: {}", "F006", "4:10", "one of `hears`, `dials`, `session`, `error`, `ends`,", "add `hears:`"),
    ("- never: {ends: true}\n  always: {ends: true}", "F007", "5:3", "`never` and `always` stand in one", "keep one"),
    ("- never: {hears: a, dials: 6567654321}", "F007", "4:21", "`hears` and `dials` stand in one", "keep one"),
    ("- never: {heers: a}", "F002", "4:11", "`never` has no key `heers`", "did you mean `hears`?"),
    ("- never: {hears: a, befor: {hears: b}}", "F002", "4:21", "no key `befor`", "did you mean `before`?"),
    ("- never: {hears: a, within: 3 keys}", "F002", "4:21", "`never` has no key `within`", "known here: hears, dials,"),
    ("- always: {hears: a, before: {hears: b}}", "F002", "4:22", "`always` has no key `before`", "after, within"),
    ('- never: {hears: "/(/"}', "F004", "4:18", "`/(/` is no regular expression", "Python's `re`"),
    ('- never: {hears: " "}', "F004", "4:18", "an empty text is part of everything", "a part of the prompt"),
    (
        "- never: {hears: /balance/i}",
        "F004",
        "4:18",
        "would be compared letter by letter",
        "write /balance/ with nothing",
    ),
    ("- never: {hears: [a]}", "F003", "4:18", "a text is needed", "write a text"),
    ("- reaches: {dials: 12}", "F004", "4:20", "`12` is not a phone number", "7 to 15 digits"),
    ("- reaches: {dials: +65 6765}", "F004", "4:20", "`+65 6765` is not a phone number", "7 to 15 digits"),
    ("- never: {session: COMPLETE}", "F004", "4:20", "`COMPLETE` is not one of", "did you mean `COMPLETED`?"),
    ("- never: {error: -3}", "F004", "4:18", "`-3` is not one of -2001", "choose -2001"),
    ("- always: {ends: yes}", "F003", "4:18", "true or false is needed", "write true"),
    ("- always: {ends: false}", "F004", "4:18", "`false` says nothing here", "write true, or leave the key out"),
    ("- always: {ends: true, within: 3 key}", "F004", "4:32", "`3 key` is not a length of time or", "1 key or 3 keys"),
    ("- always: {ends: true, within: 90}", "F004", "4:32", "`90` is not a length of time or", "write 90s"),
    ("- always: {ends: true, within: soon}", "F004", "4:32", "`soon` is not a length of time or", "write 90s"),
    ("- always: {ends: true, within: -3 keys}", "F004", "4:32", "`-3 keys` is not a length of", "3 keys"),
    ("- always: {hears: a, within: 90s}", "F004", "4:30", "`90s` is not a number of keys", "a time is told of `dials`"),
    ("- always: {ends: true, within: 9s, after: {hears: a}}", "F007", "4:24", "stand in one `always`", "keep one"),
    ("- never: {hears: a, before: {}}", "F006", "4:29", "one of `hears`, `dials`, which `before` needs,", "hears"),
    ("- never: {hears: a, before: {ends: true}}", "F002", "4:30", "`before` has no key `ends`", "hears, dials"),
    ("- never: {hears: a, after: x}", "F003", "4:28", "`after` must be a mapping", "key: value"),
    ("- never: {hears: a, after: {dials: x}}", "F004", "4:36", "`x` is not a phone number", "7 to 15 digits"),
    ("- never: {hears: a, after: {hears: a, dials: 6567654321}}", "F007", "4:39", "stand in one: `after`", "keep one"),
]


@pytest.mark.parametrize(("text", "code", "place", "says", "hint"), FAULTS)
def test_each_mistake_is_told_once_where_it_stands(text: str, code: str, place: str, says: str, hint: str) -> None:
    names, (found,) = read(text)
    assert names == []
    assert found[:2] == (code, place)
    assert says in found[2]
    assert hint in found[3]


def test_a_sound_one_beside_a_faulty_one_is_kept() -> None:
    names, found = read("- never: {hears: []}\n- always: {ends: true}")
    assert names == ["always: the call ends"]
    assert len(found) == 1


def test_the_keys_are_those_of_the_rows() -> None:
    assert ("name", *INVARIANT_KINDS) == INVARIANT_KEYS
    assert {key: keys_of(kind) for key, kind in INVARIANT_KINDS.items()} == {
        "never": (*CONDITIONS, "before", "after"),
        "always": (*CONDITIONS, "after", "within"),
        "reaches": (*CONDITIONS, "before", "after", "within"),
    }
