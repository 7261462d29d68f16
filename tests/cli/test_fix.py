"""`callflow check --fix` and `--diff`: what is written, what is told, and what is never touched."""

from __future__ import annotations

import json
import os
import stat
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simulator.running.mending import files as mending_files
from tests.cli.files import SOUND, Stdin

if TYPE_CHECKING:
    from tests.cli.conftest import Callflow

SLIPS = b"""{ // the desk\r
  "callflow": [\r
    {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+65 9123 4567"}},\r
    {"action": "Say", "params": {"text": "Hi", "voiceProfile": "en-GB-Emma", "repetitions": None}},\r
  ]}"""
MENDED = b"""{\r
  "callflow": [\r
    {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},\r
    {"action": "say", "params": {"text": "Hi", "voiceProfile": "en-GB-Emma", "repetition": null}}\r
  ]}"""
HOPELESS = SLIPS.replace(b'"Hi"', b"Hi")


@pytest.fixture
def slips(folder: Path) -> Path:
    file = folder / "slips.json"
    file.write_bytes(SLIPS)
    return file


def test_fix_writes_what_is_certain_and_tells_what_it_did_and_what_is_left(callflow: Callflow, slips: Path) -> None:
    done = callflow("check --fix slips.json")
    assert (done.status, done.err) == (0, "")
    assert done.out == (
        "mended[-1001]: slips.json:1:2  `// the desk` is removed\n"
        "mended[-1001]: slips.json:4:93  `None` becomes `null`\n"
        "mended[-1001]: slips.json:4:99  `,` is removed\n"
        'mended[-1017]: slips.json:3:79  `"+65 9123 4567"` becomes `"+6591234567"`\n'
        'mended[-1007]: slips.json:4:16  `"Say"` becomes `"say"`\n'
        'mended[L013]: slips.json:4:78  `"repetitions"` becomes `"repetition"`\n'
        "slips.json: accepted: HTTP 200, 1 Created (no findings)\n"
    )
    assert slips.read_bytes() == MENDED
    assert callflow("check --fix slips.json").out == "slips.json: accepted: HTTP 200, 1 Created (no findings)\n"


def test_diff_shows_the_same_and_writes_nothing(callflow: Callflow, slips: Path) -> None:
    done = callflow("check --diff slips.json")
    assert done.status == 1, "the file is as it was"
    assert done.out.startswith("--- slips.json\n+++ slips.json\n@@ -1,5 +1,5 @@\n-{ // the desk\r\n+{\r\n")
    assert done.out.endswith("   ]}\n\\ No newline at end of file\n"), "the last line is the same in both"
    assert done.err == "callflow: --fix would mend 6 findings\n"
    assert slips.read_bytes() == SLIPS
    assert callflow("check --fix --diff slips.json").out == done.out
    assert slips.read_bytes() == SLIPS


def test_a_diff_says_where_a_file_has_no_last_line_break(callflow: Callflow, slips: Path) -> None:
    slips.write_bytes(b'{"callflow": [{"action": "Hangup"}]}')
    out = callflow("check --kind reply --diff slips.json").out
    assert out.endswith(
        '-{"callflow": [{"action": "Hangup"}]}\n\\ No newline at end of file\n'
        '+{"callflow": [{"action": "hangup"}]}\n\\ No newline at end of file\n'
    )


def test_the_status_is_that_of_what_is_left(callflow: Callflow, slips: Path) -> None:
    slips.write_bytes(SLIPS.replace(b'"Hi"', b'""').replace(b"en-GB-Emma", b"en-GB-Ema"))
    done = callflow("check --fix slips.json")
    assert done.status == 1
    assert "error[-1009]" in done.out
    assert "mended[-1007]" in done.out


def test_a_file_that_cannot_be_read_back_is_left_as_it_is(callflow: Callflow, slips: Path) -> None:
    slips.write_bytes(HOPELESS)
    done = callflow("check --fix slips.json")
    assert (done.status, slips.read_bytes()) == (1, HOPELESS)
    assert "mended" not in done.out
    assert "`Hi` is in no quotes" in done.out
    assert done.err == "callflow: slips.json is left as it is: with all that is certain, it still cannot be read\n"
    assert callflow("check --diff slips.json").out == ""


def test_standard_input_goes_mended_to_standard_output(
    callflow: Callflow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for given, came in ((SLIPS, MENDED), (HOPELESS, HOPELESS)):
        monkeypatch.setattr(sys, "stdin", Stdin(given))
        out = TextIOWrapper(BytesIO(), newline="\n")
        monkeypatch.setattr(sys, "stdout", out)
        done = callflow("check --fix -")
        assert out.buffer.getvalue() == came
        assert ("<stdin>: accepted" in done.err) == (came == MENDED)
        assert ("mended[-1007]: <stdin>:4:16" in done.err) == (came == MENDED)
    assert not (folder / "<stdin>").exists()


def test_standard_input_with_diff_and_with_a_file_for_the_report(
    callflow: Callflow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(SLIPS))
    assert callflow("check --diff -").out.startswith("--- <stdin>\n+++ <stdin>\n")
    monkeypatch.setattr(sys, "stdin", Stdin(SLIPS))
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(BytesIO()))
    callflow("check --fix - --output left.txt --format text --format sarif:left.sarif")
    assert (folder / "left.txt").read_text() == "<stdin>: accepted: HTTP 200, 1 Created (no findings)\n"
    assert json.loads((folder / "left.sarif").read_text())["runs"][0]["results"] == []


def test_forms_for_programs_stand_alone_on_standard_output(callflow: Callflow, slips: Path, folder: Path) -> None:
    done = callflow("check --fix slips.json --format json --format sarif:before.sarif")
    assert json.loads(done.out)[0]["diagnostics"] == []
    assert done.err.count("mended[") == 6
    slips.write_bytes(SLIPS)
    callflow("check --diff slips.json --format sarif:before.sarif --output changes.diff")
    assert (folder / "changes.diff").read_text().startswith("--- slips.json\n")
    results = json.loads((folder / "before.sarif").read_text())["runs"][0]["results"]
    assert all("fixes" in one for one in results)
    assert len(results) == 3, "what comes to light once the file can be read is not among them"


def test_several_files_are_mended_and_one_that_is_not_there_is_told(callflow: Callflow, slips: Path) -> None:
    (slips.parent / "b.flow.yaml").write_text(
        "requests: slips.json\nreplies:\n  - {when: {digits: other}, reply: {callflow: [{action: Hangup}]}}\n"
    )
    done = callflow("check --fix b.flow.yaml nothing.json slips.json")
    assert done.status == 2
    assert 'there is no file "nothing.json"' in done.err
    assert slips.read_bytes() == MENDED
    assert "request: slips.json" in (slips.parent / "b.flow.yaml").read_text()
    assert "{action: hangup}" in (slips.parent / "b.flow.yaml").read_text()


@pytest.mark.skipif(os.name == "nt", reason="links and modes of POSIX")
def test_the_mode_of_a_file_and_the_link_to_it_stay(callflow: Callflow, slips: Path) -> None:
    slips.chmod(0o640)
    link = slips.with_name("link.json")
    link.symlink_to(slips.name)
    assert callflow("check --fix link.json").status == 0
    assert link.is_symlink()
    assert slips.read_bytes() == MENDED
    assert stat.S_IMODE(slips.stat().st_mode) == 0o640


def test_a_write_that_fails_leaves_the_file_and_nothing_beside_it(
    callflow: Callflow, slips: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "chmod", full)
    before = set(slips.parent.iterdir())
    done = callflow("check --fix slips.json")
    assert done.status == 2
    assert done.err.endswith('slips.json" cannot be written: No space left on device\n')
    assert slips.read_bytes() == SLIPS
    assert set(slips.parent.iterdir()) == before


def test_of_several_files_each_that_can_be_written_is_and_is_told(
    callflow: Callflow, slips: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = slips.with_name("other.json")
    other.write_bytes(SLIPS)
    real = os.replace

    def full(source: Path, to: Path) -> None:
        if to.name == other.name:
            raise OSError(28, "No space left on device")
        real(source, to)

    monkeypatch.setattr(os, "replace", full)
    done = callflow("check --fix other.json slips.json")
    assert (done.status, slips.read_bytes(), other.read_bytes()) == (2, MENDED, SLIPS)
    assert done.err.endswith('other.json" cannot be written: No space left on device\n')
    assert "mended[" in done.out
    assert "mended[-1001]: other.json" not in done.out


def test_a_file_with_the_longest_name_is_mended(callflow: Callflow, slips: Path) -> None:
    longest = slips.rename(slips.with_name("x" * 250 + ".json"))
    assert callflow(f"check --fix {longest.name}").status == 0
    assert longest.read_bytes() == MENDED


def test_a_file_that_somebody_else_writes_meanwhile_is_left_to_them(
    callflow: Callflow, slips: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = mending_files.MendedFiles.changed

    def slowly(self: mending_files.MendedFiles) -> dict[Path, bytes]:
        slips.write_bytes(b"{}")
        return whole(self)

    monkeypatch.setattr(mending_files.MendedFiles, "changed", slowly)
    done = callflow("check --fix slips.json")
    assert done.status == 2
    assert 'slips.json" was changed meanwhile, and is left as it is' in done.err
    assert slips.read_bytes() == b"{}"


def test_a_sound_file_is_not_written_again(callflow: Callflow, folder: Path) -> None:
    file = folder / "sound.json"
    file.write_text(json.dumps(SOUND))
    before = file.stat().st_mtime_ns, file.stat().st_ino
    assert callflow("check --fix sound.json").status == 0
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == before
    assert callflow("check --diff sound.json").err == "callflow: --fix would mend 0 findings\n"
    assert callflow("check --diff sound.json").out == ""


def test_a_byte_order_mark_is_removed_and_told(callflow: Callflow, slips: Path) -> None:
    slips.write_bytes(b"\xef\xbb\xbf" + MENDED)
    assert "mended[-1001]: slips.json:1:1  the byte order mark is removed\n" in callflow("check --fix slips.json").out
    assert slips.read_bytes() == MENDED


def test_account_and_scenario_files_are_checked_by_their_names(callflow: Callflow, folder: Path) -> None:
    (folder / "small.account.yml").write_text("capacity: many\n")
    (folder / "a.scenario.yaml").write_text("scenario: a\n")
    done = callflow("check small.account.yml a.scenario.yaml account.yaml")
    assert done.status == 1
    assert "error[F003]" in done.out
    assert "error[F006]" in done.out
    assert "account.yaml: no findings" in done.out
    assert callflow("check gone.scenario.yaml").status == callflow("check x.account.yaml").status == 2
