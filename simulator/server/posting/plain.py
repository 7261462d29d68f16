"""An answer that came whole and is as most are: it is read at once, without the machinery for all that HTTP allows."""

from __future__ import annotations

import re

PLAIN = re.compile(rb"HTTP/1\.1 (?P<status>[2-5][0-9]{2})(?: [ -~]*)?(?P<headers>(?:\r\n[A-Za-z0-9-]+:[ -~]*)*)")
"""A head without anything odd."""
BODILESS = (204, 304)
"""Statuses whose body is empty whatever the head says."""

PlainAnswer = tuple[int, tuple[tuple[str, str], ...], bytes]
"""Status, headers with their names in lower case, body."""


def plain_answer(data: bytes) -> PlainAnswer | None:
    """What all bytes that came until now are as an answer; None where it takes more to say, or more is to come."""
    head, end, body = data.partition(b"\r\n\r\n")
    found = PLAIN.fullmatch(head) if end else None
    if found is None:
        return None
    lines = found["headers"].decode().split("\r\n")[1:]
    headers = tuple([_header(line) for line in lines])
    lengths = [value for name, value in headers if name == "content-length"]
    status = int(found["status"])
    if lengths != [str(len(body))] or status in BODILESS or any(name == "transfer-encoding" for name, _ in headers):
        return None
    return status, headers, body


def _header(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.lower(), value.strip(" ")
