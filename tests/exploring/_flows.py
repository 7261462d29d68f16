"""Small flows for the tests of exploration, written as short as they can be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.loading.files.flow_file import read_flow

if TYPE_CHECKING:
    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.flow.flow_file import FlowFile

HANGUP = {"action": "hangup"}
VOICE = "en-GB-Emma"
SAMPLES = Path(__file__).parents[2] / "scenarios" / "samples"


def dial(destination: str = "+6591234567") -> dict[str, Any]:
    return {"action": "makeCall", "params": {"source": "+6562345678", "destination": destination}}


def say(text: str) -> dict[str, Any]:
    return {"action": "say", "params": {"text": text, "voiceProfile": VOICE}}


def menu(prompt: str, **more: Any) -> dict[str, Any]:
    """A menu of one key, asked once."""
    params = {"promptMessage": prompt, "voiceProfile": VOICE, "maxDigits": 1, "noOfTries": 1, **more}
    return {"action": "sayAndCapture", "params": params}


def reply(*actions: dict[str, Any], stage: str | None = None) -> dict[str, Any]:
    given: dict[str, Any] = {"callflow": list(actions)}
    return given if stage is None else {"clientActionId": stage, **given}


def row(answer: dict[str, Any], **when: Any) -> dict[str, Any]:
    """A row; `stage` and `digits` say when it answers."""
    if "stage" in when:
        when["clientActionId"] = when.pop("stage")
    return {"when": when, "reply": answer}


def flow(*actions: dict[str, Any], rows: list[dict[str, Any]] | None = None, **more: Any) -> FlowFile:
    """A flow file, read as any other; the request dials before its actions."""
    written: dict[str, Any] = {"flow": "Test", **more}
    if "inbound" not in more:
        written["request"] = {"callflow": [dial(), *actions]}
    if rows is not None:
        written["replies"] = rows
    found, findings = read_flow(json.dumps(written).encode(), Path(), "test.flow.yaml")
    assert found is not None, findings
    return found


def again(**more: Any) -> FlowFile:
    """A flow whose request is its reply to 1, where it dials leg B."""
    asked = menu("Press 1 to begin again.")
    given = {"rows": [row(reply(dial(), asked), digits="1"), row(reply(HANGUP), digits=None)], **more}
    return flow(asked, **given)


def lines(found: Behaviour) -> list[str]:
    """Each edge as a line that a person can count: place, input class, destination, all by their short names."""
    return sorted(f"{short(found, source)} --{by}--> {short(found, dest)}" for source, by, dest in found.edges)


def short(found: Behaviour, name: str) -> str:
    """The stage of a place, else the first words that are heard there, else its end."""
    place = found.places[name]
    if place.is_end or place.kind == "inbound":
        return name
    return place.stage or " ".join(" ".join(place.words).split()[:2]) or "hang up"


def flow_file(folder: Path, *actions: dict[str, Any], rows: list[dict[str, Any]] | None = None, **more: Any) -> str:
    """The path of a flow file that is written into a folder."""
    written = {"flow": "Test", "request": {"callflow": [dial(), *actions]}, **more}
    if "backend" not in more:
        written["replies"] = rows or []
    path = folder / "test.flow.yaml"
    path.write_text(json.dumps(written))
    return path.as_posix()
