"""A file and its text: what a message needs to show the line that it speaks of."""

from __future__ import annotations

from simulator.model.record import frozen


@frozen
class FileText:
    """The name of a file as it was given, and its text (bytes that are no UTF-8 replaced)."""

    file: str
    text: str
