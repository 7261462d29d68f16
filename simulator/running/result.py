"""What a dry run comes to: everything here is read out of the trace when somebody looks."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import define

from simulator.model.call.backend_fault import backend_faults
from simulator.model.call.event import Asked, Ended, EntryEnded, Heard, Interrupted, Pressed, Refused, Stopped
from simulator.model.call.heard import Capture, HeardItem, beep_in, recorded
from simulator.model.call.legs import leg_text
from simulator.running.late_legs import late_legs
from simulator.webhooks.base.facts import Facts
from simulator.webhooks.base.sent import Webhook, sent
from simulator.webhooks.vss import summary

if TYPE_CHECKING:
    from simulator.engine.call import Call
    from simulator.engine.setting import Setting
    from simulator.model.call.backend_fault import BackendFault
    from simulator.model.call.event import Event
    from simulator.model.call.outcome import LegOutcome
    from simulator.model.call.reply_remark import ReplyRemark


@define(slots=False, eq=False)
class CallResult:
    """One call that is over (or was stopped by a bound of the simulator).

    `unused` are the key tokens that no entry was left for, or that came too late, `unused_legs` what no dial came to.
    """

    call: Call
    unused: tuple[str, ...] = ()
    unused_legs: tuple[LegOutcome, ...] = ()

    @property
    def left_over(self) -> list[tuple[str, str]]:
        """What was never used of what somebody asked for, and why."""
        keys = [(f'the key token "{token}" was never used', self._why_left(token)) for token in self.unused]
        legs = [(f'the leg "{leg_text(leg)}" was never used', "no dial came to it") for leg in self.unused_legs]
        return keys + legs

    def _why_left(self, token: str) -> str:
        if beep_in(self.trace) is not None:
            return "a machine answered, which presses nothing"
        return "the call was over by then" if "@" in token else "no entry was left for it"

    @property
    def doubts(self) -> list[tuple[str, str]]:
        """What somebody asked for that was never used, or that no call can come to, and why."""
        late = late_legs(self.trace, self.setting.account.assumptions)
        return [*self.left_over, *((one.what, one.why) for one in late)]

    @property
    def setting(self) -> Setting:
        """The setting of the session."""
        return self.call.setting

    @property
    def trace(self) -> list[Event]:
        """Everything that happened, in order."""
        return self.call.trace

    @property
    def facts(self) -> Facts:
        """Ids, times and legs of the session."""
        return Facts(self.setting, self.trace)

    @cached_property
    def webhooks(self) -> list[Webhook]:
        """Every webhook that the platform sent, with what was answered."""
        return sent(self.facts)

    @property
    def session(self) -> dict[str, Any] | None:
        """The payload of the session summary, or None where a bound of the simulator stopped the run."""
        last = self.trace[-1]
        if not isinstance(last, Ended):
            return None
        payload: dict[str, Any] = summary(self.facts, last)["payload"]
        return payload

    @property
    def stopped(self) -> Stopped | None:
        """The bound of the simulator that was reached, if one was."""
        last = self.trace[-1]
        return last if isinstance(last, Stopped) else None

    @property
    def refusals(self) -> tuple[Refused, ...]:
        """The webhook answers that could not be used."""
        return tuple(event for event in self.trace if isinstance(event, Refused))

    @cached_property
    def backend_faults(self) -> tuple[BackendFault, ...]:
        """What the backend did wrong, in order; what a scenario injected is not among it."""
        return backend_faults(self.trace)

    @cached_property
    def reply_remarks(self) -> tuple[ReplyRemark, ...]:
        """What lints say of the replies that could be used, each once."""
        from simulator.running.reply_lints import reply_remarks

        return reply_remarks(self.trace, self.setting)

    @property
    def asks(self) -> int:
        """How often the webhook was asked."""
        return sum(isinstance(event, Asked) for event in self.trace)

    @property
    def failed(self) -> bool:
        """Whether the run is a failure: stopped, or ended in ERROR with no fault injected."""
        return self.stopped is not None or (self.call.error is not None and not self.call.injected)

    @cached_property
    def captures(self) -> list[Capture]:
        """One entry per try."""
        found: list[Capture] = []
        asked = key = None
        for event in self.trace:
            if isinstance(event, Heard) and event.prompt.part == "prompt":
                asked = event.at
            elif isinstance(event, Pressed) and key is None:
                key = event.at
            elif isinstance(event, EntryEnded):
                found.append(Capture(event.state, event.digits, event.outcome, event.reason, asked, key, event.at))
                asked = key = None
        return found

    @cached_property
    def heard(self) -> list[HeardItem]:
        """What the caller heard, in order."""
        found: list[HeardItem] = []
        beep, over = beep_in(self.trace), None
        for event in reversed(self.trace):
            if isinstance(event, Interrupted):
                over = event.at
            elif isinstance(event, Heard):
                prompt, at, cut = event.prompt, event.at, over is not None
                kept = recorded(at, prompt.length if over is None else over - at, beep)
                found.append(HeardItem(at, prompt.text, prompt.file_url, prompt.repetition, cut, prompt.part, kept))
                over = None
        return found[::-1]
