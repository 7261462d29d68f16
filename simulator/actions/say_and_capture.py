"""sayAndCapture: ask for keys. Prompt, collect, judge; then accept, or say what was wrong and try again.

Example:
    {"action": "sayAndCapture", "params": {"promptMessage": "Enter your 4 digits.",
     "voiceProfile": "en-GB-Emma", "minDigits": 4, "maxDigits": 4, "noOfTries": 2,
     "failureMessage": "That was not right.", "successMessage": "Thank you."}}

"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, Literal

from simulator.actions.base.capture_rows import Limits, capture_rows
from simulator.actions.base.params import param
from simulator.model.kept import remembered
from simulator.model.machine.table import StartTimer, StateRequest, StopTimers, TakeKeys
from simulator.model.record import record

if TYPE_CHECKING:
    from simulator.actions.base.position import Position
    from simulator.model.machine.table import Part, Row, State


@record
class SayAndCapture:
    """Speak a prompt and capture keys: limits, timers and tries as documented, the gaps as settings say."""

    NAME: ClassVar[str] = "sayAndCapture"
    SUMMARY: ClassVar[str] = "SAY_AND_CAPTURE"
    FIRST: ClassVar[str] = "prompting"

    prompt_message: str = param("string", "what is asked", required=True, low=1, high=3000, spoken=True)
    voice_profile: str | None = param("string", "the voice, `en-GB-Emma`", owner=-1002)
    language: str | None = param("string", "the old alternative to voiceProfile, `en-GB`", owner=-1002)
    success_message: str | None = param("string", "spoken once an entry is accepted", spoken=True)
    failure_message: str | None = param("string", "spoken after each rejected entry", spoken=True)
    speed: float | None = param("number", "pace of the prompt and both messages", low=0.5, high=2.0)
    repetition: int | None = param("integer", "how often the prompt is spoken", low=1, high=3)
    min_digits: int | None = param("integer", "fewest keys accepted, default 1", low=1, high=25, range_owners=(-1003,))
    max_digits: int | None = param("integer", "most keys taken", low=1, high=25, range_owners=(-1003, -1008))
    digit_timeout: int | None = param("integer", "ms, longest wait between two keys", low=1, range_owners=(-1005,))
    overall_timeout: int | None = param("integer", "ms to finish entering all digits", low=1, range_owners=(-1005,))
    complete_on_hash: bool | None = param("boolean", "# ends the entry, default true")
    no_of_tries: int | None = param("integer", "entries in all", low=1)
    dtmf_callback_url: str | None = param(
        "string", "old style: where the digits are posted", low=1, range_owners=(-1004,), address=True
    )

    def rows(self, step: Position) -> tuple[Row, ...]:
        """Prompting -> collecting -> accepted or rejected, and round again while tries remain."""
        return capture_rows(step, self.limits(step))

    def limits(self, step: Position) -> Limits:
        """The numbers that the guards read, defaults filled in."""
        default = step.settings
        return Limits(
            low=self.min_digits or 1,
            high=self.max_digits or default.default_max_digits,
            tries=self.no_of_tries or default.default_no_of_tries,
            hash_ends=self.complete_on_hash is not False,
        )

    def states(self, step: Position) -> tuple[State, ...]:
        """One for each part of an entry."""
        voice, language, speed = self.voice_profile, self.language, self.speed
        early, collecting = _timed(step, self.digit_timeout, self.overall_timeout)
        prompt = step.speak("prompt", self.prompt_message, voice, language, speed, self.repetition)
        return (
            step.state("prompting", *early, prompt, TakeKeys(), role="prompting", waits_for="entry"),
            collecting,
            _message(step, "accepted", "success", self.success_message, voice, language, speed),
            _message(step, "rejected", "failure", self.failure_message, voice, language, speed),
        )


# Lists that differ in their prompts mostly have these in common.


@lru_cache(maxsize=4096)
def _timed(
    step: Position, digit_timeout: int | None, overall_timeout: int | None
) -> tuple[tuple[StateRequest, ...], State]:
    """The timers that start with the prompt, and the state of collecting, which starts them (again)."""
    overall = StartTimer("overallTimeout", overall_timeout or step.settings.default_overall_timeout, keep=True)
    early = (overall,) if step.settings.overall_timer_starts == "promptStart" else ()
    digit = (StartTimer("digitTimeout", digit_timeout),) if digit_timeout else ()
    return early, step.state("collecting", *digit, overall, role="collecting")


@remembered(4096)
def _message(
    step: Position,
    role: Literal["accepted", "rejected"],
    part: Part,
    text: str | None,
    voice: str | None,
    language: str | None,
    speed: float | None,
) -> State:
    """What is said of an entry that is over."""
    return step.state(role, StopTimers(), step.speak(part, text, voice, language, speed), role=role)
