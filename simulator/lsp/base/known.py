"""What a text speaks of: its account, its voices, its stages, and what its flows say to callers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.actions.base.known import actions, spoken
from simulator.loading.files.account_file import account_of
from simulator.loading.yaml.nodes import YamlMap, YamlScalar
from simulator.lsp.base.links import links_of
from simulator.lsp.base.nodes import at, items_at
from simulator.model.account import Account
from simulator.rules.l006_unknown_voice import KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.loading.yaml.nodes import YamlNode
    from simulator.lsp.base.desk import Desk
    from simulator.lsp.base.document import EditedFile

SPOKEN = frozenset(param for action in actions() for param in spoken(action))
"""The parameters that callers hear."""


def account_for(desk: Desk, document: EditedFile, flows: Iterable[EditedFile]) -> Account:
    """The account of the first flow that has one, as far as it can be read; else one without any limits."""
    for one in (document, *flows):
        node = next((at(root, "account") for root in one.roots), None)
        if one is document and document.kind == "account":
            node = next(iter(document.roots), None)
        elif isinstance(node, YamlScalar):
            file = desk.document(one.path.parent / node.text)
            node = next(iter(file.roots), None) if file else None
        if isinstance(node, YamlMap):
            return account_of(node, one.path.parent, None, desk.read)[0]
    return Account()


def voices(account: Account) -> tuple[str, ...]:
    """The voices of an account, or those that are known of."""
    return KNOWN if account.voice_profiles is None else account.voice_profiles


def bodies_of(desk: Desk, document: EditedFile) -> Iterator[YamlNode]:
    """The request and the replies of a flow, inline or from their files."""
    for root in document.roots:
        inline = (at(root, "request"), *(at(row, "reply") for row in items_at(root, "replies")))
        yield from (node for node in inline if isinstance(node, YamlMap))
    for link in links_of(document):
        file = desk.document(link.path) if link.key in ("request", "reply") else None
        yield from file.roots if file else ()


def prompts(desk: Desk, flows: Iterable[EditedFile]) -> tuple[str, ...]:
    """What callers of some flows hear, each text once."""
    found: dict[str, None] = {}
    for flow in flows:
        for body in bodies_of(desk, flow):
            for action in items_at(body, "callflow"):
                params = at(action, "params")
                said = params.items if isinstance(params, YamlMap) else {}
                texts = (said[key] for key in said if key in SPOKEN)
                found.update((node.text, None) for node in texts if isinstance(node, YamlScalar) and node.text)
    return tuple(found)
