"""-1002: No voice and no language to speak with, or one that cannot be used.

## What

A `say` or `sayAndCapture` has neither `voiceProfile` nor `language`, or one of them is no text, is malformed
(a profile is a locale and a voice joined by hyphens, `en-GB-Emma`; a language is `en` or `en-GB`), or is not
in the account's `voiceProfiles` where it has such a list. A language is in the list where a voice speaks it
(assumed).

## Why

Without a voice nothing can be spoken. The names of voices differ from vendor to vendor; a well-formed name
that nobody has heard of is only a lint, since there is no complete list.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Your table is booked.", "voiceProfile": "emma"}},
  {"action": "hangup"}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Your table is booked.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.loading.words import choices, quoted
from simulator.registry import nearest
from simulator.rules.base.rule import Context, claimed, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body
    from simulator.model.diagnostic import Finding

CODE = -1002


PROFILE = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)+")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_SPEAKERS = ("say", "sayAndCapture")


def check(body: Body, context: Context) -> Iterator[Finding]:
    """Every voice and language of the list."""
    yield from claimed(body, CODE)
    listed = context.account.voice_profiles
    for entry in body.entries:
        if entry.name not in _SPEAKERS:
            continue
        voice, language = entry.get("voiceProfile"), entry.get("language")
        if voice is not None:
            if hint := _voice(voice, listed):
                yield status(CODE, entry.at("voiceProfile"), hint)
        elif language is None and not entry.bad & {"voiceProfile", "language"}:
            hint = "neither `voiceProfile` nor `language` is given: add a voice, such as `en-GB-Emma`"
            yield status(CODE, entry.at("voiceProfile"), hint, cause="voiceProfile")
        if language is not None and (hint := _language(language, listed)):
            yield status(CODE, entry.at("language"), hint)


def _voice(voice: str, listed: tuple[str, ...] | None) -> str:
    """What is wrong with a voice; nothing where nothing is."""
    if not PROFILE.fullmatch(voice):
        return f"found {quoted(voice)}: write a locale and a voice joined by hyphens, such as `en-GB-Emma`"
    if listed is None or voice in listed:
        return ""
    return f"{quoted(voice)} is not among the account's voices: {choices(nearest(voice, listed)) or _some(listed)}"


def _language(language: str, listed: tuple[str, ...] | None) -> str:
    """What is wrong with a language; nothing where nothing is."""
    if not LANGUAGE.fullmatch(language):
        return f"found {quoted(language)}: write a language and perhaps a region, such as `en` or `en-GB`"
    spoken = tuple(f"{prefix}{language}-".lower() for prefix in ("", "generic-"))
    if listed is None or language in listed or any(voice.lower().startswith(spoken) for voice in listed):
        return ""
    return f"none of the account's voices speaks {quoted(language)}: {_some(listed)}"


def _some(listed: tuple[str, ...]) -> str:
    return f"it has {', '.join(sorted(listed)[:5]) or 'none'}"
