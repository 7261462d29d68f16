"""Who may ask: keys, the names under which the server is reached, and the pages that may change something."""

from __future__ import annotations

import hmac
import re
from hmac import compare_digest
from ipaddress import ip_address
from typing import TYPE_CHECKING

from simulator.model.kept import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from simulator.server.emulation import Emulation

READING = ("GET", "HEAD", "OPTIONS")
HERE = ("none", "same-origin")
"""What a browser says of a request that no page of another origin has made."""
COOKIE = "callflow_page"
"""The cookie of the page: a stream of events is asked for without headers of ours."""
LASTS = 12 * 3600
"""Seconds for which it is good."""
_UNTIL = re.compile(r"([0-9]{1,12})\.")
_BEARER = "bearer "
_AUTHORITY = re.compile(r"(?:\[(?P<number>[0-9a-f:.]+)\]|(?P<name>[^\s/@?#\[\]\\:]+))(?::[0-9]{0,5})?", re.IGNORECASE)
"""A `Host`: a name or an address, and a port; no user, no path."""
HOSTS, SIGNS = 256, 1 << 20
"""Headers `Host` that are remembered, and their characters in all."""


def token(headers: Mapping[str, str]) -> str:
    """The key of a request; empty where it has none."""
    given = headers.get("authorization", "")
    return given[len(_BEARER) :].strip() if given[: len(_BEARER)].lower() == _BEARER else ""


def known_key(given: str, keys: Iterable[str]) -> bool:
    """Whether it is one of the keys; how long that takes says nothing of them."""
    found = [compare_digest(given.encode(), key.encode()) for key in keys]
    return any(found)


def may_ask(emulation: Emulation, headers: Mapping[str, str], keys: Iterable[str] | None) -> bool:
    """Whether the key of a request is one of an account, or the server's; any key is, where none is named."""
    given = token(headers)
    if emulation.api_key is not None and known_key(given, (emulation.api_key,)):
        return True
    if keys is None:
        return bool(given) and emulation.api_key is None
    return known_key(given, keys)


def cookie_name(host: str) -> str:
    """The cookie of the server at a `Host`: browsers send those of all ports of a machine to each."""
    port = host.rpartition("]")[2].rpartition(":")[2] if ":" in host.rpartition("]")[2] else ""
    return f"{COOKIE}_{port}" if port else COOKIE


def cookie_of(key: str, name: str, until: int) -> str:
    """What a cookie holds that stands for a key until a second since 1970: good after a restart, and not the key."""
    return f"{until}.{hmac.new(key.encode(), f'{name} {until}'.encode(), 'sha256').hexdigest()}"


def signed_in(emulation: Emulation, headers: Mapping[str, str]) -> bool:
    """Whether a page has said the key of the server, if there is one."""
    if emulation.api_key is None:
        return True
    wanted, key, now = cookie_name(headers.get("host", "")), emulation.api_key, emulation.wall()
    given = (one.strip().partition("=") for one in headers.get("cookie", "").split(";"))
    found = [(value, _UNTIL.match(value)) for name, _, value in given if name == wanted]
    lasting = [(value, int(until[1])) for value, until in found if until is not None and int(until[1]) > now]
    return any(known_key(value, (cookie_of(key, wanted, until),)) for value, until in lasting)


@remembered(HOSTS, SIGNS)
def own_name(host: str, names: tuple[str, ...]) -> bool:
    """Whether a `Host` header names this machine: another name leads here by rebinding."""
    found = _AUTHORITY.fullmatch(host)
    name = (found["number"] or found["name"]).lower() if found else ""
    if name == "localhost" or name in names:
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def from_elsewhere(method: str, headers: Mapping[str, str]) -> bool:
    """Whether a page of another origin wants to change something."""
    if method in READING:
        return False
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site", "none") not in HERE
    return origin.partition("://")[2].lower() != headers.get("host", "").lower()
