"""The YAML parser in Python: slow, and only asked where the one in C is missing or says no.

Ruamel's own reading of tabs is stricter than that of the parser in C: here both take a tab for a blank in the same
places, which are those of YAML 1.2. It is loaded where it is needed, which is seldom.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.scanner import Scanner, ScannerError

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK = (" ", "\t")


class TabScanner(Scanner):
    """Ruamel's scanner, with a tab as a blank wherever it neither indents nor comes before a key of a block."""

    def scan_to_next_token(self) -> None:
        """Go on to what is neither blank, comment nor line break."""
        reader = self.reader
        while True:
            blank = _BLANK if self.flow_level or not self.allow_simple_key else (" ",)
            while reader.peek() in blank:
                reader.forward()
            if reader.peek() == "#":
                while reader.peek() not in "\n\r\0":
                    reader.forward()
            if not self.scan_line_break():
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> list[str] | None:
        """What the blanks and line breaks inside a text without quotes are: themselves, one blank, or line breaks."""
        blanks = ""
        while self.reader.peek() in _BLANK:
            blanks += self.reader.peek()
            self.reader.forward()
        if self.reader.peek() not in "\r\n":
            return [blanks] if blanks else []
        self.allow_simple_key = True
        breaks: list[str] = []
        while self.reader.peek() in " \t\r\n":
            if self.reader.peek() in "\r\n":
                breaks.append(self.scan_line_break())
                if self.check_document_start() or self.check_document_end():
                    return None
            elif self.reader.peek() == "\t" and self.reader.column < indent:
                problem = "found a tab character that violates indentation"
                raise ScannerError("while scanning a plain scalar", start_mark, problem, self.reader.get_mark())
            else:
                self.reader.forward()
        return breaks[1:] or [" "]

    def scan_block_scalar_indicators(self, start_mark: Any) -> tuple[bool | None, int | None]:
        """What stands right after `|` or `>`: whether the last line breaks are kept, and by how much it is indented."""
        keep, indent = None, None
        while True:
            sign = self.reader.peek()
            if keep is None and sign in ("+", "-"):
                keep = sign == "+"
            elif indent is None and "1" <= sign <= "9":
                indent = int(sign)
            elif indent is None and sign == "0":
                problem = "expected indentation indicator in the range 1-9, but found 0"
                raise ScannerError("while scanning a block scalar", start_mark, problem, self.reader.get_mark())
            else:
                return keep, indent
            self.reader.forward()

    def scan_block_scalar_indentation(self) -> tuple[list[str], int, Any]:
        """The empty lines at the beginning of a block, how deep it is indented, and where they end."""
        breaks, deepest, end = list[str](), 0, self.reader.get_mark()
        while self.reader.peek() in " \r\n":
            if self.reader.peek() == " ":
                self.reader.forward()
                deepest = max(deepest, self.reader.column)
            else:
                breaks.append(self.scan_line_break())
                end = self.reader.get_mark()
        if self.reader.peek() == "\t":
            problem = "found a tab character where an indentation space is expected"
            raise ScannerError("while scanning a block scalar", end, problem, self.reader.get_mark())
        return breaks, deepest, end

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> Any:
        """Pass over what follows `|` or `>` on its line."""
        while self.reader.peek() in _BLANK:
            self.reader.forward()
        return super().scan_block_scalar_ignored_line(start_mark)


def parsed(text: str) -> Iterator[Any]:
    """The events of a text. Raises what ruamel raises, at the event where it does."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Scanner = TabScanner
    events: Iterator[Any] = yaml.parse(StringIO(text))
    return events
