"""L010: A placeholder was never filled in.

## What

A text of the body still contains a placeholder: `{{Number}}`, `${x}`, `{name}`, `%(name)s` or
`<your number>`. Every text is looked at, addresses and numbers included; one that is refused with a status
code anyway (a placeholder in a `destination`) is left to that code, whose hint says so. In spoken texts and in
addresses `[Name]`, `%name%`, four crosses and notes of what is left to do (`TBD` and the like) count too.

## Why

The body was pasted or sent without its template being rendered: the caller hears curly brackets, and a
sound file is not found.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Good morning, {{firstName}}.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Good morning, Ms Tan.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.paths import child
from simulator.model.diagnostic import Finding, Severity
from simulator.rules._placeholders import LOOSE, PLACEHOLDER, SHOUTED
from simulator.rules._texts import at_fault, spoken, spoken_language, text_of
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L010"
SEVERITY: Severity = "warning"

_CHECKED_BY_SHAPE = ("source", "destination", "voiceProfile", "language", "validUntil")
"""No placeholder has the shape that these must have, so a status code claims it already."""
_ADDRESSES = ("fileUrl", "dtmfCallbackUrl")


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Every text of the body with a placeholder in it, once per text."""
    everything = repr(body.data)
    if PLACEHOLDER.search(everything):
        for path, text in _texts(body.data, "$"):
            found = PLACEHOLDER.search(text)
            if found and not at_fault(body, path) and not path.endswith(_CHECKED_BY_SHAPE):
                yield _finding(path, found.group())
    if LOOSE.search(everything):  # most bodies have none, and looking at each text takes time
        yield from _loose(body)


def _loose(body: Body) -> Iterator[Finding]:
    """Spoken texts and addresses with what only looks like a placeholder there."""
    told = {(entry.at(param), text, spoken_language(entry)) for entry, param, text in spoken(body)}
    addressed = ((entry, param) for entry in body.entries for param in _ADDRESSES)
    told |= {(entry.at(param), text, "") for entry, param in addressed if (text := text_of(entry, param)) is not None}
    for path, text, language in sorted(told):
        found = LOOSE.search(text)
        if found and not PLACEHOLDER.search(text) and not (found.group().startswith("TO") and language in SHOUTED):
            yield _finding(path, found.group())


def _finding(path: str, found: str) -> Finding:
    message = f"`{found}` looks like a placeholder that nobody filled in"
    return lint(CODE, path, message, "put the value in its place before the body is sent", SEVERITY)


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Every text below `value` with its path, in document order."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, child(path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, f"{path}[{index}]")
