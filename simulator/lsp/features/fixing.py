"""Quick fixes: what `check --fix` would write, one finding at a time or all that is certain in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.diagnostic import NO_MARK
from simulator.model.record import frozen
from simulator.running.mending.mending import safe_fixes
from simulator.running.mending.replacing import Mendable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.lsp.base.document import EditedFile
    from simulator.model.diagnostic import Diagnostic, Fix


@frozen
class QuickFix:
    """What is written, what it is called, and the finding that it mends; None where it mends several."""

    title: str
    fixes: tuple[Fix, ...]
    found: Diagnostic | None = None


def quick_fixes(document: EditedFile, told: Iterable[Diagnostic], first: int, last: int) -> list[QuickFix]:
    """The fixes of findings on the lines from `first` to `last`, and all of the file at once where it has several."""
    mendable = [one for one in told if one.fix not in (None, NO_MARK)]
    try:
        text, yaml = Mendable(document.raw), document.kind != "body"
    except UnicodeDecodeError:  # half a character, which no file can hold
        return []
    found = []
    for one in mendable:
        if one.span.line <= last and one.span.end_line >= first:
            made = safe_fixes(document.raw, text, [one], yaml=yaml)
            found += [QuickFix(_title(text, fix), (fix,), one) for fix in made]
    whole = tuple(safe_fixes(document.raw, text, mendable, yaml=yaml)) if len(mendable) > 1 else ()
    return [*found, QuickFix(f"mend all that is certain ({len(whole)})", whole)] if len(whole) > 1 else found


def _title(text: Mendable, fix: Fix) -> str:
    was = text.said(fix)
    return f"write {fix.text.strip()} instead of {was.strip()}" if fix.text.strip() else f"remove {was.strip() or 'it'}"
