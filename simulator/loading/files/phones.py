"""Phone numbers in our files: one form, and the very number to write where a text certainly means one."""

from __future__ import annotations

from simulator.loading.number_repair import how_to_dial
from simulator.loading.yaml.kinds import Text
from simulator.model.number import MSISDN


def phone(doc: str = "") -> Text:
    """A phone number with or without its plus, quoted or not."""
    return Text(doc, MSISDN, "a phone number", numbers=((10**6, 10**15 - 1),), advise=how_to_dial)


PHONE = phone("a phone number")
