"""GET /_sim/page/{name}: a file of the phone page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.server.api.base.family import plain_error
from simulator.server.api.base.operation import Refusal
from simulator.server.page.policy import sent
from simulator.server.page.shipped import page_file

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming, Outgoing

METHOD, PATH, FAMILY = "GET", "/_sim/page/{name}", plain_error
SUMMARY = "Load a script or a style of the phone page"
MEDIA, ANSWER = ("text/javascript", "text/css", "text/html"), str
REFUSED = {404: Refusal("there is no such file")}
OPEN = True


async def answer(asked: Incoming) -> Outgoing:
    """The file, 404 where there is none."""
    file = page_file(asked.path["name"])
    return plain_error(asked.emulation, 404, "Not Found") if file is None else sent(asked, file)
