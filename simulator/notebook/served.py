"""The phone page in a notebook: a server of its own for one flow, and its page inside a cell."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Literal, Self

from simulator.server.emulator import Emulator

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from simulator.model.account import Account


class ServedPhone:
    """A server that runs until `close()`, or until a `with` block ends; a notebook shows its phone page.

    `url` is where the page is, `emulator` the server: its `lines`, `sessions`, `faults` and all else.
    """

    def __init__(self, emulator: Emulator, height: int) -> None:
        self.emulator, self._height, self._open = emulator, height, True
        emulator.__enter__()

    @property
    def url(self) -> str:
        """Where the page is, for a browser beside the notebook."""
        return f"{self.emulator.base_url}/"

    def close(self) -> None:
        """End the server; once more does nothing."""
        if self._open:
            self._open = False
            self.emulator.__exit__()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __str__(self) -> str:
        return f"callflow phone at {self.url}" if self._open else "callflow phone, closed"

    def _repr_html_(self) -> str:
        if not self._open:
            return f"<p>{escape(str(self))}</p>"
        style = f"width:100%;height:{self._height}px;border:0"
        allow = "autoplay; clipboard-write"
        return f'<iframe src="{escape(self.url)}" title="callflow phone" style="{style}" allow="{allow}"></iframe>'


def serve(
    flow: str | Path | None = None,
    *,
    accounts: Iterable[Account | str | Path | Mapping[str, Any]] = (),
    speed: float | Literal["max"] = 1.0,
    seed: int | None = None,
    at: str | int | None = None,
    allow: Iterable[str] = (),
    port: int = 0,
    height: int = 820,
) -> ServedPhone:
    """Serve the platform's API and the phone page of this machine, for a notebook that shows it inside a cell.

    The arguments are those of `Emulator`; `height` is that of the page, in pixels. Pages of this machine may show the
    page inside their own, which those of `callflow serve` and `Emulator` forbid. Raises UsageError, and
    MissingExtraError where the extra `serve` is missing.
    """
    emulator = Emulator(
        accounts=accounts, flow=flow, speed=speed, seed=seed, at=at, allow=allow, port=port, embedded=True
    )
    return ServedPhone(emulator, height)
