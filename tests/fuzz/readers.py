"""Every reader of ours, and how one input is given to it: to a whole command, so that what it shows is tried too."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from simulator.loading.dates import instant
from simulator.model.call.keys import parse_script
from simulator.model.call.legs import parse_leg, parse_time
from simulator.render.formats import formats
from simulator.running.source import moment
from tests.fuzz import trips
from tests.fuzz.commands import command, seeds
from tests.fuzz.flows import flow_texts, whole_flows
from tests.fuzz.mutants import VALUES, mutant, relative

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from simulator.cli.base.parser import Parser

CAPTURED = "hotline"
_KEYS = (
    "1",
    "42#",
    "2w3",
    "2[4200]3",
    "^1",
    "^[500]1",
    "silence",
    "hangup",
    "hangup[3000]",
    "hangup@12s",
    "1@12s",
    "*7",
)
_CROWDS = (
    '{"offered": {"1": 3, "2": 0.5}, "wrong": 0.1, "silence": 0, "hangup": 1e-3, "reaction": [1200, 400], "count": 2}',
    '{"offered": "uniform", "patience": [60, 5], "reaction": 900}',
    '["1 2", "silence", "^1 hangup@3s", "2w3#"]',
)
_LEGS = ("answered:6s,talks:20s", "busy", "noAnswer", "canceled", "failed:404", "hangsUp:2s", "answered", "talks:1m")
_TIMES = ("2026-01-13T08:26:58Z", "9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00Z", "2024-02-29T23:59:60Z", "0")


@frozen
class Reader:
    """What an input is made of, and what is done with it."""

    seeds: Callable[[], Sequence[str]]
    give: Callable[[random.Random, bytes], object]
    tame: Callable[[], Sequence[str]] | None = None
    """What half of the inputs are relatives of: of others few are written by a command, and read again."""

    def input(self, dice: random.Random) -> bytes:
        """One input."""
        if self.tame is not None and dice.random() < 0.5:
            return relative(dice, self.tame())
        return mutant(dice, self.seeds())


@cache
def _accounts() -> Sequence[str]:
    own = seeds("scenarios/*/account.yaml", "simulator/starter/account.yaml", "scenarios/bank-balance/bank.yaml")
    return [*own, "assumptions: {preset: schema, speechRate: 14}\nscenarios: {night: goodbye.json, day: ~}\n"]


@cache
def _scenarios() -> Sequence[str]:
    texts = [*seeds("scenarios/hotline/*.scenario.yaml", "simulator/starter/*.scenario.yaml"), _MANY]
    return [one for text in texts for one in (text, *text.split("---\n"))]


_MANY = """scenario: ${day} and more
flow: booking.flow.yaml
at: 2026-01-13T08:26:58Z
account: {assumptions: {bargeIn: false}}
blocks: {one: [{press: "1"}], two: [{use: one}, {hears: /a+/, press: "2"}]}
caller: [{use: two}, {hangup: 3s}]
faults: [{reply: {status: 500}}, {say: failed}, {session: {code: -2001, at: 3s}}, {answer: -9999}]
legs: [{answered: 6s, talks: 20s}, busy, {failed: 404}]
expect: {answer: 1, captured: ["1", null], heard: [/x/, y], dials: ["+6567654321"], duration: {below: 60s, above: 10s},
  webhooks: {VCA: 2}, bodies: [{type: VCA, at: 1, "$.payload.clientActionId": menu}], never: [/(a|b)+/], error: null}
examples: [{day: today}, {day: tomorrow}]
"""


@cache
def _logs() -> Sequence[str]:
    shown = [
        command("run", "hotline.flow.yaml", "--dtmf", keys, "--format", "webhooks")[1] for keys in ("1", "2 1", "")
    ]
    flat = '{"sessionId": "s", "callStatus": "DTMF_RECEIVED", "dtmf": "1", "timestamp": "2026-01-13T08:26:58.000Z"}\n'
    summary = {"sessionId": "s", "sessionStatus": "ERROR", "callCount": 2, "errorDetails": {"errorCode": -2003},
               "details": {"callA": {"callId": "a" * 20, "callStatus": "COMPLETED", "callDuration": 9},
                           "CallB": {"callId": "b", "initiatedTimestamp": "9999-12-31T23:59:59Z"}}}  # fmt: skip
    return [*shown, flat + json.dumps(summary) + "\n", json.dumps(summary)]


@cache
def _coverage() -> Sequence[str]:
    found = []
    for flow in ("hotline", "booking"):
        Path("x.scenario.yaml").write_text(f"scenario: a\nflow: {flow}.flow.yaml\ncaller: [{{press: '1'}}]\n", "utf-8")
        command("test", "x.scenario.yaml", "--cov-format", "json:c.json")
        found.append(Path("c.json").read_text("utf-8"))
    return found


def _flow(dice: random.Random, raw: bytes) -> None:
    Path("x.flow.yaml").write_bytes(raw)
    command("check", "x.flow.yaml", "--format", dice.choice(formats("diagnostics")))
    command("run", "x.flow.yaml", "--dtmf", "1 2# 3", "--format", dice.choice(formats("run")))
    if dice.random() < 0.1:
        command(
            "explore",
            "x.flow.yaml",
            "--max-places",
            "50",
            "--max-seconds",
            "1",
            "--format",
            dice.choice(formats("behaviour")),
        )


def _account(dice: random.Random, raw: bytes) -> None:
    Path("x.account.yaml").write_bytes(raw)
    command(
        "run", "booking.json", "--account", "x.account.yaml", "--dtmf", "1", "--format", dice.choice(formats("run"))
    )


def _scenario(dice: random.Random, raw: bytes) -> None:
    Path("x.scenario.yaml").write_bytes(raw)
    command("check", "x.scenario.yaml", "--format", dice.choice(formats("diagnostics")))
    command("test", "x.scenario.yaml", "--format", dice.choice(formats("report")))


def _log(dice: random.Random, raw: bytes) -> None:
    Path("x.jsonl").write_bytes(raw)
    save = ("--save", "kept", "--force") if dice.random() < 0.1 else ()
    command("replay", "x.jsonl", "--flow", "hotline.flow.yaml", "--format", dice.choice(formats("replay")), *save)


def _covered(dice: random.Random, raw: bytes) -> None:
    Path("x.json").write_bytes(raw)
    Path("y.json").write_text(dice.choice(_coverage()), "utf-8")
    command("coverage", "combine", "x.json", *dice.choice(((), ("y.json",), ("x.json",))),
            "--format", dice.choice(formats("coverage")))  # fmt: skip


def _pressed(_: random.Random, raw: bytes) -> None:
    text = raw.decode("utf-8", "replace")
    parse_script(text)
    command("run", "booking.json", "--account", "account.yaml", f"--dtmf={text}")


def _leg(_: random.Random, raw: bytes) -> None:
    text = raw.decode("utf-8", "replace")
    command("run", "booking.json", "--account", "account.yaml", f"--leg={text}")
    parse_leg(text)
    parse_time(text)


def _at(dice: random.Random, raw: bytes) -> None:
    text = raw.decode("utf-8", "replace")
    command("run", "booking.json", "--account", "account.yaml", f"--at={text}", "--format", dice.choice(formats("run")))
    instant(text)
    moment(text)


def _line(dice: random.Random, _: bytes) -> None:
    command(*words(dice))


@cache
def _commands() -> dict[str, Parser]:
    from simulator.cli.base.parser import parser

    return {below.prog.split()[-1]: below for below in parser()._commands()}


def words(dice: random.Random) -> list[str]:
    """A command line: a command, options that it or another has, and what might be their values."""
    commands = _commands()
    name = dice.choice(sorted(commands))
    known = sorted({*commands[name]._option_string_actions} - {"--watch", "--workers", "--debug", "-h", "--help"})
    files = [
        "booking.flow.yaml",
        "booking.json",
        "booking.scenario.yaml",
        "account.yaml",
        "hotline.flow.yaml",
        "c.json",
        ".",
        "-",
    ]
    values = [*files, "text", "json", "html:o.html", "svg", "1", "0", "-1", "3", "1e9", "proved", "told",
    "x.scenario.yaml", "new",
              *map(str, VALUES[6:30])]  # fmt: skip
    found = [*commands[name].prog.split()[1:], *(dice.choice(files) for _ in range(dice.randrange(3)))]
    for _ in range(dice.randrange(4)):
        found += [dice.choice(known), *([dice.choice(values)] if dice.random() < 0.8 else [])] if known else []
    return [word.replace("\0", "0") for word in found]


READERS = {
    "keys": Reader(lambda: _KEYS, _pressed),
    "callers": Reader(lambda: _CROWDS, trips.callers),
    "legs": Reader(lambda: _LEGS, _leg),
    "instants": Reader(lambda: _TIMES, _at),
    "coverage": Reader(_coverage, _covered),
    "account": Reader(_accounts, _account),
    "log": Reader(_logs, _log),
    "save": Reader(flow_texts, trips.save, whole_flows),
    "scenario": Reader(_scenarios, _scenario),
    "record": Reader(flow_texts, trips.record, whole_flows),
    "lines": Reader(lambda: ("",), _line),
    "flow": Reader(flow_texts, _flow),
    "update": Reader(_scenarios, trips.update, _scenarios),
    "generate": Reader(flow_texts, trips.generate, whole_flows),
}
"""The quick ones first: what they leave of their share of the time is that of the others."""
