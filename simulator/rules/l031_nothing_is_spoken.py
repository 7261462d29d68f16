"""L031: A text has nothing that a voice could speak.

## What

A spoken text is blank, or made of characters that no voice speaks: spaces, zero-width characters, marks without a
letter, punctuation. Not reported for the prompt of a capture right after a `say` or `playFile`, where silence is meant.

## Why

The caller hears nothing and takes the line for dead. Often the text was lost when the body was made of a template.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "...", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Good morning.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category

from simulator.actions.base.known import spoken
from simulator.model.diagnostic import Finding, Severity
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body, ListedAction

CODE = "L031"
SEVERITY: Severity = "warning"

_SPOKEN_SIGNS = frozenset("#*%&@/\\§†‰")
"""Punctuation that voices read out."""
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols that show nothing: fillers of Hangul, the blank of Braille."""


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Every spoken text without a letter, a digit or a symbol; one with characters that are refused is an error."""
    for entry in body.entries:
        for param in spoken(entry.name):
            text = entry.get(param)
            if isinstance(text, str) and text and _is_silent(text) and not _is_meant(body, entry, param):
                yield lint(
                    CODE,
                    entry.at(param),
                    f"{param} has nothing that can be spoken: the caller hears silence",
                    "write words, or leave it out",
                    SEVERITY,
                )


def _is_silent(text: str) -> bool:
    """Whether all of it is blank, invisible or punctuation, and none a control character that is an error itself."""
    if any(_is_refused(sign) for sign in text):
        return False
    return all(sign in _BLANKS or (category(sign)[0] in "ZCMP" and sign not in _SPOKEN_SIGNS) for sign in text)


def _is_refused(sign: str) -> bool:
    return category(sign) in ("Cc", "Cs", "Cn") and sign not in "\t\r\n"


def _is_meant(body: Body, entry: ListedAction, param: str) -> bool:
    """Whether what the prompt would say was said by the action before."""
    before = body.names[entry.index - 1] if entry.index else None
    return param == "promptMessage" and before in ("say", "playFile")
