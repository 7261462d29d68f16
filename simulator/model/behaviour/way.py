"""How a caller gets somewhere: the keys and the outcomes of the legs, as `callflow run` takes them."""

from __future__ import annotations

from shlex import quote

from attrs import field, frozen

from simulator.model.instants import written

MANY = 6
"""So many digits are counted, not told."""
ANY = "any call"
"""What shows a thing that no caller can avoid."""


@frozen
class Way:
    """A key script, and what each dial comes to; where `legs` runs out, legs answer.

    `keys` counts key strokes, `moves` the steps; `ms` is simulated time. `path` are the moves of a behaviour, where it
    is a way through one. `inbound`: leg A called, so that each dial is a leg B. `at` is when the call begins, in ms
    since 1970, where that decides what it comes to.
    """

    dtmf: str = ""
    legs: tuple[str, ...] = ()
    keys: int = 0
    moves: int = 0
    ms: int = 0
    path: tuple[int, ...] = field(default=(), eq=False, repr=False)
    inbound: bool = field(default=False, eq=False, repr=False)
    at: int | None = None

    @property
    def options(self) -> str:
        """`--dtmf '1 2#' --leg busy`; empty where the call gets there by itself."""
        parts = [f"--at {when}" for when in self.instant.values()]
        parts += [f"--dtmf {quote(self.dtmf)}"] if self.dtmf else []
        return " ".join([*parts, *(f"--leg {quote(leg)}" for leg in self.legs)])

    @property
    def said(self) -> str:
        """What a caller does, in words: `press 1, then 8 digits; leg A: busy`; empty where there is nothing to do."""
        keys = ", then ".join(map(_said, self.dtmf.split()))
        pressed = keys if not keys or keys.startswith(("press", "wait", "hang")) else f"press {keys}"
        legs = ", ".join(f"leg {'B' if at or self.inbound else 'A'}: {leg}" for at, leg in enumerate(self.legs))
        begins = f"the call begins at {written(self.at)}" if self.at is not None else ""
        return "; ".join(filter(None, (begins, pressed, legs)))

    @property
    def instant(self) -> dict[str, str]:
        """When the call begins, as reports for programs have it: `at`, or nothing."""
        return {} if self.at is None else {"at": written(self.at)}

    @property
    def told(self) -> str:
        """In words first, then the options to copy: `press 1, then 8 digits  --dtmf '1 12345678'`."""
        return f"{self.said}  {self.options}" if self.options else ANY

    @property
    def order(self) -> tuple[int, int]:
        """What is compared where the shorter way is wanted: keys, then moves."""
        return (self.keys, self.moves)


def _said(token: str) -> str:
    """A token of a key script in words; one with a time of its own as it is."""
    if token == "silence":
        return "wait"
    if token == "hangup":
        return "hang up"
    if token.startswith("^"):
        return f"{_said(token[1:])} during the prompt"
    keys = token.removesuffix("#")
    counted = f"{len(keys)} digits" if keys.isdigit() and len(keys) >= MANY else keys
    return f"{counted}, then #" if keys != token and keys else counted or "#"
