"""What keeps a text from being an address on the web, and how to write it: the very address where that is certain."""

from __future__ import annotations

import re

from simulator.loading.words import printable
from simulator.model.web_address import NEVER, host_and_port, is_address
from simulator.registry import nearest

EXAMPLE = "https://example.com/welcome.wav"

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?![0-9])(.*)", re.DOTALL)
_LOST_COLON = re.compile(r"(https?)[;/]?/{1,2}(.*)", re.IGNORECASE | re.DOTALL)
_OF_A_COMPUTER = re.compile(r"[A-Za-z]:[\\/]|\\\\|~?/(?!/)|\.{1,2}[\\/]|file:", re.IGNORECASE)
_BARE_FILE = re.compile(r"[^/?#:]*\.(?:wav|mp3|ogg|m4a|aac|flac|gsm|ul|txt)", re.IGNORECASE)
_ODD = re.compile(f"[{NEVER}]")
_LONGEST = 200
"""Characters of an address that is shown whole."""
_WHOLE = f"write the whole address, as in {EXAMPLE}"


def how_to_write(text: str) -> str:
    """What is wrong with a text that is no address, and what to write."""
    candidate = _without_slips(text)
    if candidate != text and len(candidate) <= _LONGEST and is_address(candidate):
        return f"write `{candidate}`"
    return _why(text) or _WHOLE


def _without_slips(text: str) -> str:
    """The text without what is certainly a slip: white space, backslashes, a scheme misspelt or missing."""
    text = text.strip().strip("\ufeff\u200b\u2060")
    if _OF_A_COMPUTER.match(text) or _BARE_FILE.fullmatch(text):
        return text
    text = _with_scheme(text.replace("\\", "/"))
    return text.replace(" ", "%20")


def _with_scheme(text: str) -> str:
    if text.startswith("//"):
        return f"https:{text}"
    found = _SCHEME.match(text)
    if found is None:
        lost = _LOST_COLON.fullmatch(text)
        return f"{lost.group(1)}://{lost.group(2)}" if lost else f"https://{text}" if "." in text else text
    scheme, rest = found.groups()
    if _SCHEME.match(rest.lstrip("/")) and "//" in rest.lstrip("/"):
        return _with_scheme(rest.lstrip("/"))  # `http://https://example.com`: written twice
    near = nearest(scheme.lower(), ("https", "http"), 1)
    if not near:
        return text
    return f"{scheme if scheme.lower() in ('http', 'https') else near[0]}://{rest.lstrip('/')}"


def _why(text: str) -> str:
    if not text.strip():
        return _WHOLE
    if _OF_A_COMPUTER.match(text):
        return f"this is a file of one computer: put it on a web server, and {_WHOLE}"
    odd = _ODD.search(text)
    if odd:
        return f"U+{ord(odd.group()):04X} stands in it, which no address may hold: remove it"
    found = _SCHEME.match(text)
    if found and found.group(1).lower() not in ("http", "https"):
        return f"`{printable(found.group(1))}:` is neither http nor https: {_WHOLE}"
    if not found:
        return f"a name alone says not on which server it is: {_WHOLE}"
    return _parts(text)


def _parts(text: str) -> str:
    host, port = host_and_port(text)
    if not host:
        return f"the host is missing: {_WHOLE}"
    if port and ":" in port:
        return "a host of colons stands in square brackets, as in https://[2001:db8::1]/welcome.wav"
    if port and not is_address(f"http://example.com:{port}"):
        return f"`{printable(port)}` is no port: write one from 1 to 65535, or none"
    if not is_address(f"http://{host}"):
        return f"`{printable(host)}` is no name of a host, and no number of one: {_WHOLE}"
    return ""
