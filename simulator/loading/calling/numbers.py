"""What an account file says for `callflow serve` alone: the keys of the API and the virtual numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.loading.dates import PATTERN, instant
from simulator.loading.files.phones import PHONE
from simulator.loading.yaml.form import Form
from simulator.loading.yaml.kinds import AnyOf, Boolean, Choice, FieldKind, Keys, Number, Simple, Text
from simulator.loading.yaml.missing import missing
from simulator.loading.yaml.nodes import YamlList, YamlMap, YamlScalar
from simulator.loading.yaml.reading import read

if TYPE_CHECKING:
    from simulator.loading.yaml.fields import Fields
    from simulator.loading.yaml.nodes import YamlNode

_PRINTABLE = Form(r"[!-~]{1,200}")
API_KEY = Text(
    "a key: printable signs without blanks", _PRINTABLE, numbers=((-(10**50), 10**50),), fractions=True, booleans=True
)
_WHEN = Text("an instant, 2026-01-13T08:26:58Z", Form(PATTERN), "an instant in UTC", "write 2026-01-13T08:26:58Z")
_COUNTRY = Text("whose number it is", Form(r"[A-Z]{2}"), "a country code", "two capital letters of ISO 3166, as in SG")
_CURRENCY = Text("what it is paid in", Form(r"[A-Z]{3}"), "a currency", "three capital letters of ISO 4217, as in SGD")
HEALTH: dict[str, FieldKind] = {
    "isHealthy": Boolean("whether it can be reached"),
    "status": Text("how it is, in a word"),
    "lastCheckedTime": _WHEN,
}
NUMBER: dict[str, FieldKind] = {
    "msisdn": PHONE,
    "dateCreated": _WHEN,
    "dateUpdated": _WHEN,
    "countryCode": _COUNTRY,
    "operationalStatus": Choice(("Active", "Expiring", "Inactive"), "whether it is in use"),
    "referenceId": Text("what webhooks call it (`sourceRef`, `destinationRef`)"),
    "rentalPrice": Number(0, doc="what it costs each period"),
    "incomingRate": Number(0, doc="what each unit of a call that comes in costs"),
    "billingUnit": Text("what is counted of a call, 60/60 for example"),
    "billingCurrency": _CURRENCY,
    "numberType": Text("LOCAL, MOBILE, TOLL_FREE and the like"),
    "uri": Text("where its calls go"),
    "numberHealthCheckEnabled": Boolean("whether it is looked after"),
    "numberHealth": Keys("`numberHealth`", HEALTH, "how it is found to be"),
}
"""What is known of a virtual number, by the names of the API (documented)."""
VIRTUAL_NUMBER = AnyOf((PHONE, Keys("a number", NUMBER, required=("msisdn",))))


def read_keys(node: YamlNode, fields: Fields) -> tuple[str, ...]:
    """The keys; a message never shows one."""
    items = node.items if isinstance(node, YamlList) else ()
    if not items:
        fields.fault("F003", node, "`apiKeys` must be a list with a key in it", "write [KEY], or leave it out")
    return tuple(filter(None, (_key(item, fields) for item in items)))


def _key(node: YamlNode, fields: Fields) -> str:
    if isinstance(node, YamlScalar) and not node.is_null and _PRINTABLE.fullmatch(node.text):
        return node.text
    fields.fault("F004", node, "this is no key of the API", "write 1 to 200 printable signs without blanks")
    return ""


def read_numbers(node: YamlNode, fields: Fields) -> tuple[dict[str, Any], ...]:
    """Each number with what is said of it; one that comes twice is at fault."""
    found: dict[str, dict[str, Any]] = {}

    def one(item: YamlNode) -> None:
        entry = _entry(item, fields)
        number = entry.get("msisdn", "").removeprefix("+")
        if number in found:
            fields.fault("F007", item, f"the number `{entry['msisdn']}` is there before", "keep one of the two")
        elif number:
            found[number] = entry

    fields.listing(node, one)
    return tuple(found.values())


def _entry(node: YamlNode, fields: Fields) -> dict[str, Any]:
    if not isinstance(node, YamlMap):
        number = read(PHONE, node, fields)
        return {} if number is None else {"msisdn": number}
    entry = _read(NUMBER, node, fields, "a number")
    if "msisdn" not in node.items or node.items["msisdn"].plain is None:
        missing(fields, node, "msisdn", "`msisdn`, the number,")
    return entry


def _read(kinds: dict[str, FieldKind], node: YamlNode, fields: Fields, what: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, item in fields.known(node, kinds, what).items():
        kind = kinds[key]
        if isinstance(kind, Keys):
            found[key] = _read(HEALTH, item, fields, kind.what)
        else:
            assert isinstance(kind, Simple)
            found[key] = read(kind, item, fields)
        if kind is _WHEN and found[key] is not None and instant(found[key]) is None:
            fields.fault("F004", item, f"`{found[key]}` is on no calendar", "write 2026-01-13T08:26:58Z")
    return {key: value for key, value in found.items() if value is not None}
