"""Values that the library is given: shown in messages, and taken as whole numbers."""

from __future__ import annotations

from typing import Any

import numpy
import pytest

from simulator.errors import UsageError
from simulator.model.values import plain, shown, whole


class Tally:
    """A whole number of another library."""

    def __index__(self) -> int:
        return 3


def test_what_cannot_show_itself_still_has_a_type() -> None:
    assert shown(10**5000) == "a int"
    assert shown("two\nlines") == r"'two\nlines'"
    assert len(shown("x" * 1000)) < 70


@pytest.mark.parametrize("value", [True, False, None, "3", 1.5, float("nan"), -1, 11, [3]])
def test_what_is_no_whole_number_between_the_bounds_is_refused_by_name(value: Any) -> None:
    with pytest.raises(UsageError, match="tries"):
        whole("tries", value, 0, 10)


@pytest.mark.parametrize("value", [3, 3.0, numpy.int64(3), numpy.float64(3), Tally()])
def test_whole_numbers_of_any_kind_are_taken(value: Any) -> None:
    assert whole("tries", value, 0, 10) == 3


@pytest.mark.parametrize("value", [numpy.int64(3), numpy.uint8(3), numpy.array(3), Tally(), 3])
def test_a_whole_number_of_any_library_is_an_int(value: Any) -> None:
    assert plain(value) == 3
    assert type(plain(value)) is int


@pytest.mark.parametrize("value", [True, "3", None, numpy.array([3]), [3], int])
def test_what_is_no_number_is_left_as_it_is(value: Any) -> None:
    assert plain(value) is value
