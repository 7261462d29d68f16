"""The calls that the tests of run formats show: each tells something that the others do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.actions.execute_scenario import ExecuteScenario
from simulator.actions.hangup import Hangup
from simulator.actions.make_call import MakeCall
from simulator.actions.play_file import PlayFile
from simulator.actions.say import Say
from simulator.actions.say_and_capture import SayAndCapture
from simulator.callers.scripted import Scripted
from simulator.engine.answer import RawReply, judge
from simulator.model.account import Account
from simulator.networks.scripted import Fault
from simulator.render.run_report import RunReport
from simulator.running.result import CallResult
from tests.engine.calls import NOW, Replies, run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.actions.base.position import Action
    from simulator.engine.answer import WebhookAnswer

VOICE = "en-GB-Emma"
DIAL = MakeCall(source="+6562345678", destination="+6591234567")
AGENT = MakeCall(source="+6562345678", destination="+6567654321")
MENU = SayAndCapture(
    prompt_message="For today press 1; for tomorrow press 2.", voice_profile=VOICE, max_digits=1,
    failure_message="That was no choice.", success_message="Thank you.", overall_timeout=8000, no_of_tries=2,
)  # fmt: skip
CODE = SayAndCapture(
    prompt_message="Enter your code, then hash.", voice_profile=VOICE, min_digits=3, max_digits=6, repetition=2,
    digit_timeout=3000, overall_timeout=12_000,
)  # fmt: skip
BYE = Say(text="Goodbye.", voice_profile=VOICE)
MUSIC = PlayFile(file_url="https://example.com/music.mp3", repetition=2)
ACCEPTED = {"httpStatus": 200, "sessionStatus": "CREATED", "statusCode": 1, "statusMessage": "Created"}
REFUSED = {
    "httpStatus": 422, "sessionStatus": "NOT_CREATED", "statusCode": -1013,
    "statusMessage": "Invalid Callflow : First action should be a MakeCall action",
}  # fmt: skip


def judged(body: bytes) -> WebhookAnswer:
    return judge(RawReply(body=body), Account(), NOW)


def made(actions: Sequence[Action], keys: str = "", **more: Any) -> CallResult:
    """One run with the speech rates of the product, as `callflow run` would have it."""
    caller = Scripted.of(keys)
    result = run(actions, caller, settings={"speech_rate": {}, **more.pop("settings", {})}, **more)
    return CallResult(result.call, caller.left(result.call))


def report(
    actions: Sequence[Action], keys: str = "", *, answer: dict[str, Any] | None = ACCEPTED, **more: Any
) -> RunReport:
    return RunReport(answer, made(actions, keys, **more))


def bridge() -> RunReport:
    """Two captures, a bridge and a hangup; a token is left over."""
    legs = ["answered:4s", "answered:3s,talks:12500ms"]
    return report([DIAL, MENU, CODE, AGENT, BYE, Hangup()], "^2 4w2[800]7# 9", legs=legs)


def lost() -> RunReport:
    """Keys that are lost in each way, a try that fails, and the far end hangs up."""
    return report([DIAL, MENU, MUSIC], "#9 1[100]2[25000]3 hangup@30s", legs=["answered:2s"])


def fault() -> RunReport:
    """Speech fails."""
    return report([DIAL, MUSIC, BYE], faults=[Fault(-2005, "say")])


def stop() -> RunReport:
    """The webhook never comes to an end."""
    return report([DIAL], responder=Replies([[BYE]] * 9, ("again",) * 9), settings={"max_replies": 2})


def inbound() -> RunReport:
    """A call that comes in: a key ahead of its entry, a reply that cannot be used."""
    replies = Replies([[MENU, BYE, MENU], judged(b'{"callflow": [{"action": "say"}]}')], ("menu",))
    return report(
        [], "1[1200]2", answer=None, kind="inbound", responder=replies, settings={"type_ahead": True}
    )  # fmt: skip


def scenario() -> RunReport:
    """A platform scenario of which only the name is known."""
    return report([ExecuteScenario(scenario_name="office; 50% <b>\x1b")])


def canceled() -> RunReport:
    """Leg A hangs up while leg B rings."""
    return report([DIAL, AGENT], "hangup@2s", legs=["answered:0", "answered:5s"])


def refused() -> RunReport:
    """A request that is not accepted."""
    return RunReport(REFUSED, None)


CASES = {case.__name__: case for case in (bridge, lost, fault, stop, inbound, scenario, canceled, refused)}
