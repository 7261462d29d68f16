"""Who is at the other end of a number, as `--line` has it: `+65*=answered:2s keys=1,2#`, `+6591234567=manual`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from simulator.errors import UsageError
from simulator.model.call.keys import TOKEN, Script, parse_script
from simulator.model.call.leg_outcomes import leg_names, leg_rows
from simulator.model.call.legs import leg_text, parse_leg
from simulator.model.call.outcome import LegOutcome
from simulator.model.number import WITHHELD
from simulator.model.record import frozen
from simulator.model.values import shown
from simulator.registry import nearest

if TYPE_CHECKING:
    from simulator.model.call.wanted import Words
    from simulator.model.caller_model import CallerModel

MANUAL = "manual"
NUMBERS = rf"\+?[0-9*]{{1,16}}|{'|'.join(filter(None, WITHHELD))}"
"""A number, or a pattern: `*` stands for any digits, or for none; `*` alone also for a number that is withheld."""
_EXAMPLES = "as in +65*=answered:2s keys=1,2#  *=busy  +6591234567=manual"


@frozen(slots=False)
class LineRule:
    """Who is at the other end of the numbers that fit `numbers`.

    `outcome` is what a dial there comes to; None: it rings until a person picks up. `script` is what a caller presses,
    `hears` what should be heard before each of its tokens (None: anything), `model` a caller by chance in its place.
    Raises UsageError where `numbers` is no number and no pattern of one.
    """

    numbers: str
    outcome: LegOutcome | None = LegOutcome()
    script: Script = Script()
    hears: tuple[Words | None, ...] = ()
    model: CallerModel | None = None

    def __attrs_post_init__(self) -> None:
        if not re.fullmatch(NUMBERS, self.numbers):
            raise UsageError(no_numbers(self.numbers))

    @cached_property
    def _form(self) -> re.Pattern[str]:
        digits = re.escape(self.numbers.removeprefix("+")).replace(r"\*", "[0-9]*")
        return re.compile(".*" if self.numbers == "*" else digits)

    @cached_property
    def weight(self) -> tuple[int, bool]:
        """How closely it names a number: by its digits, then without a star before with one."""
        return len(re.sub(r"[+*]", "", self.numbers)), "*" not in self.numbers

    def fits(self, number: str) -> bool:
        """Whether a number (with its plus or without) is one of these."""
        return self._form.fullmatch(number.removeprefix("+")) is not None


ANYBODY = LineRule("*")
"""Who is there where no rule says: somebody who answers after `ringTime` and presses nothing."""


def no_numbers(text: str) -> str:
    """What is wrong with numbers that are none."""
    return f'"{text}" is no number and no pattern of one: expected digits, * for any digits more, as in +65* or *'


def nearest_rule(rules: Iterable[LineRule], number: str) -> LineRule | None:
    """The rule that names a number most closely, the first of equal ones; None where none does."""
    found: LineRule | None = None
    for rule in rules:
        if rule.fits(number) and (found is None or rule.weight > found.weight):
            found = rule
    return found


_READERS: list[Callable[[Mapping[str, Any]], tuple[LineRule, ...]]] = []
"""Who reads mappings; nobody, where `simulator.Account` was never asked for."""


def rules_of(given: Any) -> tuple[LineRule, ...]:
    """Rules as code gives them: WHO by number, a text or a mapping, or a list of texts or rules. Raises UsageError."""
    if isinstance(given, Mapping):
        given = [rule for numbers, who in given.items() for rule in _of_number(numbers, who)]
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise UsageError(f'lines is {shown(given)}, expected a list or a dict, {{"+65*": "answered:2s keys=1"}}')
    rules = [one if isinstance(one, LineRule) else parse_line(one) if isinstance(one, str) else None for one in given]
    if None in rules:
        raise UsageError(f'lines holds {shown(given)}, expected texts, as in "+65*=answered:2s keys=1"')
    return tuple(rule for rule in rules if rule is not None)


def read_mappings_with(read: Callable[[Mapping[str, Any]], tuple[LineRule, ...]]) -> None:
    """Let mappings of who is there be read so: what an account file may say is known in a layer above this one."""
    _READERS[:] = [read]


def _of_number(numbers: Any, who: Any) -> tuple[LineRule, ...]:
    if not isinstance(who, Mapping):
        return (parse_line(f"{numbers}={who}"),)
    if not _READERS:
        raise UsageError(f'lines has {shown(who)} for {shown(numbers)}, expected a text, "answered:2s keys=1"')
    return _READERS[0]({numbers: who})


def parse_line(text: str) -> LineRule:
    """Read `NUMBERS=WHO`. Raises UsageError naming what was found and expected."""
    numbers, equals, who = text.strip().partition("=")
    if not equals:
        raise UsageError(f'the line "{text}" does not say who is there: expected NUMBERS=WHO, {_EXAMPLES}')
    outcome, script = parse_who(who)
    return LineRule(numbers.strip(), outcome, script)


def line_text(rule: LineRule) -> str:
    """A rule as `parse_line` reads it; one with `hears` or a model cannot be written in a line."""
    who = MANUAL if rule.outcome is None else leg_text(rule.outcome)
    keys = ",".join(rule.script.text.split())
    return f"{rule.numbers}={who}{f' keys={keys}' if keys else ''}"


def parse_who(text: str) -> tuple[LegOutcome | None, Script]:
    """Read `manual`, or an outcome as `--leg` has it, with `keys=1,2#` where a person answers. Raises UsageError."""
    who, _, more = text.strip().partition(" ")
    script = Script()
    if more.strip():
        name, equals, keys = more.strip().partition("=")
        if name != "keys" or not equals:
            raise UsageError(f'"{more.strip()}" after "{who}" is not known: expected keys=1,2#')
        script = parse_script(keys.replace(",", " "))
    outcome = None if who == MANUAL else _outcome(who)
    if more.strip() and not presses(outcome):
        raise UsageError(f'"{text.strip()}" presses keys where nobody can: keys go with a line that is answered')
    if not re.fullmatch(who_form(), text.strip()):
        raise UsageError(f'"{text.strip()}" does not say who is there: expected one of {", ".join(_whos())}')
    return outcome, script


def who_form() -> str:
    """What `parse_who` reads, as an expression without groups."""
    time = r"[0-9]{1,9}(?:\.[0-9]{1,9})?(?:ms|s|m)?"
    keys = f"(?: +keys=(?:{TOKEN})(?:,(?:{TOKEN}))*)?"
    rows = [
        f"{row.name}(?::{time if row.detail == 'time' else '[4-6][0-9]{2}'})?(?:,talks:{time})?"
        f"{keys if presses(LegOutcome(row.name)) else ''}"
        for row in leg_rows()
    ]
    return "|".join((MANUAL, *rows))


def _whos() -> tuple[str, ...]:
    return (MANUAL, *leg_names(), "answered:2s keys=1,2#")


def presses(outcome: LegOutcome | None) -> bool:
    """Whether a script can be pressed there: no machine, and nobody who holds the phone."""
    return outcome is not None and outcome.connected and not outcome.by_machine


def _outcome(who: str) -> LegOutcome:
    if nearest(who, (MANUAL,), 1):
        raise UsageError(f'the line "{who}" is not known: did you mean "{MANUAL}"?')
    return parse_leg(who)
