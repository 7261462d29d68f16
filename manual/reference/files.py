"""A page for each kind of file: every key with type, unit, default, meaning and an example."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from manual.reference.base.examples import fits, paths_in
from manual.reference.base.keys import FILES, keys_of
from manual.reference.base.page import Page, code, fence, listing, page, plain, table
from simulator.actions.base.params import camel
from simulator.loading.files.flow_fields import PAIRS
from simulator.loading.yaml.kinds import AnyOf, Keys
from simulator.model.call.leg_outcomes import leg_rows
from simulator.model.caller_model import USUAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from manual.reference.base.keys import Key

TITLE, ORDER = "Keys of files", 20
FOLDER = "files"
HERE = Path(__file__).parents[1]
HEAD = ("key", "type", "default", "meaning")
TITLES = {
    "flow": ("Flow file", "NAME.flow.yaml", "a call flow: the request or the call that comes in, and who answers"),
    "scenario": ("Scenario file", "NAME.scenario.yaml", "who calls, what is pressed, and what must come of it"),
    "account": ("Account file", "account.yaml", "what an account may do, and what is assumed of the platform"),
    "callers": ("Callers file", "NAME.callers.yaml", "how a crowd of callers behaves"),
}
_ELSEWHERE = {"assumptions": "The settings are on [pages of their own](../settings/index.md)."}
"""Keys whose own keys stand elsewhere."""


def pages() -> Iterator[Page]:
    """The list of all kinds, and a page for each that is YAML; bodies have a part of their own."""
    rows = [(f"{kind}.md", named, words) for kind, (_, named, words) in TITLES.items()]
    bodies = [("request.md", "request body", "what begins a call"), ("reply.md", "webhook reply", "what comes next")]
    yield page(f"{FOLDER}/index.md", TITLE, _INTRODUCTION, listing([*rows, *bodies]))
    for kind in FILES:
        yield _file(kind)


_INTRODUCTION = """
`callflow schema KIND` prints the JSON Schema of each, for editors; `callflow check FILE` says what is wrong in one.
A key that is `null` is not given. Times are written with their unit: `6s`, `1.5s`, `300ms`, `2m`; a number alone is
seconds. Quote keys and numbers of phones: `press: "*7"`, `"+6562345678"`.
"""


def _file(kind: str) -> Page:
    title, named, words = TITLES[kind]
    keys = keys_of(kind)
    head = f"{code(named)}: {words}. An example in whole stands [at the end](#examples)."
    tops = [part for top in _tops(keys) for part in _top(kind, top, keys)]
    return page(f"{FOLDER}/{kind}.md", title, head, *_one_of(kind), *tops, "## Examples", *_whole(kind))


def _one_of(kind: str) -> Iterator[str]:
    """Which keys exclude each other, and one of which is needed."""
    file = FILES[kind]
    ways = [form.required for form in file.kinds if isinstance(form, Keys)] if isinstance(file, AnyOf) else []
    own = [key for way in ways for key in way if sum(key in other for other in ways) == 1]
    pairs = [tuple(own)] if own else []
    for names in (*pairs, *(PAIRS if kind == "flow" else ())):
        yield f"Exactly one of {', '.join(code(name) for name in names)} is needed."


def _tops(keys: dict[str, Key]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key.top for key in keys.values()))


def _top(kind: str, top: str, keys: dict[str, Key]) -> Iterator[str]:
    """A key of the file: what it is, the keys below it, and where an example has it."""
    key = keys[top]
    yield f"## `{top}`"
    yield plain(_meaning(key)[0].upper() + _meaning(key)[1:]) + "."
    yield f"Type: {_type(key)}. {_or_needed(kind, key)}"
    below = [one for one in keys.values() if one.top == top and one is not key]
    if top in _ELSEWHERE:
        yield _ELSEWHERE[top]
    elif below:
        yield table(HEAD, (_row(kind, one) for one in below))
    yield from (fence("yaml", found) for found in _snippets(kind, top, keys))


def _row(kind: str, key: Key) -> tuple[str, ...]:
    return code(key.path), _type(key), default(kind, key) or "", plain(_meaning(key))


def _meaning(key: Key) -> str:
    return "; ".join(key.docs)


def _type(key: Key) -> str:
    return ", or ".join(key.types) + "".join(f" ({unit})" for unit in key.units)


def _or_needed(kind: str, key: Key) -> str:
    found = default(kind, key)
    return (
        "It is needed." if found == "needed" else f"Where it is not given: {found}." if found else "It may be left out."
    )


def default(kind: str, key: Key) -> str | None:
    """What holds where a key is not given, in words; None where nothing does."""
    if key.needed:
        return "needed"
    return _defaults().get(kind, {}).get(key.path) or _of_leg(kind, key.path) or _usual(kind, key.path)


def _of_leg(kind: str, path: str) -> str | None:
    where, _, name = path.rpartition(".")
    rows = {row.name: row for row in leg_rows()}
    if name not in rows or kind == "callers" or where not in ("legs[]", "lines.*"):
        return None
    return f"setting `{camel(rows[name].sip if rows[name].detail == 'sip' else rows[name].after)}`"


def _usual(kind: str, path: str) -> str | None:
    usual = {camel(name): value for name, (value, _) in USUAL.items()}
    return plain(str(usual[path])) if kind == "callers" and path in usual else None


@cache
def _defaults() -> dict[str, dict[str, str]]:
    return tomllib.loads((HERE / "words" / "defaults.toml").read_text("utf-8"))


def examples(kind: str) -> list[str]:
    """The example files of a kind, each whole."""
    return (HERE / "examples" / f"{kind}.yaml").read_text("utf-8").split("\n---\n")


def _whole(kind: str) -> Iterator[str]:
    for example in examples(kind):
        words, _, rest = example.partition("\n")
        yield words.removeprefix("# ")
        yield fence("yaml", rest)


def _snippets(kind: str, top: str, keys: dict[str, Key]) -> Iterator[str]:
    """The lines of a key in the examples that have it: each shows a key that none before it does."""
    open_ = {key.path for key in keys.values() if key.top == top}
    for example in examples(kind):
        there = re.search(rf"^{re.escape(top)}:.*\n?(?:^[ \n].*\n?)*", example, re.MULTILINE)
        shown = {path for path in open_ if there and any(fits(path, one) for one in paths_in(there[0]))}
        if there and shown:
            open_ -= shown
            yield there[0]
