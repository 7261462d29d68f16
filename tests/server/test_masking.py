"""A header that a receiver says back, in a prompt too, is in no event, session, scenario, report or line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from simulator.server.console import as_json, as_text
from simulator.server.sessions.masking import Secrets
from tests.exploring._flows import HANGUP, say
from tests.server._client import Client, asked
from tests.server._house import MENU, Post, raw, settle

if TYPE_CHECKING:
    from simulator.engine.answer import RawReply

TOKEN = "s3cret-token"
SAID = (f"You sent Bearer {TOKEN}.", TOKEN, f"{TOKEN} {TOKEN}", f'quoted \\"{TOKEN}\\"', f"Grüezi {TOKEN}!")
PATHS = ("", "/timeline", "/phone", "/scenario", "/report", "/diagram", "/commands")


def speaks(text: str) -> Post:
    """A receiver that says something back in a prompt, in a stage, and in answers that nobody hears."""

    def answer(_body: dict[str, Any]) -> RawReply:
        return raw({"clientActionId": text, "callflow": [say(text), HANGUP]})

    return Post(VCA=answer, VCS=answer)


@pytest.mark.parametrize("text", SAID)
def test_what_a_receiver_says_back_in_a_prompt_is_told_without_it(text: str) -> None:
    async def work(there: Client) -> None:
        for kind in ("VCA", "VCS", "VSS"):
            given = {"type": kind, "url": f"http://127.0.0.1:9/{kind}", "httpAuthHeader": f"Bearer {TOKEN}"}
            assert (await there.send("webhooks", given)).status == 200
        begun = (await there.send("callflows", MENU)).data["sessionId"]
        await settle(300)
        assert any(TOKEN in repr(one) for one in there.emulation.house.sessions[begun].call.trace)
        for path in (*(f"/_sim/sessions/{begun}{path}" for path in PATHS), "/_sim/sessions", "/_sim/export"):
            came = await there.get(path)
            assert came.status == 200, path
            assert TOKEN not in came.raw.decode(), path
        for one in there.emulation.events.since(0):
            assert TOKEN not in json.dumps(one.as_dict()) + as_text(one) + as_json(one)
        assert "•" in (await there.get(f"/_sim/sessions/{begun}")).raw.decode()

    asked(work, post=speaks(text))


def test_names_stay_and_a_secret_with_quotes_is_found_as_json_writes_it() -> None:
    secrets = Secrets()
    assert not secrets.known
    assert secrets.hide({"a": 1}) == {"a": 1}
    secrets.add(None)
    secrets.add('Digest user="long-name", response="a\\b-quoted"')
    secrets.add('Digest user="long-name", response="a\\b-quoted"')
    assert secrets.in_text(json.dumps(["a\\b-quoted"]))
    assert "quoted" not in secrets.mask(json.dumps(["a\\b-quoted"]))
    assert secrets.hide({"long-name": ["long-name", 1, None]}) == {"long-name": ["•" * 9, 1, None]}
