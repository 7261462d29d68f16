"""`account.yaml` (or JSON) becomes an `Account`; every key is checked, and every fault is a finding."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from simulator.files.reading import read_plain
from simulator.files.strangers import STRANGE, is_far
from simulator.loading.calling.lines import LINES, read_lines
from simulator.loading.calling.numbers import API_KEY, VIRTUAL_NUMBER, read_keys, read_numbers
from simulator.loading.files.phones import phone
from simulator.loading.files.settings_file import assumptions_kind, read_assumptions
from simulator.loading.yaml.fields import Fields
from simulator.loading.yaml.form import Form
from simulator.loading.yaml.kinds import (
    AnyOf,
    Boolean,
    Choice,
    FieldKind,
    Integer,
    Keys,
    ListOf,
    MapOf,
    Null,
    Simple,
    Text,
)
from simulator.loading.yaml.nodes import YamlMap, YamlNode
from simulator.loading.yaml.reading import read, read_list, read_map
from simulator.loading.yaml.registry_keys import RegistryKeys
from simulator.loading.yaml.text import load_yaml
from simulator.model.account import Account
from simulator.model.account_forms import COUNTRY, SUBACCOUNT, VOICE, lints
from simulator.model.diagnostic import Instead
from simulator.model.number import MSISDN, as_meant
from simulator.model.number_repair import how_to_dial

if TYPE_CHECKING:
    from simulator.model.diagnostic import Finding

Read = Callable[[Path], bytes]
"""How the file of a platform scenario is read; it raises OSError where it cannot be."""


_VOICE = Text("", Form(VOICE.pattern), VOICE.what, VOICE.hint)
_COUNTRY = Text("", Form(COUNTRY.pattern), COUNTRY.what, COUNTRY.hint)
_STORED = AnyOf((Text("the file of the call flow that it stands for"), Null()))


def _actions() -> tuple[str, ...]:
    from simulator.actions.base.known import actions

    return tuple(actions())


def _registered() -> tuple[str, ...]:
    from simulator.webhooks.base.known import registered

    return registered()


FIELDS: dict[str, FieldKind] = {
    "subAccountId": Text(
        "the subaccount's id",
        Form(SUBACCOUNT.pattern),
        SUBACCOUNT.what,
        SUBACCOUNT.hint,
        ((100, 10**50 - 1), (1 - 10**49, -10)),
        fractions=True,
        booleans=True,
    ),
    "dialect": Choice(("v1.2", "v1.1"), "which dialect of the API is spoken, v1.2 unless said"),
    "callerIds": ListOf(phone(), "the numbers that may be shown as the caller"),
    "voiceProfiles": ListOf(_VOICE, "the voices that may be used"),
    "scenarios": AnyOf(
        (ListOf(Text()), MapOf("`scenarios`", _STORED)), "platform scenarios: names, or `name: path` of a call flow"
    ),
    "coverage": ListOf(_COUNTRY, "the countries that can be called"),
    "capacity": Integer(0, doc="how many calls can run at once"),
    "limits": Keys(
        "`limits`",
        RegistryKeys(_actions, Integer(0, doc="most of this action in one list")),
        "how often an action may stand in one list",
    ),
    "webhooks": Keys(
        "`webhooks`",
        RegistryKeys(_registered, Boolean("whether this one is registered")),
        "which webhooks are registered",
    ),
    "strict": Boolean("whether unknown fields of a body are errors"),
    "ignore": ListOf(Choice(lints()), "the lints that are silenced"),
    "assumptions": assumptions_kind(),
    "virtualNumbers": MapOf(
        "`virtualNumbers`", Text("the reference of this number"), "references of virtual numbers, by number", MSISDN
    ),
    "apiKeys": ListOf(API_KEY, "the keys that `callflow serve` takes; any, where there is none", 1),
    "lines": LINES,
    "numbers": ListOf(VIRTUAL_NUMBER, "the virtual numbers that `callflow serve` lists"),
}
"""What each key of the file may hold; the JSON Schema is made of the same."""

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
    "apiKeys": "api_keys",
    "lines": "lines",
    "numbers": "numbers",
}
"""The keys of the file, and the fields of `Account` that they fill."""


def read_account(raw: bytes, folder: Path, read: Read = read_plain) -> tuple[Account, tuple[Finding, ...]]:
    """The account that a file describes, and what is wrong with it; what is at fault keeps its default."""
    document = load_yaml(raw)
    if document.root is None:
        return Account(), document.findings
    account, findings = account_of(document.root, folder, read=read)
    return account, (*document.findings, *findings)


def account_of(
    node: YamlNode, folder: Path, base: Account | None = None, read: Read = read_plain
) -> tuple[Account, tuple[Finding, ...]]:
    """The account that a node describes (inline in another file), laid over `base`."""
    fields = Fields()
    over = base or Account()
    given = fields.known(node, KEYS, "the account file")
    reader = _AccountReader(fields, folder, over, read)
    values = {KEYS[key]: reader.value(key, item) for key, item in given.items()}
    found = {key: value for key, value in values.items() if value is not None}
    return attrs.evolve(over, **found), tuple(fields.findings)


class _AccountReader:
    """A method for each field of `Account` that is more than the kind of its key."""

    def __init__(self, fields: Fields, folder: Path, base: Account, read: Read) -> None:
        self._fields, self._folder, self._base, self._read = fields, folder, base, read

    def value(self, key: str, node: YamlNode) -> Any:
        """The value of a key: by its kind, or by a method of its own where there is more to do."""
        own = getattr(self, KEYS[key], None)
        if own is not None:
            return own(node)
        kind = FIELDS[key]
        if isinstance(kind, ListOf):
            return read_list(kind, node, self._fields)
        if isinstance(kind, Keys):
            return read_map(kind, node, self._fields)
        assert isinstance(kind, Simple)
        return read(kind, node, self._fields)

    def webhooks(self, node: YamlNode) -> dict[str, bool]:
        kind = FIELDS["webhooks"]
        assert isinstance(kind, Keys)
        return self._base.webhooks | read_map(kind, node, self._fields)

    def ignore(self, node: YamlNode) -> frozenset[str]:
        kind = FIELDS["ignore"]
        assert isinstance(kind, ListOf)
        return frozenset(read_list(kind, node, self._fields))

    def assumptions(self, node: YamlNode) -> Any:
        return read_assumptions(node, self._fields, self._base.assumptions)

    def virtual_numbers(self, node: YamlNode) -> dict[str, str]:
        numbers = self._fields.mapping(node, "`virtualNumbers`")
        for number, item in numbers.items():
            if not MSISDN.fullmatch(number) and isinstance(node, YamlMap):
                hint, right = how_to_dial(number), as_meant(number)
                fix = Instead(number, right, name=True) if right is not None and right not in numbers else None
                self._fields.fault("F004", item, f"`{number}` is not a phone number", hint, node.keys[number], fix)
        return _kept({number: self._fields.text(item) for number, item in numbers.items() if MSISDN.fullmatch(number)})

    def api_keys(self, node: YamlNode) -> tuple[str, ...]:
        return read_keys(node, self._fields)

    def lines(self, node: YamlNode) -> Any:
        return read_lines(node, self._fields)

    def numbers(self, node: YamlNode) -> Any:
        return read_numbers(node, self._fields)

    def scenarios(self, node: YamlNode) -> dict[str, str | None]:
        """Names alone, or `name: path` of the call flow that each stands for (null: the name alone)."""
        if isinstance(node, YamlMap):
            return {name: self._flow(item) for name, item in node.items.items()}
        return dict.fromkeys(self._fields.listing(node, self._fields.text))

    def _flow(self, node: YamlNode) -> str | None:
        name = None if node.plain is None else self._fields.text(node)
        if name is None:
            return None
        path = self._folder / name
        try:
            raw = self._read(path)
            if b'"callflow"' not in raw and is_far(path, self._folder):
                self._fields.fault("F005", node, f"the file `{name}` is not shown", STRANGE)
                return None
            return raw.decode("utf-8-sig")
        except (OSError, ValueError) as error:
            why = "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else "cannot be read"
            hint = f"paths are read from the folder of the account file: there should be a file {path}"
            self._fields.fault("F005", node, f"the file `{name}` {why}", hint)
            return None


def _kept(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
