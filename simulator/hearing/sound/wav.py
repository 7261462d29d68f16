"""WAV files: the head of one whose length is known, and the samples of one that somebody gives."""

from __future__ import annotations

import struct
import wave
from array import array
from io import BytesIO

from simulator.hearing.sound.samples import RATE, SIZE, numbers, samples, stretched

MOST_SAMPLES = (0xFFFF_FFFF - 36) // SIZE
"""What the head of a file can count: a call of 37 hours."""
_LOWEST, _HIGHEST, _CHANNELS = 1_000, 192_000, 16
_EXTENSIBLE, _SAMPLES = b"\xfe\xff", bytes.fromhex("0100000000001000800000aa00389b71")
"""The tag of the extensible form, and what it says of plain samples (their own tag is the first of it)."""
_SIGNED = bytes(byte ^ 0x80 for byte in range(256))
"""Samples of 8 bits count from 0, those of more from the middle."""


def head(wanted: int) -> bytes:
    """The head of a file of so many samples, at most MOST_SAMPLES."""
    size = wanted * SIZE
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, RATE, RATE * SIZE, SIZE, 8 * SIZE)
    return struct.pack("<4sI4s", b"RIFF", size + 36, b"WAVE") + form + struct.pack("<4sI", b"data", size)


def wav(raw: bytes) -> bytes:
    """A whole file."""
    return head(len(raw) // SIZE) + raw


def read_wav(raw: bytes) -> bytes:
    """The samples of a file, in our rate and one channel. Raises ValueError that says what it is instead."""
    try:
        with wave.open(BytesIO(_plain(raw))) as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            frames = file.readframes(len(raw))
    except (wave.Error, EOFError, struct.error, ArithmeticError, RuntimeError) as error:  # the last: sizes that lie
        raise ValueError(f"it is no WAV file that can be read: {str(error) or 'it ends too soon'}") from None
    if not (_LOWEST <= rate <= _HIGHEST and 1 <= channels <= _CHANNELS and 1 <= width <= 4):
        raise ValueError(f"it has {rate} samples a second of {width} bytes and {channels} channels")
    mono = _mono(frames, channels, width)
    return stretched(samples(mono), round(len(mono) * RATE / rate))


def _plain(raw: bytes) -> bytes:
    """The same as a plain file where its form is the extensible one of the same samples (many of 24 bits are)."""
    at = raw.find(b"fmt ", 12)
    extended = at >= 0 and raw[at + 8 : at + 10] == _EXTENSIBLE and raw[at + 32 : at + 48] == _SAMPLES
    return raw[: at + 8] + _SAMPLES[:2] + raw[at + 10 :] if extended else raw


def _mono(frames: bytes, channels: int, width: int) -> array[int]:
    """The mean of all channels, as numbers of 16 bits: of wider samples the two highest bytes tell that."""
    count = len(frames) // (channels * width)
    end = count * channels * width
    two = bytearray(SIZE * count * channels)
    high = frames[width - 1 : end : width]
    two[1::2] = high.translate(_SIGNED) if width == 1 else high
    if width > 1:
        two[::2] = frames[width - 2 : end : width]
    one = numbers(two)
    if channels == 1:
        return one
    return array("h", (sum(one[at : at + channels]) // channels for at in range(0, count * channels, channels)))
