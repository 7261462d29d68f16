"""The phone page where the tab is closed, the network drops, the server begins anew, or asks for a key."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from simulator.server.emulator import Emulator
from tests.bodies import SCENARIOS
from tests.render.page import browser as seen_by
from tests.server.looked_at import Phone
from tests.server.served import process
from tests.server.test_serve_command import ask

pytestmark = [pytest.mark.browser, pytest.mark.nested]
HOTLINE = SCENARIOS / "hotline" / "hotline.flow.yaml"
WIDE = 1280
LOST = "the connection is lost"


@pytest.fixture(scope="module")
def running() -> Iterator[Any]:
    seen_by.demand_browser()
    with seen_by.browser() as one:
        yield one


class Cable:
    """A network between a page and a server that can be cut."""

    def __init__(self, port: int) -> None:
        self.port, self.cut = port, False
        self.ends: list[socket.socket] = []
        self.inlet = socket.create_server(("127.0.0.1", 0))
        Thread(target=self._take, daemon=True).start()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.inlet.getsockname()[1]}"

    def pull(self) -> None:
        self.cut = True
        for end in self.ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _take(self) -> None:
        with suppress(OSError):
            while True:
                here, _ = self.inlet.accept()
                if self.cut:
                    here.close()
                    continue
                there = socket.create_connection(("127.0.0.1", self.port))
                self.ends += [here, there]
                for source, dest in ((here, there), (there, here)):
                    Thread(target=self._carry, args=(source, dest), daemon=True).start()

    def _carry(self, source: socket.socket, dest: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                dest.sendall(data)
        for end in (source, dest):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


def taken(phone: Phone) -> str:
    """A call of which the first entry is made; its address."""
    for name in ("start", "answer", "key-2"):
        phone.do(name, "", "mouse")
    phone.shows("caption", "Is it urgent?")
    address: str = phone.page.url
    return address


def test_after_the_network_was_gone_the_page_shows_what_was_missed(running: Any) -> None:
    with Emulator(flow=HOTLINE, speed=1) as emulator:
        cable = Cable(int(emulator.base_url.rpartition(":")[2]))
        with Phone(running, cable.base, WIDE) as phone:
            taken(phone)
            session = emulator.sessions[0]["sessionId"]
            phone.lost = True
            cable.pull()
            phone.shows("link", LOST)
            ask(emulator.base_url, f"/_sim/sessions/{session}/press", {"keys": "2"})
            cable.cut = False
            phone.shows("link", "connected")
            phone.shows("caption", "That is no choice.")
            phone.shows("said", "Is it urgent?")
        cable.inlet.close()


def test_a_tab_that_was_closed_is_opened_where_it_was(running: Any) -> None:
    with Emulator(flow=HOTLINE, speed=1) as emulator:
        with Phone(running, emulator.base_url, WIDE) as phone:
            address = taken(phone)
        ask(emulator.base_url, f"/_sim/sessions/{emulator.sessions[0]['sessionId']}/hangup", {})
        with Phone(running, emulator.base_url, WIDE) as phone:
            phone.page.goto(address)
            phone.page.reload()
            phone.shows("status", "over: COMPLETED")
            phone.shows("captured", "2 accepted")
            phone.shows("said", "This is the hotline")


def test_after_a_restart_the_page_shows_the_truth(running: Any, tmp_path: Path) -> None:
    arguments = (str(HOTLINE), "--data", str(tmp_path), "--api-key", "open sesame")
    with process(*arguments) as server:
        port = server.port
        with Phone(running, server.base, WIDE, waits=False) as phone:
            phone.one("key").fill("wrong")
            phone.page.keyboard.press("Enter")
            phone.page.get_by_role("alert").get_by_text("That key is wrong.").wait_for()
            phone.one("key").fill("open sesame")
            phone.page.keyboard.press("Enter")
            phone.page.wait_for_selector("[data-link=live]")
            taken(phone)
            phone.lost = True
            server.signal(signal.SIGKILL)
            phone.shows("link", LOST)
            with process(*arguments, port=port):
                phone.shows("link", "connected")
                phone.shows("captured", "2 accepted")
                phone.shows("status", "connected")
                phone.do("hangup", "Escape", "keyboard")
                phone.shows("status", "over: COMPLETED")


def test_there_may_be_more_tabs_than_a_browser_has_connections(running: Any) -> None:
    with Emulator(flow=HOTLINE, speed=1) as emulator, Phone(running, emulator.base_url, WIDE) as phone:
        tabs = [phone.context.new_page() for _ in range(6)]
        for tab in tabs:
            tab.goto(emulator.base_url)
            tab.wait_for_selector("[data-link=live]")
        emulator.call("anonymous", "+6562345678")
        for tab in (phone.page, *tabs):
            tab.locator(".calls a", has_text="anonymous").wait_for()
            assert "#" not in tab.url  # nobody holds it: it is not taken up
