"""WAV files: the head of one whose length is known, and the samples of one that somebody gives."""

from __future__ import annotations

import struct
import wave
from io import BytesIO

from simulator.hearing.sound.samples import RATE, SIZE, samples, stretched

MOST_SAMPLES = (0xFFFF_FFFF - 36) // SIZE
"""What the head of a file can count: a call of 37 hours."""
_LOWEST, _HIGHEST, _CHANNELS = 1_000, 192_000, 16


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
        with wave.open(BytesIO(raw)) as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            frames = file.readframes(len(raw))
    except (wave.Error, EOFError, struct.error, ArithmeticError) as error:
        raise ValueError(f"it is no WAV file that can be read: {str(error) or 'it ends too soon'}") from None
    if not (_LOWEST <= rate <= _HIGHEST and 1 <= channels <= _CHANNELS and 1 <= width <= 4):
        raise ValueError(f"it has {rate} samples a second of {width} bytes and {channels} channels")
    mono = _mono(frames, channels, width)
    return stretched(samples(mono), round(len(mono) * RATE / rate))


def _mono(frames: bytes, channels: int, width: int) -> list[int]:
    """The mean of all channels, as numbers of 16 bits."""
    count = len(frames) // (channels * width)
    if width == 1:
        one = [(byte - 128) << 8 for byte in frames[: count * channels]]
    else:  # of wider samples the two highest bytes are what 16 bits can tell
        high = bytes(frames[width - 2 :: width]), bytes(frames[width - 1 :: width])
        low, top = (part[: count * channels] for part in high)
        one = [(upper << 8 | lower) - (upper >> 7 << 16) for lower, upper in zip(low, top, strict=True)]
    if channels == 1:
        return one
    return [sum(one[at : at + channels]) // channels for at in range(0, count * channels, channels)]
