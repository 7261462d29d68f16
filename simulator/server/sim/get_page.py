"""GET /: the phone page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.server.api.base.family import plain_error
from simulator.server.page.policy import sent
from simulator.server.page.shipped import FIRST, page_file

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming, Outgoing

METHOD, PATH, FAMILY = "GET", "/", plain_error
SUMMARY = "Show the phone page"
MEDIA, ANSWER = "text/html", str
OPEN = True


async def answer(asked: Incoming) -> Outgoing:
    """The page; what it shows it asks for itself."""
    file = page_file(FIRST)
    assert file is not None  # it is shipped
    return sent(asked, file)
