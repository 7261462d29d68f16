"""Random YAML documents whose values are known: every style that a scalar can have, with what must change nothing.

Tabs after texts and in comments, signs that once were line breaks, byte order marks inside, and many brackets are in.
"""

from __future__ import annotations

import json
import random
from typing import Any

WORDS = ["Welcome", "press 1", "naïve", "😀", "[", "{x}", "a\u2028b", "a\x85b", "a\u2029", "x\ufeffy", "#1", "-", "é"]
COMMENTS = ["# Made by:\tAnna", "#\t", "# [[[ {", "#\u2028x: 1", "# \x85", "# \ufeff", "#plain"]
DAMAGE = [*"\"'[]{} \n#!|>%@\t\u2028\x85\ufeff\r,\\~", "", "&a ", "*a", "---\n", "? ", " \t", "\r\n", ": ", "- "]
DAMAGE += [">-\n", "|+\n", "...\n", "<<: "]


class Writer:
    """Writes a document and its value side by side."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def document(self) -> tuple[str, Any]:
        """A text and what it says."""
        lines, value = self._block(self._chance.randint(1, 3), 0)
        text = "\n".join(lines) + self._chance.choice(["", "\n", "\n---\n", "\n# the\tend"])
        return text, value

    def damaged(self) -> str:
        """A text that may say anything, or nothing."""
        text, _ = self.document()
        for _ in range(self._chance.randint(1, 3)):
            at = self._chance.randrange(len(text) + 1)
            text = text[:at] + self._chance.choice(DAMAGE) + text[at + self._chance.randint(0, 2) :]
        return text

    def _block(self, deep: int, indent: int) -> tuple[list[str], Any]:
        lines: list[str] = []
        value: dict[str, Any] = {}
        for number in range(self._chance.randint(1, 3)):
            if self._chance.random() < 0.4:
                lines.append(" " * indent + self._chance.choice(COMMENTS))
            key = f"k{number}"
            if deep and self._chance.random() < 0.5:
                below, value[key] = self._block(deep - 1, indent + 2)
                lines += [f"{' ' * indent}{key}:{self._end()}", *below]
            else:
                written, value[key] = self._scalar(indent)
                lines += [f"{' ' * indent}{key}:{self._chance.choice([' ', '  ', chr(9)])}{written[0]}", *written[1:]]
        return lines, value

    def _scalar(self, indent: int) -> tuple[list[str], Any]:
        text = " ".join(self._chance.choice(WORDS) for _ in range(self._chance.randint(1, 4)))
        quoted = json.dumps(text, ensure_ascii=False)
        plain = self._chance.choice(["a", "0123", "é [x", "a\tb", "a\u2028", "no", "+65"])
        styles: list[tuple[str, Any]] = [
            (quoted, text),
            (f"'{text}\t|'", f"{text}\t|"),
            (plain, plain),
            (f"[{quoted},\t7, {{a:\tb}}]", [text, 7, {"a": "b"}]),
        ]
        if self._chance.random() < 0.3:
            return self._block_text(text, indent)
        written, value = self._chance.choice(styles)
        return [written + self._end()], value

    def _block_text(self, text: str, indent: int) -> tuple[list[str], str]:
        sign, between = self._chance.choice([("|-", "\n"), (">-", " ")])
        lines = [f"x {text}" for _ in range(self._chance.randint(1, 3))]
        return [sign + self._end(), *(f"{' ' * indent}  {line}" for line in lines)], between.join(lines)

    def _end(self) -> str:
        return self._chance.choice(["", "", " ", "\t", "\t# a\ttab", " # c\u2028d"])
