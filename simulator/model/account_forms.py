"""The forms of the texts in an account: its constructor and the reader of account files hold them against the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.model.number import MSISDN
from simulator.model.number_repair import how_to_dial
from simulator.model.record import frozen
from simulator.model.values import shown
from simulator.registry import names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@frozen
class AccountForm:
    """A regular expression, what a text of that form is, and what to do about one that is not."""

    pattern: str
    what: str
    hint: str
    advise: Callable[[str], str] | None = None

    def hold(self, name: str, texts: Iterable[str]) -> None:
        """Raise UsageError that names the argument where a text has another form."""
        for text in texts:
            if not re.fullmatch(self.pattern, text):
                hint = self.advise(text) if self.advise else self.hint
                raise UsageError(f"{name} holds {shown(text)}, which is not {self.what} ({hint})")


SUBACCOUNT = AccountForm(
    r"[A-Za-z0-9\-._&]{3,50}", "a subaccount id", "3 to 50 letters, digits and any of the characters - . _ &"
)
VOICE = AccountForm(
    r"[A-Za-z0-9]+(-[A-Za-z0-9]+)+", "a voice profile", "write it as `locale-Voice`, en-GB-Emma for example"
)
COUNTRY = AccountForm(r"[A-Z]{2}", "a country code", "two capital letters of ISO 3166, as in SG")
NUMBER = AccountForm(MSISDN.pattern, "a phone number", "", how_to_dial)

LISTS = {"caller_ids": NUMBER, "voice_profiles": VOICE, "coverage": COUNTRY}
"""The fields of an account that are lists of texts of one form."""


def lints() -> tuple[str, ...]:
    """The names of all lints."""
    return tuple(name[:4].upper() for name in names("simulator.rules") if re.fullmatch(r"l[0-9]{3}_.*", name))
