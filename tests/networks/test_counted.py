"""A prompt of a number fails, and every other plays."""

from __future__ import annotations

from simulator.engine.waits import PlayWait
from simulator.model.machine.table import Prompt
from simulator.networks.counted import NthPrompt


def test_the_prompt_of_that_number_fails_and_no_other() -> None:
    network = NthPrompt(number=3, code=-2006)
    wait = PlayWait(Prompt("say", "Hello."), "1.say.playing")
    assert network.watches_plays
    assert [network.play(wait) for _ in range(5)] == [None, None, -2006, None, None]
