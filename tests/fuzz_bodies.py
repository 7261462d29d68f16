"""Random and mutated bodies against `check_body`: no exception, no -9999, and the same findings twice.

    python tests/fuzz_bodies.py --count 200000 --seconds 600 --seed 1

Bounded in time: it stops early where the seconds are over, and says so. Not collected by pytest; the suite
runs it with a small count.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

from simulator.actions.base.known import actions
from simulator.model.account import Account
from simulator.model.assumptions import Assumptions
from simulator.rules.base.check import check_body
from simulator.rules.base.docs import all_docs
from simulator.rules.base.rule import Context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import BodyKind
    from simulator.rules.base.check import Checked

ACCOUNTS = (
    Account(),
    Account(strict=True),
    Account(dialect="v1.1"),
    Account(dialect="v1.1", strict=True, assumptions=Assumptions(old_dialect_needs_make_call=True)),
    Account(caller_ids=("+6562345678",), voice_profiles=("en-GB-Emma",), scenarios={"office-hours": None},
            limits={"say": 1}, webhooks={"VCA": False}),
    Account(assumptions=Assumptions(answer_order="document", http_split="422", equal_timeouts_allowed=False,
                                    empty_reply_hangs_up=False)),
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2, 3, 25, 26, 3000, 10**30, 2.0, 0.5, 1e308, -1.5, "", " ", "2", "x" * 3001, "é", "😀",
    "\ud800", "\x07", "\ufffe", "+6591234567", "+6512341234", "6591234567,6591234568", "+1", [], {}, ["+6591234567"],
    [[]], {"a": {}}, "en-GB-Emma", "emma", "en", "say", "makeCall", "hangup", "executeScenario", "say&capture",
    "2026-01-13T08:26:58.000Z", "2099-02-30T00:00:00Z", "2099-01-01T00:00:00Z", "${name}", "<b>", "https://x.y/z.wav",
)  # fmt: skip
KEYS = (
    "callflow", "validUntil", "clientActionId", "clientRequestId", "action", "params", "source", "destination", "text",
    "voiceProfile", "language", "repetition", "speed", "fileUrl", "promptMessage", "successMessage", "failureMessage",
    "minDigits", "maxDigits", "digitTimeout", "overallTimeout", "completeOnHash", "noOfTries", "dtmfCallbackUrl",
    "scenarioName", "callRecording", "endMessage", "odd key", "", "it's", "a\\b", "\ud800", "é",
)  # fmt: skip
SNIPPETS = (
    b"{", b"}", b"[", b"]", b",", b":", b'"', b"'", b"//", b"/*", b"\\", b"\n", b"\t", b"\x00", b"\xff",
    b"\xef\xbb\xbf", b"NaN", b"-", b"01", b"1e999", b"null", b"tru", b"\\u12", b"\xe2\x80\x9c", b'"a":1,',
    b"9" * 4400, b"[" * 70,
)  # fmt: skip


def bodies(count: int, seed: int) -> Iterator[tuple[bytes, BodyKind, Account]]:
    """`count` bodies with what they are checked as; the same for the same seed."""
    dice = random.Random(seed)
    seeds = [example.body for docs in all_docs().values() for example in (docs.wrong, docs.right) if example]
    kinds: tuple[BodyKind, ...] = ("request", "request", "reply")
    for _ in range(count):
        raw = _one(dice, dice.choice(seeds))
        yield raw, dice.choice(kinds), dice.choice(ACCOUNTS)


def _one(dice: random.Random, start: str) -> bytes:
    way = dice.random()
    if way < 0.02:
        return dice.randbytes(dice.randrange(200))
    try:
        data = json.loads(start)
    except ValueError:
        data = {"callflow": [_action(dice)]}
    if way < 0.75:
        for _ in range(dice.randrange(1, 5)):
            data = _mutated(dice, data)
    raw = json.dumps(data, ensure_ascii=dice.random() < 0.5, indent=dice.choice((None, 2))).encode(errors="replace")
    return _scratched(dice, raw) if way > 0.6 else raw


def _action(dice: random.Random) -> dict[str, Any]:
    params = {dice.choice(KEYS): dice.choice(VALUES) for _ in range(dice.randrange(6))}
    return {"action": dice.choice((*actions(), "say&capture", "Say")), "params": params}


def _mutated(dice: random.Random, data: Any) -> Any:
    """One value somewhere inside taken away, put in, or replaced."""
    if isinstance(data, dict):
        key = dice.choice((*data, dice.choice(KEYS)))
        if dice.random() < 0.15:
            return {name: value for name, value in data.items() if name != key}
        return {**data, key: _mutated(dice, data.get(key)) if dice.random() < 0.7 else dice.choice(VALUES)}
    if isinstance(data, list) and data:
        at = dice.randrange(len(data))
        pieces = dice.choice(([], [_mutated(dice, data[at])], [_mutated(dice, data[at])], [data[at]] * 2,
                              [data[at], _action(dice)], [_action(dice), data[at]]))  # fmt: skip
        return [*data[:at], *pieces, *data[at + 1 :]]
    return dice.choice(VALUES)


def _scratched(dice: random.Random, raw: bytes) -> bytes:
    """A few bytes overwritten, cut out or put in."""
    for _ in range(dice.randrange(1, 4)):
        at = dice.randrange(len(raw) + 1)
        raw = raw[:at] + dice.choice((*SNIPPETS, b"")) + raw[at + dice.randrange(3) :]
    return raw


def digest(checked: Checked) -> bytes:
    """All that is said of a body, as bytes; a finding that cannot be printed would raise here."""
    lines = [f"{item.code} {item.severity} {item.path} {item.span} {item.message} {item.hint}"
             for item in checked.diagnostics]  # fmt: skip
    return "\n".join([*lines, str(checked.answer)]).encode()


def run(count: int, seconds: float, seed: int) -> tuple[Counter[int], str]:
    """Check up to `count` bodies in at most so many seconds: how often which answer came, and one digest."""
    answers: Counter[int] = Counter()
    total, end = hashlib.sha256(), time.monotonic() + seconds
    for number, (raw, kind, account) in enumerate(bodies(count, seed)):
        if number % 256 == 0 and time.monotonic() > end:
            break
        try:
            checked = check_body(raw, kind, Context(account, 1_767_603_600_000))
            total.update(digest(checked))
        except Exception:
            sys.stderr.write(f"body {number} of seed {seed} ({kind}): {raw!r}\n")
            raise
        assert checked.answer.status_code != -9999, raw
        answers[checked.answer.status_code] += 1
    return answers, total.hexdigest()


def main(arguments: list[str] | None = None) -> int:
    """Run twice and compare; 0 where nothing was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200_000)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    answers, first = run(options.count, options.seconds / 2, options.seed)
    again, second = run(sum(answers.values()), options.seconds, options.seed)
    for code, times in sorted(answers.items(), reverse=True):
        sys.stdout.write(f"{code:6} {times:8}\n")
    sys.stdout.write(f"{sum(answers.values())} of {options.count} bodies, seed {options.seed}, digest {first}\n")
    if (answers, first) != (again, second):
        sys.stderr.write("the second run said something else\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
