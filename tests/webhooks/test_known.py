"""A type of webhook is a file: accounts, flow files, scenario files and what is sent know it from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.webhooks.base.known import expected, known, posted, registered, sending
from tests.plugged import plugged

if TYPE_CHECKING:
    from pathlib import Path

RINGING = '''
"""A leg is dialled."""

from simulator.model.call.event import Dialled

TYPE = "RINGING"
REGISTERED, POSTED, EXPECTED = True, True, True
TELLS = (Dialled,)


def bodies(facts, event, number):
    """A body for each leg."""
    if isinstance(event, Dialled):
        yield {"sessionId": facts.session_id, "leg": event.leg, "number": number}


def count(facts, event):
    """One for each leg."""
    return int(isinstance(event, Dialled))
'''

PROGRAM = """
import sys
import simulator.webhooks
simulator.webhooks.__path__.append(sys.argv[1])

import simulator
from simulator.schema.documents import document
from simulator.webhooks.base.sent import counted

def sent(account):
    body = '{"callflow": [{"action": "makeCall", "params": {"source": "6562345678", "destination": "6562345679"}}]}'
    return simulator.run(body, account=account, dtmf="").call

call = sent({"webhooks": {"RINGING": True, "VCS": False}})
assert [one.body["leg"] for one in call.webhooks if one.type == "RINGING"] == ["A"]
assert counted(call.facts)["RINGING"] == 1
assert "RINGING" not in {one.type for one in sent({"webhooks": {"RINGING": False}}).webhooks}
assert "RINGING" in str(document("account")["properties"]["webhooks"])
assert "RINGING" in str(document("flow")["properties"]["post"])
assert str(document("scenario")).count("'RINGING'") > 1
"""


def test_files_name_the_types_in_one_order_those_that_an_account_registers_first() -> None:
    assert expected() == ("VCA", "VCS", "VSS", "DTMF")
    assert registered() == ("VCA", "VCS", "VSS")
    assert posted() == ("VCS", "VSS")
    assert sorted(known(), key=lambda kind: kind.TYPE) == sorted(sending(), key=lambda kind: kind.TYPE)


def test_a_type_that_a_plug_in_adds_is_known_wherever_types_are(tmp_path: Path) -> None:
    (tmp_path / "ringing.py").write_text(RINGING, encoding="utf-8")
    plugged(PROGRAM, str(tmp_path))
