"""A dot for each key of a secret, however it is written: alone, beside letters, spaced, with pauses between its keys.

What only looks like it stays: a longer number, an id, a time, a count, a code, and markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

DOT = "•"
_NEXT_LINE = r'</text>\n<text class="detail"[^>]*>'
_GAP = rf"(?:[ ,.\-]{{1,3}}|[,.\-]?{_NEXT_LINE}|(?:[wW]|\[[0-9]{{1,9}}\])+)?"
"""What may stand between two keys: as people write numbers, a line of a drawing that is full, pauses of a script."""
_KEY = re.compile(rf"{_NEXT_LINE}|\[\d+\]|(?P<key>[0-9*#A-D])")
_IS_KEYS = re.compile("[0-9*#A-D]+")
_COUNTED = "|".join((
    "actions", "calls", "captures", "dials", "edges", "entries", "errors", "faults", "files", "findings", "keys",
    "lines", "more", "moves", "outcomes", "passed", "failed", "places", "points", "prompts", "questions", "replies",
    "rows", "scenarios", "sessions", "states", "steps", "times", "tries", "walks", "warnings", "ways", "webhooks",
))  # fmt: skip
_TAGS = r"<style.*?</style>|<script.*?</script>|<[^>]*>|&#?\w+;"
MARKUP = {"html": _TAGS, "svg": _TAGS, "junit": _TAGS, "mermaid": r"#\d+;|:#[0-9a-f]{6}\b", "dot": r'"#[0-9a-f]{6}"',
          "sarif": r'"(?:startLine|ruleIndex)": \d+|"(?:\$schema|version|uri)": "[^"]*"'}  # fmt: skip
"""What is no text, by format."""
_KEPT = (
    r"^::\w+ file=[^,]*,",  # where an annotation stands
    r"(?<![0-9a-f])(?=[a-f]*[0-9]+[a-f]+[0-9])[0-9a-f]{12}(?![0-9a-f])",  # the digest of a list
    r"-[0-9a-f]{8}(?=\.scenario)",
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    r"\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?",
    r"(?<!\d)\d{1,2}(?::\d\d)+(?:\.\d+)?(?!\d)",
    r"(?<![\w.])\d+(?:\.\d+)? ?(?:ms|s|min|%)(?![\w'’&.])|(?<![\w.])\d+\.\d+(?![\w.])",
    r"(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])",
    rf"(?<!\w)\d+(?= of \d|/\d| (?:{_COUNTED})\b)|(?<=\d of )\d+|(?<=\d/)\d+(?!\w)",
    r"(?<![\w-])-(?:10\d\d|20\d\d|9999)(?!\d)|\b[FLX]0\d\d\b",  # codes
    r"\b(?:line|row|column|seed) \d+|\b(?:line|endLine|col|endColumn)=\d+",
)


def hiding(secrets: Collection[str], markup: str = "") -> Callable[[str], str]:
    """Hides these secrets in a text, the longest first, but for what is `markup`."""
    longest_first = sorted(filter(_IS_KEYS.fullmatch, secrets), key=len, reverse=True)
    any_of = "|".join(_GAP.join(map(re.escape, secret)) for secret in longest_first)
    kept = "|".join((markup, *_KEPT) if markup else _KEPT)
    found = re.compile(rf"(?P<kept>{kept})|(?<!\d)(?:{any_of})(?!\d)", re.DOTALL | re.MULTILINE)
    return lambda text: found.sub(_dotted, text)


def _dotted(hit: re.Match[str]) -> str:
    if hit["kept"] is not None:
        return hit[0]
    return _KEY.sub(lambda part: DOT if part["key"] else part[0], hit[0])
