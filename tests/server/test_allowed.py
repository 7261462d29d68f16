"""Where webhooks may go: addresses are judged by what they lead to, however they are spelled."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from simulator.errors import UsageError
from simulator.server.posting.allowed import Allowed, allowed

PUBLIC = "93.184.216.34"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:5000/vca",
        "http://127.9.9.9/",
        "https://[::1]:5000/",
        "http://[::ffff:127.0.0.1]/",
        "http://localhost:5000/vca?token=abc",
        "HTTP://LOCALHOST./",
    ],
)
def test_this_machine_is_always_allowed(url: str) -> None:
    assert allowed(url, ()) is None


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://10.0.0.5/", "it is an address of a private network: allow it with --allow 10.0.0.5"),
        ("http://192.168.1.1/", "a private network"),
        ("http://172.16.0.1/", "a private network"),
        ("http://169.254.169.254/latest/meta-data", "a private network"),
        ("http://100.64.0.1/", "a private network"),
        ("http://[fe80::1]/", "a private network"),
        ("http://[fd00::1]/", "a private network"),
        ("http://[::ffff:10.0.0.5]/", "a private network: allow it with --allow 10.0.0.5"),
        ("http://[64:ff9b::a00:5]/", "a private network"),
        ("http://[::10.0.0.5]/", "a private network"),
        ("http://[2002:0a00:0005::1]/", "a private network"),
        ("http://0.0.0.0/", "no address of one machine"),
        ("http://[::]/", "no address of one machine"),
        ("http://[::ffff:0.0.0.0]/", "no address of one machine"),
        ("http://255.255.255.255/", "no address of one machine"),
        ("http://224.0.0.1/", "no address of one machine"),
        (f"http://{PUBLIC}/", f"only this machine is: allow it with --allow {PUBLIC}"),
        ("https://backend.example.com/vca", "allow it with --allow backend.example.com"),
        ("http://localhost.example.com/", "allow it with --allow localhost.example.com"),
        ("http://127.0.0.1.example.com/", "allow it with --allow 127.0.0.1.example.com"),
        ("http://metadata/", "allow it with --allow metadata"),
        ("http://2130706433/", "is no address that can be asked"),
        ("http://0x7f000001/", "is no address that can be asked"),
        ("http://0177.0.0.1/", "is no address that can be asked"),
        ("http://0x7f.1/", "is no address that can be asked"),
        ("http://127.1/", "is no address that can be asked"),
        ("http://１２７.0.0.1/", "is no address that can be asked"),
        ("http://127。0。0。1/", "is no address that can be asked"),
        ("http://127.0.0.1\\@10.0.0.5/", "is no address that can be asked"),
        ("http://10.0.0.5#@127.0.0.1/", "a private network"),
        ("http://127.0.0.1:99999/", "port from 1 to 65535"),
        ("ftp://127.0.0.1/", "http:// or https://"),
        ("file:///etc/passwd", "http:// or https://"),
        ("//127.0.0.1/", "http:// or https://"),
        ("http:127.0.0.1/", "http:// or https://"),
        ("", "http:// or https://"),
        ("http://127.0.0.1/a b", "is no address that can be asked"),
        ("http://127.0.0.1/\r\nX: y", "is no address that can be asked"),
    ],
)
def test_all_else_is_refused_until_it_is_named(url: str, words: str) -> None:
    assert words in (allowed(url, ()) or "allowed")


def test_a_user_in_the_address_is_refused_and_not_shown() -> None:
    found = allowed("http://me:very-secret@127.0.0.1/", ())
    assert "give no user name" in (found or "")
    assert "secret" not in (found or "")


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("backend.example.com", "http://Backend.Example.COM:8080/x"),
        ("Backend.Example.com.", "https://backend.example.com./x"),
        ("backend", "http://backend/"),
        ("10.0.0.5", "http://10.0.0.5/"),
        ("10.0.0.0/8", "http://[::ffff:10.0.0.5]/"),
        ("fd00::/8", "http://[fd00::1]/"),
        ("[fd00::1]", "http://[fd00::1]/"),
        (PUBLIC, f"https://{PUBLIC}/"),
    ],
)
def test_what_is_named_is_allowed(host: str, url: str) -> None:
    assert allowed(url, [host]) is None
    assert allowed(url, ["other.example.com"]) is not None


def test_no_network_is_so_wide_that_nobody_is_meant() -> None:
    assert allowed("http://0.0.0.0/", ["0.0.0.0/0"]) is not None
    assert allowed("http://224.0.0.1/", ["0.0.0.0/0"]) is not None


@pytest.mark.parametrize(
    "host",
    ["", "http://backend", "backend:80", "a/b", "*.example.com", "me:pw@backend", "127.1", "10.0.0.5/8", "a b", "ä"],
)
def test_what_names_no_host(host: str) -> None:
    with pytest.raises(UsageError, match=r"--allow .* names no host: give a name"):
        Allowed.of([host])


@pytest.mark.parametrize(
    ("number", "fine"),
    [
        (PUBLIC, True),
        ("127.0.0.1", True),
        ("10.0.0.5", False),
        ("192.168.7.7", True),
        ("::ffff:192.168.7.7", True),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("fe80::1%1", False),
    ],
)
def test_where_a_name_leads_is_judged_apart(number: str, fine: bool) -> None:
    """A private address needs its own name beside that of the host."""
    allow = Allowed.of(["backend.example.com", "192.168.7.0/24"])
    refusal = allow.refused_number("backend.example.com", ip_address(number))
    assert (refusal is None) == fine
    assert refusal is None or refusal.startswith(f"backend.example.com leads to {number}, which is not asked")
