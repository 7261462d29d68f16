"""A call that went in real time, as a scenario file that plays it again without its program and its backend."""

from __future__ import annotations

import json
from itertools import takewhile
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve

from simulator.loading.files.account_file import KEYS
from simulator.loading.words import escaped
from simulator.loading.yaml.text import load_yaml
from simulator.model.account import Account
from simulator.model.assumptions import SETTINGS
from simulator.model.call.event import (
    Answered,
    Asked,
    Ended,
    HungUp,
    Kept,
    Lost,
    Moved,
    Pressed,
    Refused,
    Replied,
    Struck,
)
from simulator.model.call.words import clock
from simulator.model.record import frozen
from simulator.model.scenario.scenario import SERVED, CallerStep, InjectedFault, ReplyFault, Scenario
from simulator.scenario.flows import Flows
from simulator.scenario.run import play
from simulator.scenario.writing.acted import HERE, Acted, fails_after, left_at, legs_of, replies_of, strikes_of
from simulator.scenario.writing.saved import saved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.engine.setting import Setting
    from simulator.model.assumptions import Assumptions
    from simulator.model.call.event import Event
    from simulator.model.call.keys import Script, TimedToken
    from simulator.model.flow.flow_file import FlowFile
    from simulator.running.dry_run import DryRun

_NEVER = (*SERVED, "ignore")
ENDING = ".scenario.yaml"
ASKING = "VCA"
_NOBODY = "no VCA was registered, so that none was sent; here it is answered with {}"
_LIVES = "the call was not over"
_CAME_IN = "something came in while a webhook was out"


@frozen(eq=False)
class LiveTrace:
    """A call as it went: its `setting`, the `body` that began it, and its `trace`.

    `flow` is a flow file with a table that begins the call in the same way and answered every question; None where
    others did: `statuses` are those of HTTP of each answer (None: none came). `script` is what the line was told to
    press, None where nobody was.
    """

    setting: Setting
    body: bytes
    trace: Sequence[Event]
    statuses: Sequence[int | None] = ()
    flow: FlowFile | None = None
    script: Script | None = None

    @property
    def number(self) -> str:
        """Whom it is with."""
        inbound = self.setting.inbound
        numbers = (getattr(event, "destination", "") for event in self.trace)
        return inbound.source if inbound is not None else next(filter(None, numbers), "nobody")


@frozen(eq=False)
class SavedCall:
    """The text of a scenario file and the name for it; `same` where it plays the very same call, ms for ms."""

    name: str
    text: str
    same: bool


def saved_call(live: LiveTrace) -> SavedCall:
    """The scenario of a call that is over; of one that lives, of what was done until now. Raises UsageError."""
    acted = Acted.of(live.trace)
    stem = "call" if live.flow is None else Path(live.flow.file).name.partition(".")[0]
    file = Path(f"{stem}{ENDING}")
    found = []
    for steps, timed in _ways(live, acted):
        scenario, why = _scenario(live, file, steps, timed), ""
        run, left = play(scenario, Flows().of(scenario))
        if run.call is None:
            scenario, why = _asked(scenario, live.trace), _NOBODY
            run, left = play(scenario, Flows().of(scenario))
        if not left and _same(live.trace, run.trace):
            return SavedCall(file.name, _text(live, scenario, run, file), True)
        found.append((scenario, run, why))
    scenario, run, why = found[-2]
    return SavedCall(file.name, _text(live, scenario, run, file, why or _otherwise(live.trace, run.trace)), False)


def _ways(live: LiveTrace, acted: Acted) -> Iterator[tuple[list[str], tuple[TimedToken, ...]]]:
    """What to press, from what is said in the fewest words to the very milliseconds."""
    left = left_at(live.trace, acted)
    if live.script is not None:
        yield [token.text for token in live.script.tokens], live.script.timed
    yield acted.tokens(), (*acted.timed(), *left)
    yield [], (*acted.timed(every=True), *left)


def _scenario(live: LiveTrace, file: Path, steps: list[str], timed: tuple[TimedToken, ...]) -> Scenario:
    setting = live.setting
    legs = legs_of(live.trace, setting.assumptions)
    keys = " ".join([*steps, *(one.text for one in timed)])
    begins: dict[str, Any] = {"flow": live.flow.file} if live.flow is not None else _begins(live)
    replies = () if live.flow else replies_of(live.trace, live.statuses, setting.assumptions.reply_timeout)
    overlay = account_given(setting.account, Account() if live.flow is None else live.flow.account)
    late = fails_after(legs)
    if late is not None:
        overlay["assumptions"] = {**overlay.get("assumptions", {}), "busyAfter": late}
        legs = tuple(evolve(leg, after=None) if leg.result == "failed" else leg for leg in legs)
    return Scenario(
        f"{live.number}: {keys or 'nothing pressed'}",
        file.as_posix(),
        HERE,
        **begins,
        at=setting.now,
        seed=setting.seed,
        overlay=load_yaml(json.dumps(overlay).encode()).root if overlay else None,
        legs=legs,
        steps=tuple(CallerStep(token, None, HERE, HERE) for token in steps),
        timed=timed,
        faults=(*replies, *strikes_of(live.trace)),
    )


def _begins(live: LiveTrace) -> dict[str, Any]:
    return {"request": live.body} if live.setting.inbound is None else {"inbound": live.setting.inbound}


def account_given(account: Account, base: Account) -> dict[str, Any]:
    """What is to be laid over an account to get another, as an account file has it; nothing that only servers need.

    The text of a platform scenario has no place there: its name alone is told.
    """
    found: dict[str, Any] = {}
    for key, name in KEYS.items():
        value = getattr(account, name)
        if key in _NEVER or value == getattr(base, name):
            continue
        if key == "assumptions":
            found[key] = _settings(value, base.assumptions)
        elif value is not None:
            found[key] = list(value) if key == "scenarios" or isinstance(value, tuple) else value
    return found


def _settings(given: Assumptions, base: Assumptions) -> dict[str, Any]:
    values = {name: getattr(given, one.name) for name, one in SETTINGS.items()}
    return {name: value for name, value in values.items() if value != getattr(base, SETTINGS[name].name)}


def _asked(scenario: Scenario, trace: Sequence[Event]) -> Scenario:
    """The same where the VCA is asked: an account that has none refuses captures (-1004), a server does not."""
    given = scenario.laid_over
    overlay = {**given, "webhooks": {**given["webhooks"], ASKING: True}}
    used_up = any(isinstance(event, Moved) and event.row.trigger == "noMore" for event in trace)
    last = (InjectedFault("reply", HERE, reply=ReplyFault(body="{}")),) if used_up else ()
    return evolve(scenario, overlay=load_yaml(json.dumps(overlay).encode()).root, faults=(*scenario.faults, *last))


def _text(live: LiveTrace, scenario: Scenario, run: DryRun, file: Path, why: str = "") -> str:
    beside = "" if live.flow is None else f" beside {Path(live.flow.file).name}"
    head = [f"# A call of `callflow serve`, saved: `callflow test {file.name}`{beside} plays it again."]
    if why:
        head.append(f"# Not the very same: {why}.")
    beside_flow = file if live.flow is None else Path(live.flow.file).parent / file.name
    return "\n".join([*map(escaped, head), saved(scenario, run, beside_flow)])


def _same(live: Sequence[Event], played: Sequence[Event]) -> bool:
    return list(as_played(live)) == list(as_played(played))


def _otherwise(live: Sequence[Event], played: Sequence[Event]) -> str:
    """Why what is played is not the call that was, as far as the two tell."""
    if not isinstance(live[-1], Ended):
        return _LIVES
    was, now = list(as_played(live)), list(as_played(played))
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(was, now, strict=False)))
    at = _at((*was[same:], *now[same:], live[-1])[0])
    why = _CAME_IN if _came_in(live) else f"from {clock(at)} on it goes otherwise"
    ends = [_ending(live), _ending(played)]
    return why if ends[0] == ends[1] else f"{why}: it ended {ends[0]}, here it ends {ends[1]}"


def _came_in(trace: Sequence[Event]) -> bool:
    """Whether somebody did something while a webhook was out."""
    out = False
    for event in trace:
        if out and isinstance(event, HungUp | Kept | Lost | Pressed):
            return True
        out = isinstance(event, Asked) or (out and not isinstance(event, Replied | Refused))
    return False


def _ending(trace: Sequence[Event]) -> str:
    ends = [f"{one.status} ({one.error})" if one.error else one.status for one in trace[-1:] if isinstance(one, Ended)]
    return ends[0] if ends else "nowhere"


def _at(played: Any) -> int:
    """When something was that `as_played` gives."""
    at: int = played[0] if isinstance(played, tuple) else played.at
    return at


def as_played(trace: Sequence[Event]) -> Iterator[Any]:
    """What a scenario can play of a call: not the keys that nobody heard, since leg A was not answered yet.

    Nor who answered: in a scenario each answer is an injected one.
    """
    answered = next((event.at for event in trace if isinstance(event, Answered) and event.leg == "A"), inf)
    for event in trace:
        if not isinstance(event, Lost) or event.at >= answered:
            yield _but_who_answered(event)


def _but_who_answered(event: Event) -> Any:
    if isinstance(event, Refused):
        unusable = event.unusable
        return (event.at, unusable.code, unusable.status_code, unusable.action)
    return evolve(event, injected=False) if isinstance(event, Struck) else event
