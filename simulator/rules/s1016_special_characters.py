r"""-1016: Characters that cannot be spoken.

## What

A spoken text has a control character other than tab, carriage return and line feed, half of a surrogate
pair, or a code point that is no character. `<`, `>` and `&` are only a lint.

## Why

They come from broken exports and cut-off emoji, and a voice cannot read them.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Your code\u0007 is 42.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Your code is 42.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.rules.base.rule import Context, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body
    from simulator.model.diagnostic import Finding

CODE = -1016
SPOKEN = True
"""It looks at what is spoken, also of a list that differs in nothing else from one without an error."""


_CANNOT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
_SPOKEN = {"say": ("text",), "sayAndCapture": ("promptMessage", "successMessage", "failureMessage")}


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Every spoken text; one finding each, at its first such character."""
    for entry in body.entries:
        for param in _SPOKEN.get(entry.name, ()):
            text = entry.get(param)
            # All that cannot be spoken is unprintable too, and asking that is far cheaper.
            if text and not text.isprintable() and (found := _CANNOT.search(text)):
                yield status(CODE, entry.at(param), _hint(found))


def _hint(found: re.Match[str]) -> str:
    code = ord(found.group())
    what = "half of a surrogate pair" if 0xD800 <= code < 0xE000 else (
        "no character" if code >= 0xFDD0 else "a control character")  # fmt: skip
    return f"U+{code:04X} at character {found.start() + 1} is {what}: remove it"
