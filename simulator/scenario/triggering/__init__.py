"""Scenarios that begin with `trigger`: a customer's program is poked, and sends its call flow to the emulator."""
