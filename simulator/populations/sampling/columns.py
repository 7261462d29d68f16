"""The walk of many callers at once, in columns of numpy: each function does what its namesake in `walk.py` does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.populations.layout import (
    C_BEGIN,
    C_ENDS,
    C_TALK,
    C_TALKS,
    C_UNTIL,
    C_WHAT,
    CHOICE,
    DELAY,
    ENTRY,
    FIRST_MET,
    FIRST_MOVED,
    GONE,
    GREETED,
    INBOUND,
    K_LEAVE,
    K_ONCE,
    K_PATIENCE,
    K_START,
    K_UNTIL,
    KEPT,
    KIND,
    KINDS,
    LONGEST,
    M_AFTER,
    M_ASKS,
    M_BACK,
    M_DEST,
    M_GOAL,
    M_SOON,
    NEVER,
    REPLIES,
    S_CAP,
    S_FIRST,
    S_LAST,
    S_PLACE,
    S_PROMPT,
    S_REACTION,
    S_STREAM,
    S_TRAP,
    S_TYPE,
    STEP,
    STREAMS,
    TALKED,
    TOO_LONG,
    TOO_MANY,
    TRAPPED,
    UNKNOWN,
    UP,
)
from simulator.populations.sampling.numbers import HALF, drawn, high, keys_of, stream, value
from simulator.populations.sampling.pressed import pressed

if TYPE_CHECKING:
    from simulator.populations.sampling.arrays import Bits64, Truths, Wholes

HELD = ("ms", "end", "kind", "place", "ring", "talk", "retries", "entries", "person", "goal", "leave", "state", "asked")
"""The columns of callers while they walk: what is kept first."""


class ManyCallers:
    """Callers by their number, from `first` on: one row of `held` for each of HELD; `live` are those still walking."""

    def __init__(self, tables: Wholes, seed: int, first: int, count: int) -> None:
        self.tables = tables
        self.held: Wholes = np.zeros((len(HELD), count), np.int64)
        (self.at, self.end, self.kind, self.place, self.ring, self.talk, self.retries, self.entries, self.person,
         self.goal, self.leave, self.state, self.asked) = self.held  # fmt: skip
        self.keys = keys_of(seed, first, count)
        streams = tables[int(tables[STREAMS]) :]
        self.streams: Bits64 = streams.view(np.uint64)
        self.visits: Wholes = np.zeros((count, len(streams)), np.int64)
        self._started()

    def walked(self) -> Wholes:
        """All walk to their ends: what is kept of them, a row for each of KEPT."""
        live = np.nonzero(self.end < 0)[0]
        while len(live):
            self._visited(live)
            live = live[self.end[live] < 0]
        return self.held[: len(KEPT)]

    def _started(self) -> None:
        t = self.tables
        self.end[:], self.place[:], self.leave[:] = -1, -1, NEVER
        draw = high(drawn(stream(self.keys, self.streams[0], 0), 0))
        kinds = np.arange(int(t[KINDS]), self._kinds_end(), KIND)
        self.kind[:] = kinds[np.searchsorted(t[kinds + K_UNTIL], draw, "right")]
        start = t[self.kind + K_START]
        over = start < 0
        self.end[over] = -1 - start[over]
        self.state[:] = np.where(over, 0, start)
        self.at[:] = np.where(~over & (t[self.state + S_TYPE] == INBOUND), 0, t[DELAY])

    def _kinds_end(self) -> int:
        """Where the kinds end: with the first whose threshold is above all numbers."""
        at = int(self.tables[KINDS])
        while self.tables[at + K_UNTIL] <= HALF:
            at += KIND
        return at + KIND

    def _arrives(self, who: Wholes, to: Wholes) -> Truths:
        leave, longest = self.leave[who], self.tables[LONGEST]
        self.at[who] = at = np.minimum(np.minimum(to, leave), longest)
        there: Truths = at == to
        self.leave[who] = leave + (leave == to)
        if not there.all():
            away, gone = who[~there], (leave < to)[~there] & (leave <= longest)[~there]
            self.end[away] = np.where(gone, GONE, self._stopped(away, TOO_LONG))
        return there

    def _stopped(self, who: Wholes, end: int) -> Wholes:
        return np.where(self.tables[self.state[who] + S_TRAP] != 0, TRAPPED, end)

    def _moved(self, who: Wholes, move: Wholes) -> None:
        t = self.tables
        if (move < 0).any():
            self.end[who[move < 0]] = UNKNOWN
            who, move = who[move >= 0], move[move >= 0]
        since, asks = self.at[who], t[move + M_ASKS]
        to, much = since + t[move + M_AFTER], (asks != 0) & (self.asked[who] >= t[REPLIES])
        if much.any():
            last = who[much]
            there = self._arrives(last, to[much] - t[move[much] + M_BACK])
            self.end[last[there]] = self._stopped(last[there], TOO_MANY)
            who, move, since, asks, to = (one[~much] for one in (who, move, since, asks, to))
        self.asked[who] += asks
        there = self._arrives(who, to)
        goal = t[move + M_GOAL]
        self.goal[who] |= (goal >= 0) & (goal <= self.at[who] - since)
        who, dest = who[there], t[move[there] + M_DEST]
        self.end[who] = np.where(dest < 0, -1 - dest, -1)
        self.state[who] = np.maximum(dest, 0)

    def _picked_up(self, who: Wholes, move: Wholes) -> None:
        t, at, kind = self.tables, self.at[who], self.kind[who]
        base = stream(self.keys[who], self.streams[0], 0)
        draw = drawn(base, 1)
        law, patience = t[kind + K_LEAVE], t[kind + K_PATIENCE]
        leave = np.where(law >= 0, at + value(t, np.maximum(law, 0), draw), NEVER)
        if (patience >= 0).any():
            some = at + value(t, np.maximum(patience, 0), drawn(base, 2))
            leave = np.where(patience >= 0, np.minimum(leave, some), leave)
        leave = np.where(high(draw) < t[kind + K_ONCE], at, leave)
        soon = np.where(leave == at, t[move + M_SOON], -1)
        self.leave[who] = leave + (soon == FIRST_MOVED)
        stays = (soon < 0) | (soon == FIRST_MOVED)
        self.end[who[~stays]] = GONE
        met = who[soon == FIRST_MET]
        self.place[met] = t[t[move[soon == FIRST_MET] + M_DEST] + S_PLACE]
        self.entries[met] += 1
        self._moved(who[stays], move[stays])

    def _visited(self, live: Wholes) -> None:
        t = self.tables
        state = self.state[live]
        self.place[live], what = t[state + S_PLACE], t[state + S_TYPE]
        for kind in np.unique(what):
            same = what == kind
            who = live if same.all() else live[same]
            first = t[self.state[who] + S_FIRST]
            if kind == STEP:
                self._moved(who, first)
            elif kind == INBOUND:
                self._picked_up(who, first)
            else:
                self._drawn(who, first, self._entered if kind == ENTRY else self._dialled)

    def _drawn(self, who: Wholes, first: Wholes, then: Any) -> None:
        """Those who choose draw from their streams."""
        which = self.tables[self.state[who] + S_STREAM]
        base = stream(self.keys[who], self.streams[which], self.visits[who, which])
        self.visits[who, which] += 1
        draw = drawn(base, 0)
        then(who, base, draw, self._chosen(first, self.tables[self.state[who] + S_LAST], high(draw)))

    def _chosen(self, first: Wholes, last: Wholes, number: Wholes) -> Wholes:
        count = (last - first) // CHOICE
        while (count > 1).any():
            half = count >> 1
            up = (count > 1) & (self.tables[first + np.maximum(half - 1, 0) * CHOICE + C_UNTIL] <= number)
            first = np.where(up, first + half * CHOICE, first)
            count = np.where(up, count - half, np.where(count > 1, half, count))
        return first

    def _entered(self, who: Wholes, base: Bits64, draw: Bits64, choice: Wholes) -> None:
        t, state, at = self.tables, self.state[who], self.at[who]
        reaction = value(t, t[state + S_REACTION], draw)
        leaves = t[choice + C_WHAT] < 0
        if leaves.any():
            last = np.maximum(t[state + S_PROMPT] + np.minimum(reaction, t[state + S_CAP]), 0)[leaves]
            after = (high(drawn(base[leaves], 1)) * (last + 1)) >> 32
            away = who[leaves]
            self._arrives(away, at[leaves] + after)
            self.end[away] = np.maximum(self.end[away], GONE)
            self.entries[away] += self.end[away] == GONE
            who, state, at, choice, reaction = (one[~leaves] for one in (who, state, at, choice, reaction))
            base = base[~leaves]
        ends, which = pressed(t, base, t[choice + C_BEGIN] + reaction, state, choice)
        there = self._arrives(who, at + ends)
        self.entries[who] += self.end[who] <= GONE
        slot = (t[choice + C_ENDS] + 2 * which)[there]
        self.retries[who[there]] += t[slot + 1]
        self._moved(who[there], t[slot])

    def _dialled(self, who: Wholes, _base: Bits64, draw: Bits64, choice: Wholes) -> None:
        t, at = self.tables, self.at[who]
        there = self._arrives(who, at + t[choice + C_BEGIN])
        self.ring[who] += self.at[who] - at
        who, draw, choice = who[there], draw[there], choice[there]
        what, move = t[choice + C_WHAT], t[choice + C_ENDS]
        self._picked_up(who[what == UP], move[what == UP])
        talks = what >= GREETED
        self._talked(who[talks], draw[talks], choice[talks])
        on = (what != UP) & (self.end[who] < 0)
        self._moved(who[on], move[on])

    def _talked(self, who: Wholes, draw: Bits64, choice: Wholes) -> None:
        t, at = self.tables, self.at[who]
        self.person[who] |= t[choice + C_WHAT] == TALKED
        law = t[choice + C_TALK]
        talk = np.where(law < 0, t[choice + C_TALKS], value(t, np.maximum(law, 0), draw))
        self.leave[who] += talk
        self._arrives(who, at + talk)
        self.talk[who] += self.at[who] - at
