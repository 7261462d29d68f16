"""`account.yaml` (or JSON) becomes an `Account`; every key is checked, and every fault is a finding."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from simulator.loading._settings_file import read_assumptions
from simulator.loading.yaml_fields import Fields
from simulator.loading.yaml_nodes import Mapping, Node
from simulator.loading.yaml_text import load_yaml
from simulator.model.account import Account
from simulator.model.number import MSISDN
from simulator.registry import names

if TYPE_CHECKING:
    from simulator.model.diagnostic import Finding

Read = Callable[[Path], bytes]
"""How the file of a platform scenario is read; it raises OSError where it cannot be."""

_SUB_ACCOUNT = re.compile(r"[A-Za-z0-9\-._&]{3,50}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_VOICE = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)+")
_CODE = re.compile(r"L[0-9]{3}")
ACTIONS = ("makeCall", "say", "playFile", "sayAndCapture", "hangup", "executeScenario")
WEBHOOKS = ("VCA", "VSS", "VCS")

KEYS: dict[str, str] = {
    "subAccountId": "sub_account_id",
    "dialect": "dialect",
    "callerIds": "caller_ids",
    "voiceProfiles": "voice_profiles",
    "scenarios": "scenarios",
    "coverage": "coverage",
    "capacity": "capacity",
    "limits": "limits",
    "webhooks": "webhooks",
    "strict": "strict",
    "ignore": "ignore",
    "assumptions": "assumptions",
    "virtualNumbers": "virtual_numbers",
}
"""The keys of the file, and the fields of `Account` that they fill."""


def read_account(raw: bytes, folder: Path, read: Read = Path.read_bytes) -> tuple[Account, tuple[Finding, ...]]:
    """The account that a file describes, and what is wrong with it; what is at fault keeps its default."""
    document = load_yaml(raw)
    if document.root is None:
        return Account(), document.findings
    account, findings = account_of(document.root, folder, read=read)
    return account, (*document.findings, *findings)


def account_of(
    node: Node, folder: Path, base: Account | None = None, read: Read = Path.read_bytes
) -> tuple[Account, tuple[Finding, ...]]:
    """The account that a node describes (inline in another file), laid over `base`."""
    fields = Fields()
    over = base or Account()
    given = fields.known(node, KEYS, "the account file")
    reader = _AccountReader(fields, folder, over, read)
    values = {KEYS[key]: getattr(reader, KEYS[key])(item) for key, item in given.items()}
    found = {key: value for key, value in values.items() if value is not None}
    return attrs.evolve(over, **found), tuple(fields.findings)


class _AccountReader:
    """One method per field of `Account`."""

    def __init__(self, fields: Fields, folder: Path, base: Account, read: Read) -> None:
        self._fields, self._folder, self._base, self._read = fields, folder, base, read

    def sub_account_id(self, node: Node) -> str | None:
        return self._fields.matching(
            node, _SUB_ACCOUNT, "a subaccount id", "3 to 50 letters, digits and any of the characters - . _ &"
        )

    def dialect(self, node: Node) -> str | None:
        return self._fields.choice(node, ("v1.2", "v1.1"))

    def caller_ids(self, node: Node) -> tuple[str, ...]:
        return self._fields.listing(node, self._number)

    def voice_profiles(self, node: Node) -> tuple[str, ...]:
        hint = "write it as `locale-Voice`, en-GB-Emma for example"
        return self._fields.listing(node, lambda item: self._fields.matching(item, _VOICE, "a voice profile", hint))

    def coverage(self, node: Node) -> tuple[str, ...]:
        hint = "two capital letters of ISO 3166, as in SG"
        return self._fields.listing(node, lambda item: self._fields.matching(item, _COUNTRY, "a country code", hint))

    def capacity(self, node: Node) -> int | None:
        return self._fields.integer(node, 0)

    def limits(self, node: Node) -> dict[str, int]:
        given = self._fields.known(node, ACTIONS, "`limits`")
        return _kept({action: self._fields.integer(item, 0) for action, item in given.items()})

    def webhooks(self, node: Node) -> dict[str, bool]:
        given = self._fields.known(node, WEBHOOKS, "`webhooks`")
        return self._base.webhooks | _kept({kind: self._fields.boolean(item) for kind, item in given.items()})

    def strict(self, node: Node) -> bool | None:
        return self._fields.boolean(node)

    def ignore(self, node: Node) -> frozenset[str]:
        known = tuple(name[:4].upper() for name in names("simulator.rules") if _CODE.fullmatch(name[:4].upper()))
        return frozenset(self._fields.listing(node, lambda item: self._fields.choice(item, known)))

    def assumptions(self, node: Node) -> Any:
        return read_assumptions(node, self._fields, self._base.assumptions)

    def virtual_numbers(self, node: Node) -> dict[str, str]:
        numbers = self._fields.mapping(node, "`virtualNumbers`")
        for number, item in numbers.items():
            if not MSISDN.fullmatch(number):
                hint = "7 to 15 digits, the plus optional"
                self._fields.fault("F004", item, f"`{number}` is not a phone number", hint)
        return _kept({number: self._fields.text(item) for number, item in numbers.items() if MSISDN.fullmatch(number)})

    def scenarios(self, node: Node) -> dict[str, str | None]:
        """Names alone, or `name: path` of the call flow that each stands for (null: the name alone)."""
        if isinstance(node, Mapping):
            return {name: self._flow(item) for name, item in node.items.items()}
        return dict.fromkeys(self._fields.listing(node, self._fields.text))

    def _number(self, node: Node) -> str | None:
        return self._fields.matching(node, MSISDN, "a phone number", "7 to 15 digits, the plus optional")

    def _flow(self, node: Node) -> str | None:
        name = None if node.plain is None else self._fields.text(node)
        if name is None:
            return None
        path = self._folder / name
        try:
            return self._read(path).decode("utf-8-sig")
        except (OSError, ValueError) as error:
            why = "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else "cannot be read"
            hint = f"paths are read from the folder of the account file: there should be a file {path}"
            self._fields.fault("F005", node, f"the file `{name}` {why}", hint)
            return None


def _kept(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
