"""An action is a file: bodies, account files, scenario files and schemas know it from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.actions.base.known import actions, spoken
from tests.plugged import plugged

if TYPE_CHECKING:
    from pathlib import Path

BEEP = '''
"""beep: a tone, and what it is for."""

from typing import ClassVar

from simulator.actions.base.params import param
from simulator.actions.base.position import plain_row
from simulator.model.record import frozen


@frozen
class Beep:
    """Beep, and say why."""

    NAME: ClassVar[str] = "beep"
    SUMMARY: ClassVar[str] = "BEEP"
    FIRST: ClassVar[str] = "beeping"

    reason: str = param("string", "why it beeps", required=True, owner=-1002, spoken=True)

    def states(self, step):
        """One state that speaks."""
        return (step.state("beeping", step.speak("say", self.reason, None, "en-GB", None)),)

    def rows(self, step):
        """On when the tone is over."""
        return (plain_row(step.name("beeping"), "played", step.onward),)
'''

PROGRAM = """
import sys
import simulator.actions
simulator.actions.__path__.append(sys.argv[1])

import simulator
from simulator.schema.documents import document

DIAL = {"action": "makeCall", "params": {"source": "6562345678", "destination": "6562345679"}}
body = {"callflow": [DIAL, {"action": "beep", "params": {"reason": "Mind {name}"}}]}
run = simulator.run(body, account={"limits": {"beep": 1}})
assert [one.text for one in run.heard] == ["Mind {name}"]
assert run.session["lastAction"] == "BEEP"
assert "L010" in [one.code for one in simulator.check(body)]
assert simulator.check({"callflow": [DIAL, {"action": "beep"}]}).answer["statusCode"] == -1002
assert "BEEP" in str(document("scenario"))
assert "beep" in document("account")["properties"]["limits"]["properties"]
assert "beep" in str(document("request"))
"""


def test_what_is_spoken_is_marked_where_the_parameter_is_declared() -> None:
    assert {name: spoken(name) for name in actions() if spoken(name)} == {
        "say": ("text",),
        "sayAndCapture": ("promptMessage", "successMessage", "failureMessage"),
    }


def test_an_action_that_a_plug_in_adds_is_known_wherever_actions_are(tmp_path: Path) -> None:
    (tmp_path / "beep.py").write_text(BEEP, encoding="utf-8")
    plugged(PROGRAM, str(tmp_path))
