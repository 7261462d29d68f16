"""The one emulator of a pytest session: it listens from the first test that asks for it to the end."""

from __future__ import annotations

import pytest

from simulator.server.testing.triggering import TriggerEmulator

EMULATOR = pytest.StashKey[TriggerEmulator]()


def emulator_of(config: pytest.Config) -> TriggerEmulator:
    """The emulator, listening."""
    found = config.stash.get(EMULATOR, None)
    if found is None:
        found = config.stash[EMULATOR] = TriggerEmulator().__enter__()
    return found


def finish(config: pytest.Config) -> None:
    """End it, if it was started."""
    found = config.stash.get(EMULATOR, None)
    if found is not None:
        del config.stash[EMULATOR]
        found.__exit__()
