"""The default backend: it answers every VCA with an empty reply, and the platform hangs up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from simulator.model.call.outcome import Nothing

if TYPE_CHECKING:
    from simulator.engine.answer import WebhookAnswer
    from simulator.engine.ports import Question


@frozen
class Nobody:
    """Answers `{}`."""

    def answer(self, _question: Question) -> tuple[WebhookAnswer, int]:
        """An empty reply, at once."""
        return Nothing("{}"), 0
