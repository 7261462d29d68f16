"""Which texts are addresses on the web, and which of those can be posted to by us."""

from __future__ import annotations

import pytest

from simulator.model.flow.where import address, parse_where
from simulator.model.web_address import host_and_port, is_address, is_own_address

ADDRESSES = (
    "http://example.com",
    "https://example.com/a.wav",
    "HTTPS://EXAMPLE.COM/A.WAV",
    "HtTp://example.com",
    "https://example.com./a.wav",
    "https://example.com:8443/a.wav",
    "https://example.com:65535/a.wav",
    "https://example.com:/a.wav",
    "https://example.com:0443/a.wav",
    "https://user:secret@example.com/a.wav",
    "https://[2001:db8::1]/a.wav",
    "https://[::1]:8080/a.wav",
    "https://[::]/a.wav",
    "https://[::ffff:192.0.2.1]/a.wav",
    "https://[1:2:3:4:5:6:7:8]/a.wav",
    "https://[1:2:3:4:5:6:7::]/a.wav",
    "https://[1::8]/a.wav",
    "https://[1:2:3:4:5:6:192.0.2.1]/a.wav",
    "https://192.0.2.1/a.wav",
    "https://münchen.example/ö.wav",
    "https://xn--mnchen-3ya.example/a.wav",
    "https://例え.テスト/あ.wav",
    "https://example.com/a%20b.wav?x=1&y=[2]#t=3",
    "https://example.com?x=1",
    "https://example.com#x",
    "https://a_b.example.com/a.wav",
    "https://3com.example/a.wav",
    "https://example.com/{{file}}.wav",
    "https://example.com/%name%/[Name].wav",
    "https://example.com/a@b:c//d",
    "http://localhost:5000/a.wav",
    "http://fileserver/a.wav",
)
OTHERS = (
    "",
    " ",
    "ftp://example.com/a.wav",
    "file:///a.wav",
    "www.example.com/a.wav",
    "welcome.wav",
    "C:\\audio\\a.wav",
    "https:/example.com/a.wav",
    "https:example.com/a.wav",
    "https:///example.com/a.wav",
    "https//example.com/a.wav",
    "htps://example.com/a.wav",
    "https://",
    "https://:80/a.wav",
    "https://user@/a.wav",
    "https://user:secret@:80/a.wav",
    "https://?a",
    "https://#a",
    "https://a@b@example.com/",
    "https://example.com:99999/a.wav",
    "https://example.com:65536/a.wav",
    "https://example.com:0/a.wav",
    "https://example.com:8o/a.wav",
    "https://example.com:-1/a.wav",
    "https://example.com/a b.wav",
    "https://exam ple.com/a.wav",
    "https://example.com/a.wav\n",
    "\nhttps://example.com/a.wav",
    "https://example.com/\x01.wav",
    "https://example.com/a\u200b.wav",
    "https://example.com/a\xa0b.wav",
    "https://example.com/a\u202e.wav",
    "https://example.com/\ufeff",
    "https://example.com/\ud800.wav",
    "https://example.com/\uffff",
    "https://example.com\\a.wav",
    "https:\\\\example.com\\a.wav",
    "//example.com/a.wav",
    "data:audio/wav;base64,AAAA",
    "javascript:alert(1)",
    "https://example..com/a.wav",
    "https://.example.com/a.wav",
    "https://[2001:db8::1/a.wav",
    "https://[2001:db8:::1]/a.wav",
    "https://[1:2:3:4:5:6:7]/a.wav",
    "https://[1:2:3:4:5:6:7:8:9]/a.wav",
    "https://[::1%25eth0]/a.wav",
    "https://[]/a.wav",
    "https://[example.com]/a.wav",
    "https://2001:db8::1/a.wav",
    "https://256.1.1.1/a.wav",
    "https://1.2.3/a.wav",
    "https://12345/a.wav",
    "https://0x7f.1/a.wav",
    "https://a.example,b.example/a.wav",
    "https://{{host}}/a.wav",
    "https://<your host>/a.wav",
    "https://exa%6dple.com/a.wav",
    "http://https://example.com/a.wav",
    f"https://{'a' * 64}.example/a.wav",
)


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address_is_taken(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize("text", OTHERS)
def test_another_text_is_none(text: str) -> None:
    assert not is_address(text)
    assert not is_own_address(text)


@pytest.mark.parametrize("text", [*ADDRESSES, *OTHERS])
def test_what_a_flow_file_posts_to_is_ascii_and_names_no_user(text: str) -> None:
    assert is_own_address(text) == (is_address(text) and text.isascii() and "@" not in text.split("/")[2])
    try:
        taken = parse_where(text).kind == "http" and address(text) == text
    except ValueError:
        taken = False
    assert taken == is_own_address(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("http://127.0.0.1:99999/vca", "a port from 1 to 65535"),
        ("http://127.0.0.1:x/vca", "a port from 1 to 65535"),
        ("http://user@example.com/vca", "no user name"),
        ("http://münchen.example/vca", "percent-encoded"),
        ("http:/127.0.0.1/vca", "a whole address"),
        ("https://", "a whole address"),
        ("http://example.com/a b", "a whole address"),
        ("htp://example.com", "did you mean `http:`?"),
    ],
)
def test_a_backend_at_no_address_is_told_what_is_wrong(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse_where(text)


def test_host_and_port_stand_where_they_stand() -> None:
    assert host_and_port("https://u:p@Example.com:81/a") == ("Example.com", "81")
    assert host_and_port("https://[::1]?x") == ("[::1]", None)
    assert host_and_port("nowhere") == ("", None)
