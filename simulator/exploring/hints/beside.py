"""What stands beside a flow: the keys that its scenarios press, and those that logs of its webhook hold."""

from __future__ import annotations

import re
from itertools import chain, islice
from os import fsencode
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.exploring.hints.files import read
from simulator.loading.files.scenario_names import SCENARIO_ENDINGS
from simulator.loading.files.webhook_log import read_log
from simulator.loading.yaml.nodes import YamlList, YamlMap, YamlScalar
from simulator.loading.yaml.text import load_yaml_all
from simulator.model.behaviour.hint import Hint
from simulator.model.call.keys import KeyToken, parse_token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.yaml.nodes import YamlNode

SCENARIOS = tuple(f"{where}*{ending}" for where in ("", "*/") for ending in SCENARIO_ENDINGS)
LOGS = ("*.jsonl", "*.ndjson")
MOST_FILES = 100
MOST_BYTES = 1_000_000
"""Of all scenario files together, and of all logs."""

_PLACEHOLDER = re.compile(r"\$\{(\w+)\}")


def scenario_hints(flow: Path) -> Iterator[Hint]:
    """The keys of every entry that scenarios of a flow press, from its folder and the folders in it."""
    for file, raw in _small(flow.parent, SCENARIOS):
        if fsencode(flow.name) in raw:
            yield from _pressed(flow, file, raw)


def log_hints(flow: Path) -> Iterator[Hint]:
    """The digits that logs of the webhook hold; what is no log is passed over."""
    for file, _ in _small(flow.parent, LOGS):
        try:
            sessions = read_log(file)
        except (UsageError, RecursionError):
            continue
        asks = (ask for session in sessions for ask in session.asks)
        yield from (Hint(ask.digits, f"a webhook log, {file.name}") for ask in asks if ask.digits is not None)


def _small(folder: Path, names: tuple[str, ...]) -> Iterator[tuple[Path, bytes]]:
    """The files with such names, by name, until they are too many or too large together."""
    left = MOST_BYTES
    for file in islice(chain.from_iterable(sorted(folder.glob(name)) for name in names), MOST_FILES):
        raw = read(file)
        if raw is not None and len(raw) <= left:
            left -= len(raw)
            yield file, raw


def _pressed(flow: Path, file: Path, raw: bytes) -> Iterator[Hint]:
    for document in load_yaml_all(raw):
        root = document.root
        if not isinstance(root, YamlMap) or not _names(root, flow, file):
            continue
        rows = [row.items for row in _items(root.items.get("examples")) if isinstance(row, YamlMap)]
        blocks = root.items.get("blocks")
        steps = [root.items.get("caller"), *(blocks.items.values() if isinstance(blocks, YamlMap) else ())]
        for step in (step for listed in steps for step in _items(listed)):
            token = step.items.get("press") if isinstance(step, YamlMap) else step
            if isinstance(token, YamlScalar):
                origin = f"a scenario, {file.name}:{token.span.line}"
                yield from (Hint(keys, origin) for keys in _keys(token.text, rows))


def _names(root: YamlMap, flow: Path, file: Path) -> bool:
    """Whether a scenario is one of this flow, or of this request."""
    named = [_text(root.items.get(key)) for key in ("flow", "request")]
    whole = flow.resolve()
    return any((file.parent / name).resolve() == whole for name in named if "\0" not in name)


def _items(node: YamlNode | None) -> tuple[YamlNode, ...]:
    return node.items if isinstance(node, YamlList) else ()


def _keys(token: str, rows: list[dict[str, YamlNode]]) -> Iterator[str]:
    """The keys of a token, without its pauses; one with a placeholder once for each row of the examples."""
    fills = rows if "${" in token else [{}]
    for row in fills:
        filled = _PLACEHOLDER.sub(lambda found, row=row: _text(row.get(found[1])), token)  # type: ignore[misc]
        try:
            parsed = parse_token(filled)
        except UsageError:
            continue
        if isinstance(parsed, KeyToken) and parsed.strokes:
            yield "".join(key for _, key in parsed.strokes)


def _text(node: YamlNode | None) -> str:
    return node.text if isinstance(node, YamlScalar) else ""
