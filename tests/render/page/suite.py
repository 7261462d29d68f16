"""A small suite as the reports get it: one scenario of each outcome, and a file that cannot be read."""

from __future__ import annotations

from attrs import evolve

from simulator.api.run import Run, run
from simulator.loading.dates import instant
from simulator.model.diagnostic import Diagnostic, Span
from simulator.model.scenario.scenario import Scenario
from simulator.model.scenario.verdict import Failure, SuiteResult, Unreadable, Verdict

SCRIPT = "<script>document.title = 'run'</script><img src=x onerror=\"document.title = 'run'\">"
VOICE = {"voiceProfile": "en-GB-Emma"}
ASK = {"promptMessage": "Press 1 for dinner, 2 for lunch.", "maxDigits": 1, "failureMessage": "Sorry?", **VOICE}
CALL = {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}}
REQUEST = {
    "callflow": [
        CALL,
        {"action": "say", "params": {"text": SCRIPT, **VOICE}},
        {"action": "say", "params": {"text": "مرحبا بكم في خدمتنا", "repetition": 2, **VOICE}},
        {"action": "sayAndCapture", "params": ASK},
        {"action": "playFile", "params": {"fileUrl": f"https://example.com/{'long' * 40}.wav"}},
        CALL,
    ]
}
AT = "2026-01-05T09:00:00Z"
assert instant(AT)


def a_run(keys: str = "^1", **more: object) -> Run:
    return run(REQUEST, keys, at=AT, **more)  # type: ignore[arg-type]


def scenario(name: str, line: int, *tags: str) -> Scenario:
    return Scenario(name, "menus/night.scenario.yaml", Span(line, 1, line, 9), request=b"{}", tags=tags)


def a_failure() -> Failure:
    heard = tuple(a_run().heard)
    return Failure(
        "session", "COMPLETED", SCRIPT, heard, "1 42#", "3.sayAndCapture.collecting", "menus/night.scenario.yaml:7:3",
        "night.flow.yaml:4:5", "callflow test menus/night.scenario.yaml -k 'dinner'", details="Traceback\n  line 3",
    )  # fmt: skip


def a_suite() -> SuiteResult:
    late = evolve(a_failure(), what="duration", severity="warn")
    fault = Diagnostic(
        "F002", "error", "the scenario has no key `presss`", "did you mean `press`?", "$", Span(3, 5, 3, 9)
    )
    return SuiteResult(
        (
            Verdict(scenario("books dinner", 1, "smoke", "night"), (), a_run()),
            Verdict(scenario(f"waits {SCRIPT}", 9), (late,), a_run("silence silence silence")),
            Verdict(scenario("books lunch", 19), (a_failure(),), a_run("9 2", legs=("answered", "busy"))),
            Verdict(scenario("is refused", 29), (a_failure(),), run({"callflow": []}, at=AT)),
            Verdict(scenario("ran elsewhere", 39), (), None),
        ),
        (
            Unreadable("menus/day.scenario.yaml", "presss: 1", (fault,)),
            Unreadable("x.scenario.yaml", None, (evolve(fault, hint=""),)),
        ),
        deselected=2,
        not_run=1,
    )
