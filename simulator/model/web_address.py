"""Addresses on the web: what an absolute http or https address is, and which hosts only their own network reaches.

One pattern says it, for readers and for the JSON Schemas. `re` and ECMA-262 read it alike, so it names no class of
white space or letters: theirs differ.
"""

from __future__ import annotations

import re
from functools import cache

NEVER = (
    r"\x00-\x20\x7f-\xa0\xad\u1680\u2000-\u200b\u200e\u200f\u2028-\u202f\u205f-\u206f\u3000"
    r"\ud800-\udfff\ufeff\ufff0-\uffff\\"
)
"""Control characters, spaces of any kind, what nobody sees, and the backslash: they stand nowhere in an address."""

_SCHEME = "[Hh][Tt][Tt][Pp][Ss]?://"
_USER = rf"(?:[^{NEVER}/?#@]*@)?"
_LABEL = rf"[^{NEVER}!-,./:-@\[-\^`{{-~]{{1,63}}"
_NUMBER_LAST = r"(?:[^/?#:@]*\.)?(?:[0-9]+|0[Xx][0-9A-Fa-f]*)\.?(?:[:/?#]|$)"
_TWICE = "[Hh][Tt][Tt][Pp][Ss]?:"
_NAME = rf"(?!{_TWICE}|{_NUMBER_LAST}){_LABEL}(?:\.{_LABEL})*\.?"
_BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_FOUR = rf"(?:{_BYTE}\.){{3}}{_BYTE}"
_HEX = "[0-9A-Fa-f]{1,4}"
_SHORT = "|".join(f"(?:{_HEX}:){{1,{7 - n}}}(?::{_HEX}){{1,{n}}}" for n in range(1, 7))
_SIX = (
    rf"(?:{_HEX}:){{7}}{_HEX}|(?:{_HEX}:){{1,7}}:|{_SHORT}|:(?::{_HEX}){{1,7}}|::"
    rf"|::(?:[Ff]{{4}}(?::0{{1,4}})?:)?{_FOUR}|(?:{_HEX}:){{6}}{_FOUR}"
)
_HOST = rf"(?:{_NAME}|{_FOUR}|\[(?:{_SIX})\])"
_PORT = "(?::(?:0*(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3})(?![0-9]))?)?"
_REST = rf"(?:[/?#][^{NEVER}]*)?"

ADDRESS = f"{_SCHEME}{_USER}{_HOST}{_PORT}{_REST}"
"""What the platform fetches from or posts to: a host is needed; a user, a port, a query, a fragment may be there."""
OWN_ADDRESS = f"(?=[!-~]*$){_SCHEME}{_HOST}{_PORT}{_REST}"
"""What we post to ourselves: ASCII alone, and no user, since a header says who asks."""

_PARTS = re.compile(r"[A-Za-z]+://(?:[^/?#]*@)?(\[[^\]/?#]*\]|[^/?#:]*)(?::([^/?#]*))?")
_HOME = re.compile(r"(?:.*\.)?(?:localhost|local|localdomain|lan|intranet|internal|home|corp|private|home\.arpa)")

_IN_DOCUMENTS = ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
"""Addresses that stand for any other in examples, as `example.com` does."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def is_address(text: str) -> bool:
    """Whether a text is an absolute http or https address with a host."""
    return _compiled(ADDRESS).fullmatch(text) is not None


def is_own_address(text: str) -> bool:
    """Whether a text is an address that we can post to ourselves."""
    return _compiled(OWN_ADDRESS).fullmatch(text) is not None


def host_and_port(text: str) -> tuple[str, str | None]:
    """What stands where the host and the port of an address stand, whether or not they are any."""
    found = _PARTS.match(text)
    return (found.group(1), found.group(2)) if found else ("", None)


def is_own_host(host: str) -> bool:
    """Whether only this machine can be reached there, or reach what listens there."""
    from ipaddress import ip_address  # few ask

    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def reached_at_home_only(text: str) -> bool:
    """Whether the host of an address is one that only its own machine or network can reach."""
    from ipaddress import ip_address, ip_network  # only a lint asks

    host = host_and_port(text)[0].lower().rstrip(".")
    try:
        number = ip_address(host.strip("[]"))
    except ValueError:
        return "." not in host or _HOME.fullmatch(host) is not None
    number = getattr(number, "ipv4_mapped", None) or number
    return not number.is_global and not any(number in ip_network(one) for one in _IN_DOCUMENTS)
