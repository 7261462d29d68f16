"""What each key of a flow file may hold, declared once: the loader reads by it, the JSON Schema is made of it."""

from __future__ import annotations

from typing import get_args

from simulator.loading.calling.inbound import INBOUND
from simulator.loading.yaml.form import Form
from simulator.loading.yaml.kinds import AnyOf, Choice, FieldKind, Inline, Keys, ListOf, Null, Text
from simulator.loading.yaml.registry_keys import RegistryKeys
from simulator.model.call.event import CallStatus
from simulator.model.flow.flow_file import ClockSeen
from simulator.model.web_address import NEVER, OWN_ADDRESS

KEYS_PRESSED = Form(r"[0-9*#A-D]+")
HEADER = Form(r"[!-~](?:[ -~]*[!-~])?")
_START, _MORE = r"[^\x00-@\[-\^`{-\x7f]", r"[^\x00-/:-@\[-\^`{-\x7f]"
"""The characters of a name, as `re` and ECMA-262 both read them: their `\\w` differ."""
_WORD = f"{_START}{_MORE}*"
_NAME = rf"{_WORD}(?:\.{_WORD})*"
_PLACE = rf"{OWN_ADDRESS}|(?:asgi|wsgi):{_NAME}:{_NAME}(/[^{NEVER}]*)?|python:{_NAME}:{_NAME}"
_KEYS = Text("keys", KEYS_PRESSED, numbers=((0, 10**25),))
_ENTRY = Text("keys that make one entry", KEYS_PRESSED, numbers=((0, 10**25),))
_DIGITS = AnyOf(
    (
        Text("", Form(rf"{KEYS_PRESSED.pattern}|other|/[\s\S]*/"), numbers=((0, 10**25),)),
        ListOf(_KEYS),
        Null(),
    ),
    "the keys captured: a text, a list, /a regular expression/, null for nothing, or other",
)


def _posted() -> tuple[str, ...]:
    from simulator.webhooks.base.known import posted

    return posted()


_DAY = "mon|tue|wed|thu|fri|sat|sun"
_DAYS = Text("days of the week", Form(f"(?:{_DAY})(?:-(?:{_DAY}))?"))
_TIME = Text("a time of the day", Form("(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00"))
HOURS: dict[str, FieldKind] = {
    "between": ListOf(_TIME, "open from the first to before the second, which may be on the next day", 2, 2),
    "days": AnyOf((_DAYS, ListOf(_DAYS, least=1)), "open on these days of the week: mon, or mon-fri"),
    "timezone": Text("whose clock counts, as Europe/Berlin; UTC where it is not named"),
}
"""When a row is open, by the simulated clock."""
WHEN: dict[str, FieldKind] = {
    "clientActionId": AnyOf(
        (Text(), ListOf(Text(), least=1)), 'the stage that the last reply gave, or a list of such; "*" is every stage'
    ),
    "digits": _DIGITS,
    "callStatus": Choice(get_args(CallStatus), "why the webhook is asked"),
    **HOURS,
}
ROW: dict[str, FieldKind] = {
    "when": Keys("`when`", WHEN, "when this row answers; what is not named matches anything"),
    "reply": AnyOf((Text("the path of a JSON file"), Inline("reply")), "what is answered"),
    **HOURS,
}
NEEDED = ("when", "reply")
"""What each row must have."""
POST = RegistryKeys(_posted, Text("an address to post to", Form(OWN_ADDRESS)))
FIELDS: dict[str, FieldKind] = {
    "flow": Text("the flow's name"),
    "account": AnyOf((Text("the path of an account file"), Inline("account")), "the account it runs on"),
    "request": AnyOf((Text("the path of a JSON file"), Inline("request")), "the request body that begins the call"),
    "inbound": INBOUND,
    "replies": ListOf(
        Keys("a row of `replies`", ROW, "", NEEDED),
        "the VCA webhook as a table: the first row that matches answers",
    ),
    "backend": Text("who answers the VCA webhook instead: http://..., asgi:, wsgi: or python:", Form(_PLACE)),
    "post": Keys("`post`", POST, "where webhooks are really posted"),
    "reset": Text("a function that is called before each call", Form(rf"{_NAME}:{_NAME}")),
    "httpAuthHeader": Text(
        "the Authorization header of every webhook",
        HEADER,
        numbers=((0, 10**25), (-(10**25), -1)),
        fractions=True,
        booleans=True,
    ),
    "probes": ListOf(
        _ENTRY, "entries worth trying in front of a backend that nobody can see into; a table's rows need none"
    ),
    "clock": Choice(get_args(ClockSeen), "which clock a backend in process sees: simulated is that of the call"),
    "invariants": Inline(
        "invariants", "what must hold on every way: `explore` proves or refutes it, `test` checks it on each run"
    ),
}
"""The keys of the file."""

PAIRS = (("request", "inbound"), ("replies", "backend"))
"""Of each pair exactly one is needed."""
