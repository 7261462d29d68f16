"""A pattern of a row that thinks for ever is stopped and named when digits for it are looked for."""

from __future__ import annotations

import pytest

from simulator.entries import pattern as _pattern
from simulator.entries.pattern import longest
from simulator.errors import EndlessPatternError


@pytest.mark.parametrize("text", ["(?:(?:1|11|1)+)+2345", "(1|1|11)*9", "(?:1|1)+(?:1|11|1)+#"])
def test_it_is_named(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise TimeoutError

    monkeypatch.setattr(_pattern._Asking, "_takes", never)
    with pytest.raises(EndlessPatternError, match="thinks longer than"):
        longest(text, 1, 25, lambda _keys: True)
