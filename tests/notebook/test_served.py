"""The phone page in a notebook: a server as long as it is needed, shown in a frame that its policy allows."""

from __future__ import annotations

from urllib.request import urlopen

import pytest

import simulator
from tests.bodies import SCENARIOS

HOTLINE = SCENARIOS / "hotline" / "hotline.flow.yaml"


def test_a_cell_shows_the_phone_until_it_is_closed() -> None:
    phone = simulator.serve(HOTLINE, height=500)
    try:
        shown = phone._repr_html_()
        assert f'<iframe src="{phone.url}" title="callflow phone" style="width:100%;height:500px' in shown
        with urlopen(phone.url) as page:
            assert "frame-ancestors http://localhost:*" in page.headers["Content-Security-Policy"]
        assert str(phone) == f"callflow phone at {phone.url}"
    finally:
        phone.close()
    phone.close()
    assert str(phone) in phone._repr_html_()
    with pytest.raises(OSError, match="refused"):
        urlopen(phone.url)


def test_it_is_an_emulator_that_a_block_ends() -> None:
    with simulator.serve(speed="max") as phone:
        phone.emulator.call("anonymous", "+6562345678")
        assert phone.emulator.wait()["over"]
    with pytest.raises(simulator.UsageError, match="`with` block"):
        _ = phone.emulator.sessions
