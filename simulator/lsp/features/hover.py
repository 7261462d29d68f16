"""What is shown beside the mouse: the codes of findings, keys, voices, and how long a text takes to speak."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.loading.yaml.nodes import YamlScalar
from simulator.lsp.base.known import SPOKEN, account_for, voices
from simulator.lsp.base.links import flows_of
from simulator.lsp.base.nodes import at, spot_at
from simulator.lsp.base.places import within
from simulator.lsp.base.schemas import described
from simulator.lsp.features.shapes import schemas_of
from simulator.model.machine.speech import language_of, speaking_ms
from simulator.model.record import frozen
from simulator.render.base.markdown import escaped
from simulator.render.explain.editing.markdown import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.lsp.base.desk import Desk
    from simulator.lsp.base.document import EditedFile
    from simulator.lsp.base.nodes import Spot
    from simulator.model.account import Account
    from simulator.model.diagnostic import Diagnostic, Span

_CODE = re.compile(r"[LFX][0-9]{3}|-[0-9]{4}")
_CODES_AT = ("ignore", "error", "answer", "session", "code")
"""Keys whose values are codes."""
_SPEEDS = (0.5, 2.0)


@frozen
class HoverText:
    """Markdown, and the stretch that it speaks of; None where that is the place alone."""

    text: str
    span: Span | None = None


def hover(desk: Desk, document: EditedFile, place: tuple[int, int], told: Iterable[Diagnostic]) -> HoverText | None:
    """What there is to say of a place, the findings that were `told` first; None where there is nothing."""
    spot = spot_at(document.roots, *place)
    parts = [_finding(one) for one in told if within(one.span, *place)]
    if spot is not None:
        parts += _of_spot(desk, document, spot)
    shown = [part for part in dict.fromkeys(parts) if part]
    return HoverText("\n\n---\n\n".join(shown), spot.span if spot else None) if shown else None


def _finding(found: Diagnostic) -> str:
    return render(str(found.code), examples=False) or ""


def _of_spot(desk: Desk, document: EditedFile, spot: Spot) -> Iterator[str]:
    names = [step for step in spot.steps if isinstance(step, str)]
    key = names[-1] if names else ""
    known = described(schemas_of(document).at(spot.root, spot.steps)) if document.kind else ""
    if known and key:
        yield f"**{key}**: {known}"
    if spot.is_key or not isinstance(spot.node, YamlScalar):
        return
    said = spot.node.text
    if _CODE.fullmatch(said) and key in _CODES_AT:
        yield render(said, examples=False) or ""
    if key in ("action", *_CODES_AT) and (page := render(said)):
        yield page
    if key == "voiceProfile" or key == "voiceProfiles" or key in SPOKEN:
        account = account_for(desk, document, flows_of(desk, document))
        yield _voice(said, account) if key not in SPOKEN else _seconds(spot, account)


def _voice(name: str, account: Account) -> str:
    """What is known of a voice."""
    listed = "of your account" if account.voice_profiles is not None else "that have been seen on the platform"
    where = f"one of those {listed}" if name in voices(account) else f"none of those {listed}"
    return f"{escaped(name)} speaks {escaped(language_of(name, None))}; {where}."


def _seconds(spot: Spot, account: Account) -> str:
    """How long a text takes, in the voice and at the speed of its action."""
    params = at(spot.root, *spot.steps[:-1])
    voice, locale, speed = (getattr(at(params, key), "text", "") for key in ("voiceProfile", "language", "speed"))
    try:
        pace = min(max(float(speed or 1), _SPEEDS[0]), _SPEEDS[1])
    except ValueError:
        pace = 1.0
    text = spot.node.text if isinstance(spot.node, YamlScalar) else ""
    language = language_of(voice or None, locale or None)
    seconds = speaking_ms(text, language, pace, account.assumptions) / 1000
    return (
        f"About {seconds:.1f} s to speak once ({escaped(language)}, estimated: settings `speechRate`, `digitSpeech`)."
    )
