"""Secrets of any digits are hidden in every shared format, however they are written, and what is no secret stays."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import simulator
from simulator.render.formats import formats
from simulator.render.sharing import SHARED, masked
from tests.exploring._flows import dial, menu

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRETS = st.text("0123456789", min_size=3, max_size=8)
LETTERS = st.text("abcdefghijklmnopqrstuvxyzABCXYZ", max_size=6)
BETWEEN = st.sampled_from(["", " ", "-", ", ", ".", ",", "  ", " - ", "w", "[700]"])
BANK = """
def reply(body):
    digits = body["payload"]["dtmf"]
    spaced = " ".join(digits or "")
    said = f"For user{digits} in{digits}x, {digits} or {spaced} and {spaced}." if digits == "SECRET" else "Sorry."
    say = {"action": "say", "params": {"text": said, "voiceProfile": "en-GB-Emma"}}
    return {"callflow": [say, {"action": "hangup"}]}
"""


def shared(secret: str, folder: Path) -> Iterator[str]:
    """Each format that is meant for others, of what is known of a backend that says a secret in all ways."""
    (folder / "glued_bank.py").write_text(BANK.replace("SECRET", secret))
    sys.modules.pop("glued_bank", None)
    asks = menu("Enter your number.", minDigits=3, maxDigits=8)
    flow = {"flow": "Bank", "request": {"callflow": [dial(), asks]}, "backend": "python:glued_bank:reply"}
    (folder / "bank.flow.yaml").write_text(json.dumps(flow))
    file = folder / "bank.flow.yaml"
    for found in (simulator.explore(file, legs=["answered"]), simulator.faults(file, legs=["answered"])):
        for name in set(formats(found.formats)) & SHARED:
            text = found.render(name)
            assert "user" in text or name in ("markdown", "sarif", "junit")
            yield re.sub(r"<style.*?</style>|<[^>]*>", "", text, flags=re.DOTALL)


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(SECRETS)
@example("7391")
@example("00000000")
def test_no_shared_format_holds_a_secret(secret: str) -> None:
    with TemporaryDirectory() as name:
        for text in shared(secret, Path(name)):
            assert re.search(rf"[A-Za-z]{secret}", text) is None
            assert re.search("[ \n]".join(secret), text) is None


@given(SECRETS, LETTERS, LETTERS, BETWEEN, st.sampled_from(sorted(SHARED)))
def test_a_secret_is_hidden_beside_letters_and_spaced(
    secret: str,
    before: str,
    after: str,
    between: str,
    format: str,  # noqa: A002
) -> None:
    assume(not re.fullmatch("ms|s|min", after.lower()))
    assume(re.fullmatch("[0-9a-f]{12}", f"{before}{secret}{after}") is None)
    written = between.join(secret)
    assume(re.fullmatch(r"\d{1,3}(,\d{3})+|\d+\.\d+", written) is None)
    hidden = masked(f'It is "{before}{written}{after}" now', (secret,), format)
    assert hidden == f'It is "{before}{between.join("•" * len(secret))}{after}" now'


@given(SECRETS, st.sampled_from(sorted(SHARED)))
def test_what_is_no_secret_stays(secret: str, format: str) -> None:  # noqa: A002
    digest = f"a{secret}b1cdef01234567"[:12]
    text = (
        f"{digest} s_{digest}_1_makeCall 1{secret} {secret}0 +65{secret}9 in {secret}ms, {secret} ms, {secret}s; "
        f"{secret} of 10{secret} entries, 7 of {secret}, {secret} places, {secret}/{secret}, 00:12.{secret[:3]}, "
        f"12.{secret}, 1{secret[0]},{secret[:3]} places, line {secret}."
    )
    assert masked(text, (secret,), format) == text
    assert masked("-2003 -1013 X001 L023", ("2003", "1013", "001", "023"), format) == "-2003 -1013 X001 L023"


@pytest.mark.parametrize(
    ("text", "format", "becomes"),
    [
        ('<text class="detail" x="138" y="295">to 7 3</text>\n<text class="detail" x="138" y="311">9 1.</text>', "svg",
         '<text class="detail" x="138" y="295">to • •</text>\n<text class="detail" x="138" y="311">• •.</text>'),
        ("<td>7</td><td>391</td>", "html", "<td>7</td><td>391</td>"),
        ("say #7391; 7391", "mermaid", "say #7391; ••••"),
        ("say #7391; 7391", "markdown", "say #••••; ••••"),
        ('"a7391b" [label="7391" fillcolor="#739139"]', "dot", '"a••••b" [label="••••" fillcolor="#739139"]'),
        ("[900]7[2900]3w9W1# 73910 [7391]1", "markdown", "[900]•[2900]•w•W•# 73910 [••••]1"),
        ("decafe017391 5fb8e9707391 7391 sir", "html", "decafe017391 5fb8e9707391 •••• sir"),
    ],
)  # fmt: skip
def test_markup_beside_a_secret(text: str, format: str, becomes: str) -> None:  # noqa: A002
    assert masked(text, ("7391", "739"), format) == becomes
