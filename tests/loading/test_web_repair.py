"""What is said of a text that is no address: the very address to write, where that is certain."""

from __future__ import annotations

import pytest

from simulator.loading.web_repair import how_to_write
from simulator.model.web_address import is_address
from tests.model.test_web_address import OTHERS

WRITTEN = {
    "www.example.com/a.wav": "https://www.example.com/a.wav",
    "example.com": "https://example.com",
    "example.com:8080/a.wav": "https://example.com:8080/a.wav",
    "//example.com/a.wav": "https://example.com/a.wav",
    "https:/example.com/a.wav": "https://example.com/a.wav",
    "http:example.com/a.wav": "http://example.com/a.wav",
    "HTTPS:///example.com/a.wav": "HTTPS://example.com/a.wav",
    "https//example.com/a.wav": "https://example.com/a.wav",
    "https;//example.com/a.wav": "https://example.com/a.wav",
    "htps://example.com/a.wav": "https://example.com/a.wav",
    "htp://example.com/a.wav": "http://example.com/a.wav",
    "http://https://example.com/a.wav": "https://example.com/a.wav",
    "https:\\\\example.com\\a.wav": "https://example.com/a.wav",
    "https://example.com/a b.wav": "https://example.com/a%20b.wav",
    " https://example.com/a.wav\n": "https://example.com/a.wav",
    "\ufeffhttps://example.com/a.wav": "https://example.com/a.wav",
}


@pytest.mark.parametrize(("text", "address"), WRITTEN.items())
def test_the_very_address_is_written(text: str, address: str) -> None:
    assert how_to_write(text) == f"write `{address}`"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "write the whole address"),
        ("ftp://example.com/a.wav", "`ftp:` is neither http nor https"),
        ("data:audio/wav;base64,AAAA", "`data:` is neither http nor https"),
        ("C:\\audio\\a.wav", "a file of one computer"),
        ("\\\\server\\share\\a.wav", "a file of one computer"),
        ("/srv/sounds/a.wav", "a file of one computer"),
        ("../sounds/a.wav", "a file of one computer"),
        ("file:///a.wav", "a file of one computer"),
        ("welcome.wav", "on which server"),
        ("welcome", "on which server"),
        ("https://", "the host is missing"),
        ("https://:80/a.wav", "the host is missing"),
        ("https://example.com:99999/a.wav", "`99999` is no port"),
        ("https://2001:db8::1/a.wav", "square brackets"),
        ("https://256.1.1.1/a.wav", "`256.1.1.1` is no name of a host"),
        ("https://{{host}}/a.wav", "`{{host}}` is no name of a host"),
        ("https://example.com/\x01.wav", "U+0001 stands in it"),
        ("https://example.com/a\u200b.wav", "U+200B stands in it"),
        ("https://a@b@example.com/", "write the whole address"),
        (f"www.example.com/{'a' * 300}.wav", "write the whole address"),
    ],
)
def test_what_is_wrong_is_said(text: str, says: str) -> None:
    assert says in how_to_write(text)


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_advised_is_an_address(text: str) -> None:
    advised = how_to_write(text)
    if advised.startswith("write `"):
        assert is_address(advised.removeprefix("write `").removesuffix("`"))
