"""GET /speech-profiles: the account's voices, else names that the vendor's pages use (there is no complete list)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal, TypedDict

from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.document.says import Says, SomeText

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/api/v1/subaccounts/{subAccountId}/speech-profiles", plain_error
SUMMARY = "List the voices"


class SpeechProfile(TypedDict):
    """A voice."""

    speechProfileCode: Annotated[str, Says("en-GB-Emma")]
    localeCode: Annotated[str, Says("en-GB")]
    localeDescription: SomeText
    gender: Literal["F", "M"]


class SpeechProfiles(TypedDict):
    """The voices that can be named."""

    speechProfiles: list[SpeechProfile]


ANSWER = SpeechProfiles

_LOCALE = re.compile(r"[a-z]{2,3}-[A-Z]{2}(?=-)")
_LOCALES = {
    "da-DK": "Danish (Denmark)",
    "en-GB": "English (United Kingdom)",
    "en-IE": "English (Ireland)",
    "en-US": "English (United States)",
    "zh-CN": "Chinese (China)",
}
_MEN = ("en-US-BenjaminRUS", "en-US-Standard-A", "generic-en-male")
VOICES = (
    *_MEN,
    "en-US-ZiraRUS", "en-IE-EmilyNeural", "en-US-Neural2-C", "en-GB-Emma", "da-DK-Naja", "zh-CN-Yaoyao-Apollo",
)  # fmt: skip


async def answer(asked: Incoming) -> Outgoing:
    """One object for each voice."""
    found: SpeechProfiles = {"speechProfiles": [_profile(name) for name in asked.own.account.voice_profiles or VOICES]}
    return Outgoing(200, found)


def _profile(name: str) -> SpeechProfile:
    found = _LOCALE.match(name)
    locale = found[0] if found else "en"
    return {
        "speechProfileCode": name,
        "localeCode": locale,
        "localeDescription": _LOCALES.get(locale, locale),
        "gender": "M" if name in _MEN else "F",
    }
