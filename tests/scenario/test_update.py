"""`--update` writes what was found, and leaves comments, order and quoting of everything else as they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.scenario._edits import scalar
from simulator.scenario.suite import load_suite, run_suite
from simulator.scenario.update import update
from simulator.scenario.writing.asserted import asserted
from tests.scenario.calls import write

BOOK = "...\ncaller: ['1', '2']\n"


def updated(folder: Path, text: str) -> tuple[str, list[str]]:
    """The file after an update, and what was said."""
    file = write(folder, text)
    said = [line.removeprefix(file.as_posix()) for line in update(run_suite(load_suite([file])))]
    return file.read_text(encoding="utf-8").replace("scenario: a\nflow: t.flow.yaml\n", "...\n"), said


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("session: BUSY # why", "session: COMPLETED # why"),
        ("session: 'BUSY'", "session: 'COMPLETED'"),
        ('session: "BUSY"', 'session: "COMPLETED"'),
        ("session: null", "session: COMPLETED"),
        ("session:", "session: COMPLETED"),
        ("error: -2003", "error: null"),
        ("answer: -1013", "answer: 1"),
        ("lastAction:   SAY", "lastAction:   HANGUP"),
        ("captured: ['1', '3'] # both", "captured: ['1', '2'] # both"),
        ("captured: ['1']", "captured: ['1', \"2\"]"),
        ("captured: []", 'captured: ["1", "2"]'),
        ("captured: [ '1', '2', '3' ]", "captured: [ '1', '2' ]"),
        ("captured: [1, 2, 3, 4]", "captured: [1, 2]"),
        ("captured:\n    - '1' # one", "captured:\n    - '1' # one\n    - \"2\""),
        ("captured:\n    - 1\n    - 2\n    - 3 # gone\n    # stays", "captured:\n    - 1\n    - 2\n    # stays"),
        ("captured: [~, '2']", "captured: [\"1\", '2']"),
        ("hears: [pizza, thank]", 'hears: [Press 1 to book a table., thank]'),
        ("hears: ['pizza']", "hears: ['Press 1 to book a table.']"),
        ("hears: [table, today, thank, pizza]", "hears: [table, today, thank]"),
        ("hears: [thank, table, pizza]", "hears: [thank]"),
        ("hears: [pizza, table, today, thank]", "hears: [table, today, thank]"),
        ("captured:\n    -\n    - '2'", "captured:\n    - \"1\"\n    - '2'"),
        ("hears:\n    - thank\n    - a\n    - b", "hears:\n    - thank"),
        ("webhooks: {VCA: 5, VSS: 1}", "webhooks: {VCA: 2, VSS: 1}"),
        ("duration: {below: 5s, warn: 4s}", "duration: {below: 13s, warn: 4s}"),
        ("duration: {above: 20s, below: 1m}", "duration: {above: 12s, below: 13s}"),
        ("duration: {above: 20s, warn: 40s, below: 1m}", "duration: {above: 12s, warn: 13s, below: 13s}"),
        ("duration: {above: 1s, below: 9.5s}", "duration: {above: 12s, below: 12.7s}"),
        ("duration: {above: '13.25s', warn: 90s}", "duration: {above: '12.682s', warn: 90s}"),
        ("duration: {below: 12s, above: 11.9s}", "duration: {below: 13s, above: 12.6s}"),
        ("heard: [Press 1 to book a table., pizza, thank you.]",
         'heard: [Press 1 to book a table., "Today or tomorrow?", thank you.]'),
        ("heard: [/./, /./, /./, Bye]", "heard: [/./, /./, /./]"),
        ("heard:\n    - Thank you. # late", "heard:\n    - Press 1 to book a table. # late\n"
         '    - "Today or tomorrow?"\n    - Thank you.'),
        ("heard: []", 'heard: [Press 1 to book a table., "Today or tomorrow?", Thank you.]'),
        ("dials: ['+442079460123', 442079460124]", "dials: []"),
        ("bodies: [{type: VCA, at: 2, $.payload.clientActionId: 'x'}]",
         "bodies: [{type: VCA, at: 2, $.payload.clientActionId: 'day'}]"),
    ],
)  # fmt: skip
def test_only_the_value_changes(tmp_path: Path, before: str, after: str) -> None:
    head, tail = BOOK + "# a comment\nexpect:\n  ", "\n  never: [pasta]  # last\n"
    text, said = updated(tmp_path, head + before + tail)
    assert text == head + after + tail
    assert said == [": updated"]


@pytest.mark.parametrize(
    "expect", ["never: [table]", "duration: {warn: 1s}", "bodies: [{type: VCA, at: 9, $.a: 1}]", "session: COMPLETED",
               "bodies: [{type: VSS, $.payload.details: 1}]"]
)  # fmt: skip
def test_what_no_value_can_mend_is_left_alone(tmp_path: Path, expect: str) -> None:
    text = f"{BOOK}expect: {{{expect}}}\n"
    assert updated(tmp_path, text) == (text, [])


def test_what_a_step_hears_is_what_was_said_last(tmp_path: Path) -> None:
    text, _ = updated(tmp_path, "...\ncaller:\n  - {hears: pizza, press: 1} # x\n  - {hears: today, press: 2}\n")
    assert text == "...\ncaller:\n  - {hears: Press 1 to book a table., press: 1} # x\n  - {hears: today, press: 2}\n"


def test_what_is_heard_when_a_list_is_emptied(tmp_path: Path) -> None:
    head = "...\nlegs: [busy]\nexpect:\n"
    assert updated(tmp_path, head + "  hears: [a, b]\n  session: BUSY\n")[0] == head + "  hears: []\n  session: BUSY\n"
    text, _ = updated(tmp_path, head + "  hears:\n  - a\n  - b\n  session: BUSY\n")
    assert text == head + "  hears:\n    []\n  session: BUSY\n"


def test_block_scalars_and_line_breaks_of_other_systems_survive(tmp_path: Path) -> None:
    text = "...\r\ncaller: ['1', '2']\r\nexpect:\r\n  hears:\r\n    - |-\r\n      pizza\r\n    - thank\r\n".replace(
        "...\r", "..."
    )
    found, _ = updated(tmp_path, text)
    assert "- Press 1 to book a table." in found


def test_a_byte_order_mark_survives(tmp_path: Path) -> None:
    file = write(tmp_path, BOOK + "expect: {session: BUSY}")
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert list(update(run_suite(load_suite([file])))) == [f"{file.as_posix()}: updated"]
    assert file.read_bytes().startswith(b"\xef\xbb\xbfscenario")
    assert file.read_bytes().endswith(b"session: COMPLETED}")


def test_examples_that_want_the_same_are_updated(tmp_path: Path) -> None:
    rows = "examples: [{key: '1'}, {key: '2'}]\n"
    text = "...\ncaller: ['1', '${key}']\nexpect: {session: BUSY, captured: ['1', '${key}', '3']}\n"
    found, said = updated(tmp_path, text + rows)
    assert found == text.replace("BUSY", "COMPLETED").replace(", '3'", "") + rows
    assert said == [": updated"]


def test_examples_that_want_different_things_are_left_and_named(tmp_path: Path) -> None:
    text = (
        "...\ncaller: ['${key}']\nexpect:\n  captured: ['1']\n  session: BUSY\nexamples: [{key: '1'}, {key: silence}]\n"
    )
    found, said = updated(tmp_path, text)
    assert found == text.replace("BUSY", "COMPLETED")
    assert said == [":5:13: left as it is, the examples want different things here", ": updated"]


def test_what_an_example_fills_in_is_left_alone(tmp_path: Path) -> None:
    text = BOOK + "expect: {session: '${s}', captured: ['${c}', '2'], hears: ['${c}']}\nexamples: [{s: BUSY, c: '9'}]\n"
    assert updated(tmp_path, text) == (text, [])


def test_an_update_that_would_break_the_file_is_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.scenario._edits.scalar", lambda *_: "[")
    text = BOOK + "expect: {session: BUSY}\n"
    assert updated(tmp_path, text) == (text, [": left as it is, it could not be rewritten safely"])


def test_a_scenario_that_could_not_be_run_is_left_alone(tmp_path: Path) -> None:
    file = write(tmp_path, BOOK)
    (tmp_path / "t.flow.yaml").write_text("{}", encoding="utf-8")
    assert list(update(run_suite(load_suite([file])))) == []


VALUES = {
    "session": ["BUSY", "COMPLETED", "'FAILED'", '"ERROR"', "null"],
    "error": ["-2003", "null", "'-2010'"],
    "lastAction": ["SAY", "HANGUP"],
    "captured": ["[]", "['1']", "[1, 2]", "[1, '2', 3]", '[null, "2"]'],
    "hears": ["[table]", "[pizza, thank]", "[thank, 'table']"],
    "webhooks": ["{VCA: 2}", "{VCA: 7, VSS: 1}"],
}


@pytest.mark.slow
@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_everything_else_stays_byte_by_byte(tmp_path: Path, data: st.DataObject) -> None:
    """What stands outside the values of `expect` is the same, and an update is all that a scenario needs."""
    keys = data.draw(st.permutations(sorted(VALUES)))
    comments = st.sampled_from(["", "  # why", "   #"])
    chosen = {key: (data.draw(st.sampled_from(VALUES[key])), data.draw(comments)) for key in keys}
    lines = [f"  {key}: {value}{comment}\n" for key, (value, comment) in chosen.items()]
    head = "# top\n...\ntags: [ 'a' , b]   # odd spaces\ncaller: ['1', \"2\"]\n\nexpect:\n"
    found, _ = updated(tmp_path, head + "".join(lines) + "# end")
    body = found.removeprefix(head).removesuffix("# end").splitlines()
    assert [line.split(":")[0] for line in body] == [f"  {key}" for key in keys]
    for line, (_, comment) in zip(body, chosen.values(), strict=True):
        assert line.endswith(comment)
    assert updated(tmp_path, found) == (found, [])


@pytest.mark.parametrize(
    ("value", "quote", "text"),
    [("a b", "", "a b"), ("no", "", '"no"'), ("it's", "'", "'it''s'"), ("a\nb", "'", '"a\\nb"'), ("1", "", '"1"'),
     ("x: y", "", '"x: y"'), (None, "", "null"), (7, '"', "7"), (True, "", "true")],
)  # fmt: skip
def test_a_value_is_written_so_that_it_reads_back(value: object, quote: str, text: str) -> None:
    assert scalar(value, quote) == text


def test_what_looks_like_an_expression_is_written_as_one() -> None:
    assert asserted("/a.b/").text == r"/^/a\.b/$/"
    assert asserted("a.b").text == "a.b"


@pytest.mark.parametrize(
    ("legs", "caller"),
    [
        ("[busy]", [("table", "1"), ("today", "1")]),
        ("[noAnswer]", [("table", "1"), ("today", "1"), ("thank", "1")]),
        ("[answered]", [("table", "1"), ("today", "1"), ("thank", "1"), ("more", "2")]),
        ("[{failed: 404}]", [("table", "silence"), ("table", "1")]),
        ("[answered]", [("table", "hangup"), ("today", "1"), ("thank", "1")]),
        ("[canceled]", [("table", "1"), ("today", "hangup")]),
    ],
)
def test_steps_after_the_end_of_the_call_are_left_alone(
    legs: str, caller: list[tuple[str, str]], tmp_path: Path
) -> None:
    steps = "".join(f"  - {{hears: {heard}, press: '{keys}'}}\n" for heard, keys in caller)
    text = f"...\nlegs: {legs}\ncaller:\n{steps}expect: {{lastAction: TEA}}\n"
    text = text.replace("TEA", "SAY" if legs != "[answered]" else "MAKE_CALL")
    found, said = updated(tmp_path, text)
    assert said == [": updated"]
    assert steps in found


def test_line_breaks_of_other_systems_are_kept_where_lines_are_added(tmp_path: Path) -> None:
    for lines in ("hears: [pizza]", "captured:\n    - '1'", "heard:\n    - pizza", "dials:\n    - '+442079460124'"):
        text = (BOOK + f"expect:\n  {lines}\n").replace("\n", "\r\n").replace("...\r\n", "...\n", 1)
        file = write(tmp_path, text)
        file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
        assert list(update(run_suite(load_suite([file])))) == [f"{file.as_posix()}: updated"]
        raw = file.read_bytes()
        assert raw.count(b"\n") == raw.count(b"\r\n") >= 5


def test_of_several_files_none_is_rewritten_where_one_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = BOOK + "expect: {session: BUSY}\n"
    files = [write(tmp_path, text, name) for name in ("a.scenario.yaml", "b.scenario.yaml")]
    before = [file.read_bytes() for file in files]
    result = run_suite(load_suite(files))
    monkeypatch.setattr("os.access", lambda path, _: Path(path).name != "b.scenario.yaml")
    with pytest.raises(UsageError, match=r'b\.scenario\.yaml" cannot be written: Permission denied'):
        list(update(result))
    assert [file.read_bytes() for file in files] == before


def test_a_file_that_was_changed_meanwhile_is_left(tmp_path: Path) -> None:
    file = write(tmp_path, BOOK + "expect: {session: BUSY}\n")
    result = run_suite(load_suite([file]))
    mine = b"# a line of mine\n" + file.read_bytes()
    file.write_bytes(mine)
    assert list(update(result)) == [f"{file.as_posix()}: left as it is, it was changed meanwhile"]
    assert file.read_bytes() == mine
    file.unlink()
    with pytest.raises(UsageError, match="there is no file"):
        list(update(result))
