"""POST /api/v1/{id}/calls: the same as /calls, at its older address."""

from __future__ import annotations

from simulator.server.api.base.family import session_error
from simulator.server.api.post_calls import ANSWER, BODY, EXAMPLE, REFUSED, answer

METHOD, PATH, FAMILY = "POST", "/api/v1/{subAccountId}/calls", session_error
SUMMARY = "Start a call of the old dialect (v1.1), at its older address"
__all__ = ["ANSWER", "BODY", "EXAMPLE", "FAMILY", "METHOD", "PATH", "REFUSED", "SUMMARY", "answer"]
