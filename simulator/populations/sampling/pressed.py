"""How the entries of many callers end, in columns of numpy: as `walk.pressed` has it for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulator.populations.layout import (
    C_CODES,
    C_WHAT,
    CLOSING,
    DIGIT_FIRST,
    FROM_START,
    KEY_FIRST,
    S_DIGIT,
    S_GAP,
    S_HIGH,
    S_OVERALL,
    S_PROMPT,
)
from simulator.populations.sampling.numbers import drawn, value

if TYPE_CHECKING:
    from simulator.populations.sampling.arrays import Bits64, Wholes


def pressed(tables: Wholes, base: Bits64, first: Wholes, state: Wholes, choice: Wholes) -> tuple[Wholes, Wholes]:
    """When each entry ends whose first key is pressed then, and which of its ends it comes to."""
    found = _Entries(tables, base, first, state, choice)
    return found.ends, found.which


class _Entries:
    """Entries while keys come: `pressing` are those that take more."""

    def __init__(self, tables: Wholes, base: Bits64, first: Wholes, state: Wholes, choice: Wholes) -> None:
        t = self.tables = tables
        self.base, self.state, self.at = base, state, first.copy()
        self.keys, self.codes = t[choice + C_WHAT], t[choice + C_CODES]
        self.prompt, self.overall, self.wait = t[state + S_PROMPT], t[state + S_OVERALL], t[state + S_DIGIT]
        self.since = self.prompt.copy()
        self.until = self.overall.copy() if t[FROM_START] else self.prompt + self.overall
        self.count = np.zeros_like(first)
        self.ends, self.which = np.zeros_like(first), np.full_like(first, -1)
        pressing = np.nonzero(self.keys > 0)[0]
        number = 0
        while len(pressing):
            pressing = self._pressed(pressing, number)
            number += 1
            pressing = pressing[self.keys[pressing] > number]
        left = np.nonzero(self.which < 0)[0]
        self.ends[left], timer = self._timer(left)
        self.which[left] = 2 * self.count[left] + timer

    def _timer(self, who: Wholes) -> tuple[Wholes, Wholes]:
        """When timers end entries, and whether it is the overall one."""
        wait, until = self.wait[who], self.until[who]
        digit = self.since[who] + wait
        first = (wait != 0) & ((digit < until) | ((digit == until) if self.tables[DIGIT_FIRST] else False))
        return np.where(first, digit, until), np.where(first, 0, 1)

    def _pressed(self, who: Wholes, number: int) -> Wholes:
        """The next key of each; those who press on."""
        t = self.tables
        if number:
            self.at[who] += value(t, t[self.state[who] + S_GAP], drawn(self.base[who], number))
        at = self.at[who]
        ends = self._timer(who)[0]
        in_time = at <= ends if t[KEY_FIRST] else at < ends
        who, at = who[in_time], at[in_time]
        code = t[self.codes[who] + number]
        counts = code != 0
        some, then = who[counts], at[counts]
        if not t[FROM_START]:
            early = (then < self.prompt[some]) & (self.count[some] == 0)
            self.until[some[early]] = then[early] + self.overall[some[early]]
        self.since[some] = then
        closing = code[counts] == CLOSING
        self.count[some] += ~closing
        over = closing | (self.count[some] == t[self.state[some] + S_HIGH])
        self.ends[some[over]], self.which[some[over]] = then[over], 2 * self.keys[some[over]] + 2
        return who[self.which[who] < 0]
