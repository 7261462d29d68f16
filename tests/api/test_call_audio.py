"""`run(...).audio()`: a call that a notebook plays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator import UsageError, run
from simulator.api import call_audio
from simulator.hearing.sound.samples import samples
from simulator.hearing.sound.wav import wav
from tests.exploring._flows import HANGUP, dial

if TYPE_CHECKING:
    from pathlib import Path

BODY = {
    "callflow": [dial(), {"action": "playFile", "params": {"fileUrl": "https://x.example/hi.wav"}}, HANGUP],
}


def test_a_call_is_heard_in_a_notebook(tmp_path: Path) -> None:
    (tmp_path / "hi.wav").write_bytes(wav(samples([5] * 32_000)))
    found = run(BODY).audio(files=tmp_path)
    assert found.notes == ()
    assert repr(found) == f"<CallAudio, {44 + 16_000 * 32} bytes>"
    assert found._repr_html_().startswith('<audio controls src="data:audio/wav;base64,UklGR')
    found.save(tmp_path / "call.wav")
    assert (tmp_path / "call.wav").read_bytes() == found.wav


def test_what_is_not_heard_is_told_and_a_long_call_is_not_put_into_a_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    found = run(BODY).audio()
    (note,) = found.notes
    assert "is silence: nothing is fetched" in note
    assert repr(found).endswith(note)
    assert "<p>&quot;https://x.example/hi.wav&quot; is silence" in found._repr_html_()
    monkeypatch.setattr(call_audio, "MOST_BYTES", 1000)
    assert found._repr_html_().startswith("<p>The call is too long for a notebook: save(FILE) writes it.</p><p>")


def test_what_cannot_be_heard_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there was no call"):
        run({}).audio()
    with pytest.raises(UsageError, match="expected a folder"):
        run(BODY).audio(files=tmp_path / "nowhere")
