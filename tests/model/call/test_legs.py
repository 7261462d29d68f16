"""How a person writes what a dial comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.model.assumptions import Assumptions
from simulator.model.call.legs import RESULTS, parse_leg, parse_time
from simulator.model.call.outcome import LegOutcome

if TYPE_CHECKING:
    from simulator.model.call.outcome import DialResult

FORMS = {
    "answered": LegOutcome("answered"),
    "answered:6s": LegOutcome("answered", after=6000),
    "answered:6s,talks:20s": LegOutcome("answered", after=6000, talks=20_000),
    "answered, talks: 1.5s": LegOutcome("answered", talks=1500),
    "talks:20s": LegOutcome(talks=20_000),
    "busy": LegOutcome("busy"),
    "busy:2s": LegOutcome("busy", after=2000),
    "noAnswer": LegOutcome("noAnswer"),
    "noAnswer:1m": LegOutcome("noAnswer", after=60_000),
    "canceled:250": LegOutcome("canceled", after=250),
    "failed": LegOutcome("failed"),
    "failed:404": LegOutcome("failed", sip=404),
    "failed: 603": LegOutcome("failed", sip=603),
}


@pytest.mark.parametrize("text", FORMS)
def test_each_form_is_read(text: str) -> None:
    assert parse_leg(text) == FORMS[text]


LONG = "4" * 5000
WRONG = {
    "bussy": 'the leg "bussy" is not known: did you mean "busy"?',
    "no-answer": 'the leg "no-answer" is not known: did you mean "noAnswer"?',
    "zebra": 'the leg "zebra" is not known: expected one of answered, busy, noAnswer, canceled, failed',
    "": 'the leg "" is not known: expected one of',
    "busy,failed": 'the leg "busy,failed" is not known',
    "failed:200": '"failed:200" names no SIP failure: expected 400 to 699',
    "failed:700": '"failed:700" names no SIP failure',
    "failed:399": '"failed:399" names no SIP failure',
    "failed:6s": '"failed:6s" names no SIP failure',
    "failed:٤٠٤": '"failed:٤٠٤" names no SIP failure',
    f"failed:{LONG}": f'"failed:{LONG}" names no SIP failure',
    "answered:soon": '"soon" is no length of time: expected 6s, 1.5s, 300ms or 2m',
    "answered,talks:": '"" is no length of time',
    "answered:-1s": '"-1s" is no length of time',
}


@pytest.mark.parametrize("text", WRONG)
def test_what_cannot_be_read_is_named_with_what_was_expected(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_leg(text)
    assert str(caught.value).startswith(WRONG[text])


@pytest.mark.parametrize(
    ("text", "ms"), [("6s", 6000), ("1.5s", 1500), ("300ms", 300), ("2m", 120_000), ("250", 250), (" 1s ", 1000)]
)
def test_lengths_of_time(text: str, ms: int) -> None:
    assert parse_time(text) == ms


@given(st.one_of(st.text(), st.text("answerdbuyfilto:,0123456789sm. \u0663", max_size=30)))
@example("answered:" + "9" * 400)
def test_any_text_is_read_or_refused_with_words(text: str) -> None:
    try:
        found: str = parse_leg(text).result
    except UsageError as error:
        found = "refused" if "expected" in str(error) or "did you mean" in str(error) else str(error)
    assert found in (*RESULTS, "refused")


@pytest.mark.parametrize(
    ("result", "ms", "sip"),
    [("answered", 6000, 200), ("busy", 1000, 486), ("failed", 1000, 503), ("noAnswer", 30_000, 480),
     ("canceled", 30_000, 487)],
)  # fmt: skip
def test_what_is_not_written_is_as_the_settings_say(result: DialResult, ms: int, sip: int) -> None:
    outcome = LegOutcome(result)
    assert (outcome.delay(Assumptions()), outcome.sip_code(Assumptions())) == (ms, sip)
    assert LegOutcome(result, after=7, sip=600).delay(Assumptions()) == 7
    assert LegOutcome(result, after=7, sip=600).sip_code(Assumptions()) == 600
