"""Phone numbers in our files: one form, and the very number to write where a text certainly means one."""

from __future__ import annotations

from simulator.loading.yaml.form import Form
from simulator.loading.yaml.kinds import Text
from simulator.model.number import MSISDN, WITHHELD
from simulator.model.number_repair import how_to_dial


def phone(doc: str = "") -> Text:
    """A phone number with or without its plus, quoted or not."""
    return Text(doc, MSISDN, "a phone number", numbers=((10**6, 10**15 - 1),), advise=how_to_dial)


PHONE = phone("a phone number")


def _how_to_call(text: str) -> str:
    """What is wrong with a number, and that there need be none."""
    words = ", ".join(filter(None, WITHHELD))
    return f'{how_to_dial(text)}; a caller who withholds the number is {words} or ""'


CALLER = Text(
    "a phone number, or that of a caller who withholds it",
    Form("|".join((MSISDN.pattern, *filter(None, WITHHELD), ""))),
    "a phone number",
    numbers=PHONE.numbers,
    advise=_how_to_call,
)
