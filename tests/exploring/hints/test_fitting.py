"""Which hints an entry takes: as they are, longer or cut; and what is tried at any entry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.entries.entry import DtmfEntry
from simulator.exploring.hints.expressions import luhn
from simulator.exploring.hints.fitting import fitting
from simulator.exploring.hints.hints import PROBES
from simulator.exploring.hints.usual import PINS
from simulator.model.behaviour.hint import Hint
from simulator.model.machine.table import Prompt

FOUR = DtmfEntry(4, 4, hash_ends=True, completes=True)
OPEN = DtmfEntry(1, 10, hash_ends=True, completes=True)


def known(*digits: str, origin: str = "x") -> tuple[Hint, ...]:
    return tuple(Hint(one, origin) for one in digits)


def origins(hints: tuple[Hint, ...], entry: DtmfEntry, most: int = 200) -> dict[str, str]:
    return {hint.digits: hint.origin for hint in fitting(hints, entry, most)}


@pytest.mark.parametrize(
    ("digits", "found"),
    [
        ("4711", {"4711": "x"}),
        ("4711#", {"4711": "x"}),
        ("42", {"0042": "x, with leading zeros", "4200": "x, with zeros after it"}),
        ("*", {"000*": "x, with leading zeros", "*000": "x, with zeros after it"}),
        ("6591234567", {"6591": "the first keys of 6591234567, x", "4567": "the last keys of 6591234567, x"}),
        ("12#34", {}),
    ],
)
def test_a_hint_is_taken_as_it_is_or_longer_or_cut(digits: str, found: dict[str, str]) -> None:
    assert {key: origin for key, origin in origins(known(digits), FOUR).items() if "x" in origin} == found


def test_what_an_open_entry_takes_is_not_filled_with_zeros_beyond_what_people_do() -> None:
    assert {"42", "0000000042", "4200000000"} <= origins(known("42"), OPEN).keys()
    longest = DtmfEntry(1, 25, hash_ends=True, completes=False)
    assert "42" in origins(known("42"), longest)
    assert "42".rjust(25, "0") not in origins(known("42"), longest)


def test_where_a_hash_is_kept_it_is_part_of_what_is_entered() -> None:
    keeping = DtmfEntry(4, 6, hash_ends=True, completes=True, keeps_hash=True)
    assert {"4711#", "123456"} <= origins(known("4711"), keeping).keys()
    plain = DtmfEntry(4, 4, hash_ends=False, completes=True, hash_is_key=True)
    assert {"471#", "123#"} <= origins(known("471#"), plain).keys()


def test_what_is_tried_at_any_entry() -> None:
    prompt = Prompt("say", text="Press the 4 digits of room 8021.")
    found = origins((), DtmfEntry(4, 6, hash_ends=True, completes=True, prompts=(prompt,)))
    expected = {
        "8021": "a prompt",
        "0123": "a leading zero",
        "012345": "a leading zero",
        "0000": "a common PIN",
        "000000": "zeros alone",
        "999999": "nines alone",
        "*123": "a star",
        "12345*": "a star",
        "123456": "a boundary length",
        "12345": "a length",
        luhn(4): "a check digit (Luhn)",
        luhn(5): "a check digit (Luhn)",
    }
    assert found.items() >= expected.items()
    assert set(PINS) <= found.keys()


def test_every_kind_is_among_the_first_however_long_one_is() -> None:
    found = fitting(known(*(f"{n:04}" for n in range(3000, 5000)), "42"), FOUR, 12)
    assert [hint.origin for hint in found][:4] == ["x", "x", "a common PIN", "x, with leading zeros"]
    assert len(found) == 12


def test_probes_of_the_flow_file_come_first_all_of_them() -> None:
    hints = (*known("3000", "3001"), *known("12", "9871#", "9872", "9873", "9874", origin=PROBES))
    found = fitting(hints, FOUR, 5)
    assert [hint.digits for hint in found] == ["9871", "9872", "9873", "9874", "3000"]


def test_a_checksum_is_that_of_bank_cards() -> None:
    assert [luhn(length) for length in (1, 2, 4, 16)] == ["0", "18", "1230", "1234567890123452"]


@given(
    st.lists(st.text("0129*#A", min_size=1, max_size=8), max_size=30),
    st.tuples(st.integers(0, 5), st.integers(1, 6)).filter(lambda lengths: lengths[0] <= lengths[1]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.integers(0, 40),
)
def test_what_fits_is_taken_and_stands_there_once(
    digits: list[str], lengths: tuple[int, int], hashes: bool, completes: bool, keeps: bool, most: int
) -> None:
    entry = DtmfEntry(*lengths, hashes, completes, hash_is_key=not hashes, keeps_hash=keeps and hashes)
    found = fitting(known(*digits), entry, most)
    assert len(found) == len({hint.digits for hint in found}) <= most
    assert all(entry.takes(hint.digits) and hint.digits for hint in found)
