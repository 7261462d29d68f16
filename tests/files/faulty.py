"""A disk that fails: the system calls by which files are written, of which one or all from one on go wrong."""

from __future__ import annotations

import os
from errno import EIO, ENOSPC
from typing import TYPE_CHECKING, Any, Literal

from simulator.files import writing

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

Trouble = Literal["space", "io", "kill"]
TROUBLES: tuple[Trouble, ...] = ("space", "io", "kill")
CALLS = ("open", "write", "fsync", "chmod", "link", "replace", "unlink", "mkdir", "rmdir")


class Killed(BaseException):
    """The process is no more: nothing that it would do afterwards happens."""


class Disk:
    """Stands for `os` where files are written. Call number `at` (from 0) goes wrong; -1: none does.

    `space` and `io` fail once, a write when half of it is done; after `kill` no call does anything.
    """

    def __init__(self, at: int = -1, trouble: Trouble = "space") -> None:
        self.at, self.trouble, self.calls = at, trouble, 0
        self.struck = ""

    def under(self, patch: pytest.MonkeyPatch) -> Disk:
        """Let everything that writes files write to this disk."""
        patch.setattr(writing, "os", self)
        return self

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        return self._guarded(name, real) if name in CALLS else real

    def _guarded(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            number, self.calls = self.calls, self.calls + 1
            if self.trouble == "kill" and 0 <= self.at < number:
                raise Killed
            if number != self.at:
                return real(*args, **more)
            self.struck = name
            if name == "write":
                real(args[0], args[1][: len(args[1]) // 2])
            raise Killed if self.trouble == "kill" else OSError(self._number, os.strerror(self._number))

        return call

    @property
    def _number(self) -> int:
        return ENOSPC if self.trouble == "space" else EIO
