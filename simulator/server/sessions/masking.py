"""Secrets of webhooks, kept out of all that is told: a receiver that says its header back does not make it known."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHORTEST_SECRET = 6
"""Characters of a secret that a receiver may not say back; a shorter one is in many a text."""
SIGN = "•"
_QUOTED = re.compile(r'"([^"]+)"')


def masked(text: str, headers: Iterable[str | None], sign: str = SIGN) -> str:
    """A text without the secrets of these headers."""
    for header in filter(None, headers):
        for secret in _secrets(header):
            text = text.replace(secret, sign * len(secret))
    return text


def hidden(data: Any, headers: Iterable[str | None], sign: str = SIGN) -> Any:
    """Data of JSON with each text masked; its keys stay."""
    if isinstance(data, dict):
        return {key: hidden(one, headers, sign) for key, one in data.items()}
    if isinstance(data, list | tuple):
        return [hidden(one, headers, sign) for one in data]
    return masked(data, headers, sign) if isinstance(data, str) else data


def _secrets(header: str) -> Iterator[str]:
    """What is secret of a header, the whole first: its parts are in it."""
    for secret in (header.partition(" ")[2], *_QUOTED.findall(header), header.rpartition(" ")[2]):
        if len(secret) >= SHORTEST_SECRET:
            yield secret


class Secrets:
    """The headers that were given to any session of a server."""

    def __init__(self) -> None:
        self._headers: dict[str, None] = {}
        self._parts: tuple[str, ...] = ()

    def add(self, header: str | None) -> None:
        """One more."""
        if header is not None and header not in self._headers:
            self._headers[header] = None
            found = {*self._parts, *_secrets(header)}
            self._parts = tuple(found | {json.dumps(one, ensure_ascii=False)[1:-1] for one in found})

    @property
    def known(self) -> bool:
        """Whether there is any."""
        return bool(self._parts)

    def in_text(self, text: str) -> bool:
        """Whether one of them is in a text, as it is or as JSON writes it."""
        return any(part in text for part in self._parts)

    def hide(self, data: Any) -> Any:
        """Data without any of them."""
        return hidden(data, self._headers) if self._parts else data

    def mask(self, text: str) -> str:
        """A text without any of them, however they are written there."""
        for part in sorted(self._parts, key=len, reverse=True):
            text = text.replace(part, SIGN * len(part))
        return text
