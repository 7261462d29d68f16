"""`Account` as code makes it: who is at a line is read by the reader of account files, where it is a mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.model.account import Account
from simulator.model.call.lines import read_mappings_with
from simulator.running.source import account_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.model.call.lines import LineRule


def read_lines(given: Mapping[str, Any]) -> tuple[LineRule, ...]:
    """The rules of `lines` as an account file has them. Raises UsageError with every fault in them."""
    return account_from({"lines": given}).lines


read_mappings_with(read_lines)

__all__ = ["Account"]
