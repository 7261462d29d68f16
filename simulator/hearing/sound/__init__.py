"""Samples: 16 bits, one channel, 16,000 a second, the lower byte first; WAV files, tones, and what is made to fit."""
