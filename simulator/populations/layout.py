"""Where in the tables and in a caller's row each number stands.

The tables are one flat list of integers, in which records of a fixed width follow each other; a record names another
by its position.
"""

from __future__ import annotations

from collections.abc import Sequence

Tables = Sequence[int]
"""All that a walk reads: rules, then kinds, states, choices, moves, ends, codes, quantiles, streams."""

DELAY, LONGEST, REPLIES, FROM_START, KEY_FIRST, DIGIT_FIRST, KINDS, STREAMS, CHOICES, RULES = range(10)
"""Rules: ms until leg A is dialled, the longest session, the most replies, three settings of captures, and where kinds,
the keys of streams, and choices begin; the first stream is the caller's, then one for each stage and kind of wait."""

KIND = 8
K_UNTIL, K_START, K_ONCE, K_LEAVE, K_PATIENCE = range(5)
"""A kind of caller: threshold, first state (below 0 an end), threshold of hanging up at once, laws of leaving."""

STATE = 16
(S_TYPE, S_PLACE, S_FIRST, S_LAST, S_STREAM, S_PROMPT, S_DIGIT, S_OVERALL, S_HIGH, S_REACTION, S_GAP, S_CAP,
 S_TRAP) = range(13)  # fmt: skip
"""A state: its first choice and where its choices end (a step: its move), the form of its entry, laws of its keys.

A law is where its quantiles begin, -1 for none. `S_HIGH` is the number of keys that ends an entry by itself, 0 for
none; `S_CAP` the latest hang-up after the prompt.
"""
STEP, INBOUND, ENTRY, DIAL = range(4)
"""Types of states: those that only last, a call that comes in, captures and dials."""

CHOICE = 8
C_UNTIL, C_WHAT, C_BEGIN, C_CODES, C_ENDS, C_TALK, C_TALKS = range(7)
"""A choice: threshold, number of keys, when they begin (a dial: ms of ringing), its keys, its ends (a dial: its move).

A dial has the law of its talk, or the ms.
"""
LEAVES = -1
"""The number of keys of those who hang up at an entry."""
DOWN, UP, GREETED, TALKED = range(4)
"""What a dial comes to: nobody, leg A answers, a machine on leg B, a person on leg B."""

MOVE = 8
M_AFTER, M_DEST, M_ASKS, M_BACK, M_GOAL, M_SOON = range(6)
"""A move: its ms, where to (below 0 an end), whether the webhook is asked and how long before its end, when a goal is
reached in it (-1: never), and what comes before a hang-up in the same ms."""
FIRST_GONE, FIRST_MOVED, FIRST_MET = range(3)
"""Who hangs up as the call is answered does so before the move, after it, or at the entry that it leads to."""

IGNORED, COUNTED, CLOSING = range(3)
"""What a key is to an entry."""

GONE, NOT_REACHED, TOO_LONG, TOO_MANY, TRAPPED, UNKNOWN = range(6)
"""The first ends: the caller hung up, exploration stopped there, the simulator's bounds, a closed part; unknown."""

KEPT = ("ms", "end", "kind", "place", "ring", "talk", "retries", "entries", "person", "goal")
"""What is kept of a caller: ms of the session, end, kind (its position), place, ms of ringing and of talk, entries that
were rejected, entries, and whether a person and a goal were reached."""
NEVER = 1 << 60
