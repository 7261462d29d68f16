"""Text: a timeline of the call, one line per thing that happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.call.event import Heard, Kept, Lost, Pressed
from simulator.model.call.words import clock
from simulator.model.drawing.words import shortened
from simulator.model.status import SESSION_ERRORS
from simulator.render.ansi import Style, paint
from simulator.render.timeline import LONGEST, TimelineLine, lines
from simulator.render.width import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.hearing.report import VoiceLine
    from simulator.model.call.backend_fault import BackendFault
    from simulator.model.call.event import Event
    from simulator.model.call.reply_remark import ReplyRemark
    from simulator.render.run_report import RunReport
    from simulator.running.result import CallResult

FORMAT = "text"

_STYLES: dict[str, Style] = {
    "platform": "strong",
    "caller": "good",
    "far end": "good",
    "backend": "info",
    "state": "faint",
    "simulator": "warning",
}


def render(report: RunReport, colour: bool = False) -> str:
    """The answer to the request, then the timeline, then how the session ended."""
    found = []
    if report.answer is not None:
        found.append(_answer(report.answer))
    if report.call is not None:
        found += happened(report.call.trace, colour)
        found += closing(report.call, colour)
        found += [line for fault in report.backend_faults for line in fault_lines(fault, colour)]
        found += [line for remark in report.reply_remarks for line in remark_lines(remark, colour)]
    if report.voice is not None:
        found += voice_lines(report.voice)
    return "\n".join(found) + "\n"


def heard_and_pressed(report: RunReport, colour: bool = False) -> str:
    """What the caller hears and presses, and nothing else."""
    trace = report.call.trace if report.call is not None else ()
    return "".join(f"{line}\n" for line in happened(only_heard_and_pressed(trace), colour))


def only_heard_and_pressed(trace: Iterable[Event]) -> list[Event]:
    """The events that a caller notices: prompts, messages, files, and keys, also those that are lost."""
    return [event for event in trace if isinstance(event, Heard | Pressed | Lost | Kept)]


def _answer(answer: dict[str, object]) -> str:
    verdict = "accepted" if answer["statusCode"] == 1 else "refused"
    return f"request {verdict}: HTTP {answer['httpStatus']}, {answer['statusCode']} {answer['statusMessage']}"


def _line(line: TimelineLine, colour: bool) -> str:
    return f"{clock(line.at)}  {paint(f'{line.who:<9}', _STYLES[line.who], colour)} {safe(line.what)}"


def happened(trace: Sequence[Event], colour: bool) -> list[str]:
    """The lines of some events."""
    return [_line(line, colour) for line in lines(trace)]


def closing(call: CallResult, colour: bool) -> list[str]:
    """How the session ended, after an empty line; nothing where there is nothing to say."""
    found = [paint(f"warning: {what}: {why}", "warning", colour) for what, why in call.doubts]
    session = call.session
    if session is not None:
        status = session["sessionStatus"]
        shown = paint(status, "good" if status == "COMPLETED" else "error", colour)
        found.append(f"session {shown} after {clock(call.call.now)}{_error(call.call.error)}")
    return ["", *found] if found else []


def fault_lines(fault: BackendFault, colour: bool = False) -> list[str]:
    """What a backend did wrong, how it was asked, and the last lines of its own traceback."""
    place = f"  ({safe(fault.file)}:{fault.line})" if fault.file else ""
    head = f"{paint('backend', 'error', colour)}: {clock(fault.at)}  {safe(fault.what)}{place}"
    frames = [f"    {safe(line)}" for line in fault.frames.split("\n") if line]
    return [head, f"    {safe(fault.asked)}", *frames]


def remark_lines(remark: ReplyRemark, colour: bool = False) -> list[str]:
    """What a lint says of a reply, and how the caller got there."""
    head = f"{paint('reply', remark.found.severity, colour)}: {clock(remark.at)}  {safe(remark.what)}"
    return [head, f"    {safe(remark.asked)}"]


def voice_lines(voice: Sequence[VoiceLine]) -> list[str]:
    """Each prompt with its estimated and its spoken length, and by how much the second is longer."""
    found = ["", "voice report: each prompt once, estimated and heard" if voice else "voice report: nothing is heard"]
    for line in voice:
        heard = "-" if line.heard is None else f"{line.heard / 1000:.1f} s"
        off = "-" if line.off is None else f"{line.off:+.0f} %"
        quote = "" if line.prompt.text is None else '"'
        words = f"{quote}{shortened(line.prompt.words, LONGEST)}{quote}"
        found.append(f"  {line.estimate / 1000:6.1f} s  {heard:>8}  {off:>7}  {safe(words)}")
    return found


def _error(code: int | None) -> str:
    return f", {code} {SESSION_ERRORS[code].message}" if code is not None else ""
