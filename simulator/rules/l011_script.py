"""L011: The text is written in a script that the voice's language does not use.

## What

A spoken text has letters of another script than the voice's locale: Chinese characters for an English
voice, Cyrillic for a French one. Latin letters are reported only where a voice of another script gets a
text of two or more words with none of its own letters.

## Why

A voice skips letters that it does not know, or spells them one by one. In a menu of several languages
each language needs an action, and a voice, of its own.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {"promptMessage": "For English press 1. 中文服务请按2。",
    "voiceProfile": "en-GB-Emma", "maxDigits": 1, "noOfTries": 1}}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "For English press 1.", "voiceProfile": "en-GB-Emma"}},
  {"action": "sayAndCapture", "params": {"promptMessage": "中文服务请按2。",
    "voiceProfile": "zh-CN-Yaoyao-Apollo", "maxDigits": 1, "noOfTries": 1}}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.diagnostic import Finding, Severity
from simulator.rules._scripts import foreign
from simulator.rules._texts import spoken, spoken_language, text_of
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L011"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Every spoken text with a script that its voice cannot be expected to read."""
    for entry, param, text in spoken(body):
        if text_of(entry, "voiceProfile") is None and text_of(entry, "language") is None:
            continue
        language = spoken_language(entry)
        script = foreign(text, language)
        if script:
            voice = text_of(entry, "voiceProfile") or text_of(entry, "language")
            yield lint(
                CODE,
                entry.at(param),
                f"{param} has {script.title()} letters, and the voice `{voice}` speaks `{language}`",
                "use a voice of the text's own language, in an action of its own",
                SEVERITY,
            )
