"""Samples, WAV files and tones."""

from __future__ import annotations

import struct
import tracemalloc
import wave
from io import BytesIO
from math import pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.hearing.sound import samples as sample_bytes
from simulator.hearing.sound.samples import (
    RATE,
    count,
    milliseconds,
    numbers,
    of_length,
    piece,
    samples,
    stretched,
)
from simulator.hearing.sound.tones import BUSY, FREQUENCIES, key_tone, tone
from simulator.hearing.sound.wav import head, read_wav, wav
from simulator.model.call.keys import KEYS


@given(st.lists(st.integers(-32_768, 32_767), min_size=1, max_size=300), st.integers(1, 600))
def test_what_is_stretched_has_the_length_that_was_wanted_and_is_never_louder(given: list[int], wanted: int) -> None:
    found = numbers(stretched(samples(given), wanted))
    assert len(found) == wanted
    assert min(given) - 1 <= min(found)
    assert max(found) <= max(given) + 1


def test_what_is_stretched_keeps_its_shape() -> None:
    assert list(numbers(stretched(samples([0, 100]), 4))) == [0, 50, 100, 100]
    assert list(numbers(stretched(samples([0, 100, 200, 300]), 2))) == [50, 250]
    same = samples([1, 2, 3])
    assert stretched(same, 3) is same
    assert stretched(b"", 5) == stretched(same, 0) == b""


def test_what_is_cut_or_filled_has_its_length() -> None:
    assert list(numbers(of_length(samples([1, 2, 3]), 2))) == [1, 2]
    assert list(numbers(of_length(samples([1]), 3))) == [1, 0, 0]


def test_a_sound_begins_again_where_it_ends() -> None:
    assert list(numbers(piece(samples([1, 2, 3]), 5, 5))) == [3, 1, 2, 3, 1]
    assert piece(b"", 5, 2) == bytes(4)


def frames(*, channels: int = 1, width: int = 2, rate: int = RATE, raw: bytes) -> bytes:
    out = BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((channels, width, rate, 0, "NONE", ""))
        file.writeframes(raw)
    return out.getvalue()


def test_a_file_of_ours_is_read_by_others_and_by_us() -> None:
    raw = samples(list(range(-500, 500)))
    with wave.open(BytesIO(wav(raw))) as file:
        assert file.getparams()[:4] == (1, 2, RATE, 1000)
        assert file.readframes(1000) == raw
    assert read_wav(wav(raw)) == raw


@pytest.mark.parametrize(
    ("width", "raw"),
    [
        (1, bytes([128, 255, 0])),
        (2, struct.pack("<3h", 0, 32_512, -32_768)),
        (3, bytes([9, 0, 0, 9, 0, 127, 9, 0, 128])),
        (4, struct.pack("<3i", 9, 32_512 << 16, -32_768 << 16)),
    ],
)
def test_samples_of_every_width_are_read(width: int, raw: bytes) -> None:
    assert list(numbers(read_wav(frames(width=width, raw=raw)))) == [0, 32_512, -32_768]


def test_channels_are_mixed_and_other_rates_come_to_ours() -> None:
    assert list(numbers(read_wav(frames(channels=2, raw=struct.pack("<4h", 100, 300, -2, -4))))) == [200, -3]
    assert milliseconds(read_wav(frames(rate=8000, raw=bytes(16_000)))) == 1000
    assert milliseconds(read_wav(frames(rate=44_100, raw=bytes(88_200)))) == 1000


def test_a_file_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    whole = frames(raw=bytes(2000))
    assert count(read_wav(whole[:-1001])) == 499


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "it is no WAV file that can be read: it ends too soon"),
        (b"ID3 this is an mp3", "it is no WAV file"),
        (b"RIFF\x04\0\0\0AVI ", "not a WAVE file"),
        (head(0).replace(b"fmt ", b"nil "), "no WAV file"),
        (head(0)[:20] + struct.pack("<H", 7) + head(0)[22:], "unknown format: 7"),
        (head(0)[:24] + struct.pack("<I", 0) + head(0)[28:], "it has 0 samples a second"),
        (head(0)[:22] + struct.pack("<H", 0) + head(0)[24:], "no WAV file"),
        (head(0)[:34] + struct.pack("<H", 64) + head(0)[36:], "it has 16000 samples a second of 8 bytes"),
    ],
)
def test_what_is_no_wav_is_told(raw: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_wav(raw)


def power(raw: bytes, frequency: int) -> float:
    """How much of a frequency is in a sound (Goertzel)."""
    found = numbers(raw)
    real = sum(one * sin(2 * pi * frequency * at / RATE + pi / 2) for at, one in enumerate(found))
    imaginary = sum(one * sin(2 * pi * frequency * at / RATE) for at, one in enumerate(found))
    return (real**2 + imaginary**2) / len(found)


@pytest.mark.parametrize("key", list(KEYS))
def test_a_key_has_its_own_pair_of_frequencies(key: str) -> None:
    raw = tone(key_tone(key, 100))
    assert milliseconds(raw) == 100
    own = FREQUENCIES[key]
    others = {one for pair in FREQUENCIES.values() for one in pair} - {*own}
    assert min(power(raw, one) for one in own) > 20 * max(power(raw, one) for one in others)


def test_a_tone_is_followed_by_its_silence() -> None:
    raw = tone(BUSY)
    assert milliseconds(raw) == 1000
    assert max(numbers(raw)[8000:]) == 0


@pytest.mark.parametrize("before", [b"", b"JUNK\x04\x00\x00\x00abcd"])
def test_the_extensible_form_of_samples_is_read(before: bytes) -> None:
    plain = frames(width=3, raw=b"\x00\x00\x7f")
    name = bytes.fromhex("0100000000001000800000aa00389b71")
    form = b"\xfe\xff" + plain[22:36] + struct.pack("<HHI", 22, 24, 4) + name
    body = b"WAVE" + before + b"fmt " + struct.pack("<I", len(form)) + form + plain[36:]
    assert read_wav(b"RIFF" + struct.pack("<I", len(body)) + body) == read_wav(plain) == samples([32_512])


def test_sizes_that_lie_about_the_form_are_no_wav_file() -> None:
    raw = bytearray(frames(raw=bytes(10)))
    raw[19] = 0xFF
    with pytest.raises(ValueError, match="no WAV file that can be read"):
        read_wav(bytes(raw))


def test_a_large_file_takes_no_more_memory_than_its_sound() -> None:
    """A file of 5 MB took 1 GB, as numbers of Python."""
    raw = frames(width=1, rate=8000, raw=bytes(50_000))
    tracemalloc.start()
    found = read_wav(raw)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count(found) == 100_000
    assert most < 5 * len(found)


def test_samples_are_little_endian_on_every_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    assert samples([1, -2]) == b"\1\0\xfe\xff"
    monkeypatch.setattr(sample_bytes, "LITTLE", not sample_bytes.LITTLE)
    assert samples([1, -2]) == b"\0\1\xff\xfe"
    assert list(numbers(samples([1, -2]))) == [1, -2]
