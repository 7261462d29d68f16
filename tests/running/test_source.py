"""`load` takes a body in every form that a program has it in, and says plainly what it cannot take."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import simulator
from simulator.model.assumptions import Assumptions
from tests.bodies import AT, BOOKING, BOOKING_ACCOUNT, GREETING, HANGUP, MENU, SAY, request

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXT = json.dumps(GREETING)
AT_MS = 1_767_603_600_000


def written(folder: Path) -> Path:
    file = folder / "greeting.json"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.mark.parametrize("form", ["path", "name", "text", "padded", "bytes", "dict", "source"])
def test_every_form_of_a_body_is_the_same_body(form: str, tmp_path: Path) -> None:
    forms: dict[str, Any] = {
        "path": written(tmp_path),
        "name": str(tmp_path / "greeting.json"),
        "text": TEXT,
        "padded": f"\n  {TEXT}",
        "bytes": TEXT.encode(),
        "dict": GREETING,
        "source": simulator.load(GREETING),
    }
    assert simulator.check(forms[form]).codes == ()
    assert simulator.compile(forms[form]).digest == simulator.compile(GREETING).digest
    assert simulator.run(forms[form]).ok


def test_a_file_is_remembered_by_its_name_and_other_forms_have_none(tmp_path: Path) -> None:
    file = written(tmp_path)
    assert simulator.load(file).file == file.as_posix()
    assert simulator.load(str(file)).file == file.as_posix()
    assert [simulator.load(form).file for form in (TEXT, TEXT.encode(), GREETING)] == ["", "", ""]


def test_a_text_in_square_brackets_is_json_too_and_no_file_name() -> None:
    assert simulator.check("[]").codes == (-1001,)


def test_text_and_dict_with_lone_surrogates_are_findings_and_no_crash() -> None:
    body = request({"action": "say", "params": {"text": "\ud800", "voiceProfile": "en-GB-Emma"}}, HANGUP)
    assert not simulator.check(body).accepted
    assert not simulator.check(json.dumps(body, ensure_ascii=False)).accepted


def test_bytes_that_are_no_text_are_shown_as_well_as_can_be() -> None:
    source = simulator.load(b"\xff{}")
    assert source.text == "�{}"
    assert simulator.check(source).answer["statusCode"] == -1001


def test_a_reply_is_judged_as_a_reply() -> None:
    body = {"callflow": [SAY]}
    assert simulator.check(body).answer["statusCode"] == -1013
    assert simulator.check(body, kind="reply").answer == {
        "httpStatus": None,
        "sessionStatus": "CREATED",
        "statusCode": 1,
        "statusMessage": "Created",
    }


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(simulator.UsageError, match="kind is 'replay', expected request, reply, flow: did you mean"):
        simulator.load(GREETING, kind="replay")  # type: ignore[arg-type]


@pytest.mark.parametrize("at", [AT, AT_MS, "2026-01-05T09:00:00.000Z", "2026-01-05T09:00:00+00:00"])
def test_the_simulated_now_is_an_instant_or_milliseconds(at: str | int) -> None:
    assert simulator.load(GREETING, at=at).at == AT_MS


@pytest.mark.parametrize("at", ["tomorrow", "2026-01-05T09:00:00", "2026-13-05T09:00:00Z", "", True, 1.5])
def test_what_is_no_instant_is_refused_with_an_example(at: Any) -> None:
    with pytest.raises(simulator.UsageError, match=r"is no instant: expected ISO 8601 in UTC, for example 2026-"):
        simulator.load(GREETING, at=at)


def test_validity_is_judged_at_the_simulated_now() -> None:
    body = {**GREETING, "validUntil": "2026-01-05T09:00:00.500Z"}
    assert simulator.check(body, at=AT).accepted
    assert simulator.check(body, at=AT_MS + 500).codes == (-1015,)


def test_check_asks_the_real_clock_and_what_runs_calls_never_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    body = {**GREETING, "validUntil": "2027-01-01T00:00:00Z"}
    assert simulator.check(body).codes == (-1015,)
    assert simulator.compile(body).digest
    assert simulator.run(body).ok
    loaded = simulator.load(body)
    assert simulator.run(loaded).ok, "a loaded body without an instant of its own runs at the fixed one"
    assert simulator.compile(loaded).digest


def test_a_loaded_body_takes_an_account_and_an_instant_that_are_given_later() -> None:
    loaded = simulator.load({**GREETING, "validUntil": AT}, at=AT_MS - 1)
    assert simulator.load(loaded) is loaded
    assert simulator.check(loaded).accepted
    assert simulator.check(loaded, at=AT).codes == (-1015,)
    assert simulator.check(loaded, account={"callerIds": ["+442079460000"]}).codes == (-1014,)
    assert simulator.check(loaded).accepted, "the loaded body itself is as it was"


def test_a_missing_file_names_the_nearest_one(tmp_path: Path) -> None:
    written(tmp_path)
    wanted = tmp_path / "greting.json"
    with pytest.raises(simulator.UsageError) as caught:
        simulator.load(wanted)
    near = (tmp_path / "greeting.json").as_posix()
    assert str(caught.value) == f'there is no file "{wanted.as_posix()}": did you mean "{near}"?'


@pytest.mark.parametrize("name", ["zzz.json", "nowhere/greeting.json"])
def test_a_missing_file_with_nothing_near_is_just_missing(name: str, tmp_path: Path) -> None:
    written(tmp_path)
    wanted = tmp_path / name
    with pytest.raises(simulator.UsageError, match=rf'^there is no file "{re.escape(wanted.as_posix())}"$'):
        simulator.load(wanted)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(simulator.UsageError, match=r"is a folder, expected a file$"):
        simulator.load(tmp_path)


def test_a_file_that_may_not_be_read_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(_path: Path, *_how: object, **_more: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", denied)
    with pytest.raises(simulator.UsageError, match=r'greeting.json" cannot be read: Permission denied$'):
        simulator.load(tmp_path / "greeting.json")


def test_a_name_that_no_file_can_have_is_refused() -> None:
    with pytest.raises(simulator.UsageError, match="cannot be read: embedded null byte"):
        simulator.load("booking\0.json")


def test_what_json_cannot_say_is_refused() -> None:
    with pytest.raises(simulator.UsageError, match="cannot be written as JSON: Object of type set"):
        simulator.check({"callflow": {1, 2}})
    with pytest.raises(simulator.UsageError, match="cannot be written as JSON: Object of type set"):
        simulator.check(GREETING, account={"callerIds": {1}})


ACCOUNT: Mapping[str, Any] = {"callerIds": ["+442079460000"]}


@pytest.mark.parametrize("form", ["account", "path", "name", "dict"])
def test_every_form_of_an_account_is_the_same_account(form: str, tmp_path: Path) -> None:
    file = tmp_path / "account.yaml"
    file.write_text('callerIds: ["+442079460000"]\n', encoding="utf-8")
    forms: dict[str, Any] = {
        "account": simulator.Account(caller_ids=("+442079460000",)),
        "path": file,
        "name": str(file),
        "dict": ACCOUNT,
    }
    assert simulator.load(GREETING, account=forms[form]).account == forms["account"]
    assert simulator.check(GREETING, account=forms[form]).codes == (-1014,)


def test_no_account_restricts_nothing() -> None:
    assert simulator.load(GREETING).account == simulator.Account()
    assert simulator.Account().assumptions == Assumptions()


def test_every_fault_of_an_account_is_named_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "account.yaml"
    file.write_text("callerIds: [12]\ncapacty: 3\n", encoding="utf-8")
    with pytest.raises(simulator.UsageError) as caught:
        simulator.load(GREETING, account=file)
    first, second = str(caught.value).splitlines()
    assert sorted([first.split(": ")[0], second.split(": ")[0]]) == [
        f"{file.as_posix()}:{line}" for line in ("1:13", "2:1")
    ]
    assert "did you mean `capacity`?" in str(caught.value)


def test_an_account_that_is_no_mapping_is_refused_by_its_name() -> None:
    with pytest.raises(simulator.UsageError, match="expected an account file, its content as a dict, or an Account"):
        simulator.load(GREETING, account=[])  # type: ignore[arg-type]


def test_a_missing_account_file_names_the_nearest_one() -> None:
    with pytest.raises(simulator.UsageError, match=r'did you mean ".*booking/account.yaml"'):
        simulator.check(BOOKING, account=BOOKING_ACCOUNT.with_name("acount.yaml"))


def test_the_setting_of_an_account_reaches_the_compiler() -> None:
    once = {"assumptions": {"preset": "schema"}}
    assert simulator.compile(MENU, account=once).digest == simulator.compile(MENU).digest
    assert simulator.run(MENU, account=once).call is not None
