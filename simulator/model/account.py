"""What an account allows: the content of `account.yaml`, every key optional."""

from __future__ import annotations

from typing import Any, Literal, get_args

from attrs import field

from simulator.errors import UsageError
from simulator.model.account_forms import LISTS, NUMBER, SUBACCOUNT, lints
from simulator.model.assumptions import Assumptions
from simulator.model.call.lines import LineRule, rules_of
from simulator.model.record import frozen
from simulator.model.values import choice, plain, shown, texts, whole

Dialect = Literal["v1.2", "v1.1"]
_MAPPINGS = (
    ("scenarios", str | None, "texts"),
    ("limits", int, "whole numbers"),
    ("webhooks", bool, "True or False"),
    ("virtual_numbers", str, "texts"),
)


@frozen
class Account:
    """An account as the checks and the calls see it; an empty one restricts nothing.

    `scenarios` maps the name of a platform scenario to the text of the call flow it stands for, or to
    None where only its name is known. None for the whole means that no list is configured. Raises UsageError.
    """

    sub_account_id: str = "sandbox"
    dialect: Dialect = "v1.2"
    caller_ids: tuple[str, ...] | None = None
    voice_profiles: tuple[str, ...] | None = None
    scenarios: dict[str, str | None] | None = field(default=None, hash=False)
    coverage: tuple[str, ...] | None = None
    capacity: int | None = None
    limits: dict[str, int] = field(factory=dict, hash=False)
    webhooks: dict[str, bool] = field(factory=dict, hash=False)
    strict: bool = False
    ignore: frozenset[str] = frozenset()
    assumptions: Assumptions = Assumptions()
    virtual_numbers: dict[str, str] = field(factory=dict, hash=False)
    api_keys: tuple[str, ...] = field(default=(), repr=False)
    """Any key will do where there is none."""
    lines: tuple[LineRule, ...] = ()
    """Who is at the other end, by number and pattern; given as a dict too: `{"+65*": "answered:2s keys=1"}`."""
    numbers: tuple[dict[str, Any], ...] = field(default=(), hash=False)
    """The virtual numbers, with the platform's own names for what is known of each."""

    def __attrs_post_init__(self) -> None:
        SUBACCOUNT.hold("sub_account_id", texts("sub_account_id", [self.sub_account_id]))
        choice("dialect", self.dialect, get_args(Dialect))
        for name, form in LISTS.items():
            if (given := getattr(self, name)) is not None:
                object.__setattr__(self, name, texts(name, given))
                form.hold(name, getattr(self, name))
        object.__setattr__(self, "ignore", frozenset(texts("ignore", self.ignore)))
        for code in sorted(self.ignore):
            choice("ignore", code, lints())
        object.__setattr__(self, "api_keys", texts("api_keys", self.api_keys))
        object.__setattr__(self, "lines", rules_of(self.lines))
        object.__setattr__(self, "numbers", _numbers(self.numbers))
        if self.capacity is not None:
            object.__setattr__(self, "capacity", whole("capacity", self.capacity))
        for name, kind, words in _MAPPINGS:
            object.__setattr__(self, name, _mapping(name, getattr(self, name), kind, words))
        for name, count in self.limits.items():
            whole(f"limits[{name!r}]", count)
        NUMBER.hold("virtual_numbers", self.virtual_numbers)
        if not isinstance(self.strict, bool):
            raise UsageError(f"strict is {shown(self.strict)}, expected True or False")
        if not isinstance(self.assumptions, Assumptions):
            raise UsageError(f"assumptions is {shown(self.assumptions)}, expected simulator.Assumptions(...)")

    def sends(self, webhook: str) -> bool:
        """Whether a webhook of this kind is registered; not saying anything means that there is one."""
        return self.webhooks.get(webhook, True)


def _numbers(given: Any) -> tuple[dict[str, Any], ...]:
    if not isinstance(given, list | tuple) or not all(isinstance(one, dict) and "msisdn" in one for one in given):
        raise UsageError(f'numbers is {shown(given)}, expected a list of dicts, each with its "msisdn"')
    return tuple({key: plain(value) for key, value in one.items()} for one in given)


def _mapping(name: str, given: Any, kind: Any, words: str) -> dict[str, Any] | None:
    if given is None and name == "scenarios":
        return None
    if not isinstance(given, dict):
        raise UsageError(f"{name} is {shown(given)}, expected a dict of {words} by name")
    found = {key: plain(value) for key, value in given.items()}
    for key, value in found.items():
        if not isinstance(key, str) or not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise UsageError(f"{name} holds {shown(key)}: {shown(value)}, expected {words} by name")
    return found
