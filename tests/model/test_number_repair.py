"""What is said of a text that is no phone number: the very number to write, where that is certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator import check
from simulator.loading.files.account_file import read_account
from simulator.loading.files.flow_file import read_flow
from simulator.model.number import standing, written
from simulator.model.number_repair import how_to_dial
from simulator.scenario.reading.scenario_file import read_scenarios
from tests.bodies import HANGUP

HERE = Path(__file__).parent
MEANT = {
    "+44 161 496 0123": "+441614960123",
    "+44-161-496-0123": "+441614960123",
    "+44 (0)161 496 0123": "+441614960123",
    "0044 161 496 0123": "+441614960123",
    "00441614960123": "+441614960123",
    "+00441614960123": "+441614960123",
    "+44.161.496.0123": "+441614960123",
    "+44/161/4960123": "+441614960123",
    "+33 1.23.45.67.89": "+33123456789",
    "+1 (212) 555-0123": "+12125550123",
    "+1 [212] 555\u20110123": "+12125550123",
    "tel:+441614960123": "+441614960123",
    " TEL: +44 161 496 0123": "+441614960123",
    "+44\u00a0161\u202f496\u20090123": "+441614960123",
    "\u202a+441614960123\u202c": "+441614960123",
    "+４４１６１４９６０１２３": "+441614960123",
    "+٤٤١٦١٤٩٦٠١٢٣": "+441614960123",
    "+39 (0)6 6981 2345": "+390669812345",
    "+49 (0)30 901820": "+4930901820",
    "+65 9123 4567\n": "+6591234567",
    " 6591234567": "+6591234567",
}


@pytest.mark.parametrize(("text", "number"), MEANT.items())
def test_the_very_number_is_written(text: str, number: str) -> None:
    assert how_to_dial(text) == f"write `{number}`"
    assert standing(number) in ("possible", "valid")


UNCERTAIN = {
    "+49 30 123456/7": "its last digits stand apart",
    "+49 30 123456/78": "its last digits stand apart",
    "+49 30 1234567 (2)": "its last digits stand apart",
    "+1 212 555 0123 [42]": "its last digits stand apart",
    "+49 30 123456.7": "its last digits stand apart",
    "+4416149601234567": "it has 16 digits, and no number has more than 15",
    "+44 161 496 0123 4567 89": "it has 18 digits",
    "+65912345678901": "it has 14 digits, too many digits for a number of SG",
    "+65 (0)6234 5678": "it has 11 digits, too many digits for a number of SG",
    "+659123456": "it has 9 digits, too few digits for a number of SG",
    "1234567": "too few digits for a number of US: put the country code first",
    "+65 912": "it has 5 digits, and no number has fewer than 7",
    "911": "it has 3 digits",
    "01614960123": "it begins with 0, and no country code does",
    "(0161) 496 0123": "it begins with 0, and no country code does",
    "011 44 161 496 0123": "it begins with 0",
    "65 9123 4567": "write `+6591234567` if it begins with the country code",
    "(212) 555-0123": "put the country code first",
    "+999123456": "no country code begins it",
    "999123456789": "no country code begins it",
    "nobody": "`n` stands in it",
    "1-800-FLOWERS": "`F` stands in it",
    "+44 161 496 0123 ext. 5": "its last digits stand apart",
    "+4416149+60123": "`+` stands in it",
    "": "write 7 to 15 digits",
    " ": "write 7 to 15 digits",
}


@pytest.mark.parametrize(("text", "says"), UNCERTAIN.items())
def test_what_is_wrong_is_said_where_no_number_is_certain(text: str, says: str) -> None:
    assert written(text) is None
    assert says in how_to_dial(text)


def _hint(number: str, key: str) -> tuple[object, str]:
    params = {"source": "+6562345678", "destination": "+6591234567", key: number}
    found = check({"callflow": [{"action": "makeCall", "params": params}, HANGUP]}).diagnostics
    (one,) = [one for one in found if one.path.endswith(key)]
    return one.code, one.hint


def test_both_numbers_of_a_body_are_told_so() -> None:
    number = '"+44 161 496 0123"'
    assert _hint("+44 161 496 0123", "destination") == (-1017, f"found `{number}`: write `+441614960123`")
    assert _hint("+44 161 496 0123", "source") == (-1014, f"found `{number}`: write `+441614960123`")
    assert _hint("00441614960123", "source") == ("L008", "write `+441614960123`")


def test_numbers_of_our_files_are_told_so_too() -> None:
    account = read_account(b"callerIds: ['+44 161 496 0123']\nvirtualNumbers: {'0044 1614960123': front}", HERE)[1]
    flow = read_flow(b"inbound: {source: '+44 (0)161 496 0123', destination: '+6591234567'}", HERE, "a.flow.yaml")[1]
    scenario = read_scenarios(b"request: {}\nexpect: {dials: ['+44-161-496-0123']}", HERE, "a.scenario.yaml")[1]
    hints = [one.hint for one in account if one.code == "F004"]
    hints += [one.hint for one in flow if one.code == "F004"]
    hints += [one.hint for one in scenario if one.code == "F004"]
    assert [hint.partition(";")[0] for hint in hints] == ["write `+441614960123`"] * 4
