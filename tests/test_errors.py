"""The exception tree is as its docstring draws it."""

from __future__ import annotations

import pytest

from simulator import errors
from simulator.model.diagnostic import Diagnostic, Span


@pytest.mark.parametrize(
    "name", ["UsageError", "UnreachableError", "RefusedError", "OutOfTurnError", "MissingExtraError"]
)
def test_every_error_can_be_caught_by_the_one_base(name: str) -> None:
    assert issubclass(getattr(errors, name), errors.CallflowError)
    assert not issubclass(errors.CallflowError, (ValueError, OSError))


def test_a_refusal_holds_every_diagnostic_and_says_them_in_one_line() -> None:
    found = [Diagnostic(code, "error", message, "", "$", Span()) for code, message in ((-1007, "one"), (-1013, "two"))]
    refused = errors.RefusedError(found)
    assert refused.diagnostics == tuple(found)
    assert str(refused) == "[-1007] one; [-1013] two"
