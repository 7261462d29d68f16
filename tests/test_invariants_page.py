"""The page on invariants: its example is read as it stands, and every key and verdict is on it."""

from __future__ import annotations

import re
from pathlib import Path

from simulator.loading.files.flow_file import read_flow
from simulator.loading.files.invariant_keys import CONDITIONS, keys_of
from simulator.model.flow.invariant import INVARIANT_KINDS

PAGE = (Path(__file__).parents[1] / "docs" / "invariants.md").read_text(encoding="utf-8")


def test_its_example_is_read() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    text = f"request: {{callflow: [{{action: hangup}}]}}\nreplies: []\n{example}"
    flow, found = read_flow(text.encode(), Path(), "x.flow.yaml")
    assert flow is not None
    assert found == ()
    assert {one.kind.name for one in flow.invariants} == INVARIANT_KINDS.keys()


def test_it_tells_of_every_kind_and_condition() -> None:
    for name, kind in INVARIANT_KINDS.items():
        (bounds,) = re.findall(rf"^\| `{name}` \|.*\| ([^|]*) \|$", PAGE, re.MULTILINE)
        assert {*re.findall("`(.+?)`", bounds)} == {*keys_of(kind)} - {*CONDITIONS}
    assert re.findall(r"^\| `(\w+): ", PAGE, re.MULTILINE) == list(CONDITIONS)
