"""Flows that inputs are made of: those of this project, each whole in one text, since an input stands alone."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.loading.yaml.text import load_yaml
from tests.exploring.findings._planted import cases, written
from tests.fuzz.commands import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

FILES = ("scenarios/*/*.flow.yaml", "simulator/starter/*.flow.yaml", "tests/entries/flows/*.yaml")


@cache
def flow_texts() -> Sequence[str]:
    """As they are written, and whole as JSON: some inputs are to be like the ones, some like the others."""
    files = [file for pattern in FILES for file in sorted(ROOT.glob(pattern))]
    tables = [file for file in files if "backend" not in load_yaml(file.read_bytes()).data]
    return [file.read_text("utf-8") for file in tables] + list(whole_flows())


@cache
def whole_flows() -> Sequence[str]:
    """Only those that name no other file."""
    files = [file for pattern in FILES for file in sorted(ROOT.glob(pattern))]
    found = [whole(file) for file in files]
    found += [written(case) for part in ("found", "clean") for _, case in cases(part) if "backend" not in case]
    return [json.dumps(flow) for flow in found if "backend" not in flow]


def whole(file: Path) -> dict[str, Any]:
    """A flow with all that it names in it."""
    flow: dict[str, Any] = load_yaml(file.read_bytes()).data
    parts = [(flow, "request"), (flow, "account"), *((row, "reply") for row in flow.get("replies") or ())]
    for part, key in parts:
        if isinstance(part.get(key), str):
            part[key] = load_yaml((file.parent / part[key]).read_bytes()).data
    return flow
