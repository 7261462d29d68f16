"""Files of ours as they stand while they are typed: cut anywhere, with anything in between."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.lsp.base.desk import Desk
from simulator.lsp.checking.checks import Checks
from simulator.lsp.features.completion import complete
from simulator.lsp.features.fixing import quick_fixes
from simulator.lsp.features.going import definition, references
from simulator.lsp.features.hover import hover
from simulator.lsp.features.lenses import lenses
from simulator.lsp.features.stages import stage_at
from simulator.model.diagnostic import LINE_BREAK
from tests.lsp.desks import STARTER, document

TEXTS = {name: text for name, text in STARTER.items() if name.endswith((".yaml", ".json")) and "/" not in name}
CHECKS = Checks(at="2026-01-13T08:26:58Z")
FOLDER = Path("/no/such/folder")


@st.composite
def half_typed(draw: st.DrawFn) -> tuple[str, str, tuple[int, int]]:
    """A name, a text, and a place in it: what stands before a cursor, something typed, and perhaps the rest."""
    name = draw(st.sampled_from(sorted(TEXTS)))
    text = TEXTS[name]
    cut = draw(st.integers(0, len(text)))
    before = text[:cut] + draw(st.text(alphabet="ab:-[]{},\"'#|> \n\t&*!?\0ü😀", max_size=3))
    after = draw(st.sampled_from(("", text[cut:], text[cut + 1 :])))
    lines = LINE_BREAK.split(before)
    return name, before + after, (len(lines), len(lines[-1]) + 1)


@pytest.mark.slow
@settings(max_examples=100)
@given(half_typed())
def test_every_feature_answers_in_the_middle_of_a_word(typed: tuple[str, str, tuple[int, int]]) -> None:
    name, text, place = typed
    here = document(FOLDER / name, text)
    others = [document(FOLDER / other, said) for other, said in TEXTS.items() if other != name]
    desk = Desk({one.path: one for one in (here, *others)})
    told = CHECKS.found(desk, [here])[here.path]
    assert "fault" not in {one.code for one in told}
    lines = LINE_BREAK.split(text)
    for one in complete(desk, here, lines, place):
        assert one.span.line == place[0]
        assert one.span.column <= place[1] <= one.span.end_column
    hover(desk, here, place, told)
    definition(desk, here, place)
    references(desk, here, place)
    stage_at(desk, here, place)
    lenses(here)
    quick_fixes(here, told, 1, len(lines))
