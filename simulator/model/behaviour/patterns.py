"""The pattern of a table's row in words: `/[0-9]{8}/` is "8 digits"."""

from __future__ import annotations

import re

_ATOM = r"\[[^\]\\]+\]|\\d|\.|\(\?:[^()]*\)"
_PATTERN = re.compile(rf"(?P<keys>[0-9*#]*)(?P<atom>{_ATOM})(?P<times>\*|\+|\?|\{{\d+(?:,\d*)?\}})?")
_RANGE = re.compile(r"\[(\d)-(\d)\]")
_CHOICE = re.compile(r"[0-9*#]+(?:\|[0-9*#]+)+|\[[0-9*#]+\]")


def pattern_in_words(pattern: str) -> str:
    """What the keys are that match, as a person says it; `keys that match /.../` for a shape that is rare in tables."""
    inside = pattern.strip("/").removeprefix("^").removesuffix("$").removeprefix("(").removesuffix(")")
    if _CHOICE.fullmatch(inside):
        return f"one of {', '.join(inside.strip('[]') if inside.startswith('[') else inside.split('|'))}"
    found = _PATTERN.fullmatch(inside)
    noun = _noun(found["atom"]) if found else ""
    if found is None or not noun:
        return f"keys that match {pattern}"
    counted = _counted(found["times"] or "", noun)
    return f"{found['keys']}, then {counted}" if found["keys"] else counted


def _noun(atom: str) -> str:
    """What one of these keys is; empty where it takes more than a word."""
    if atom in (r"\d", "[0-9]"):
        return "digit"
    if atom == "." or (set(atom.strip("[]")) <= set("0-9*#") and "0-9" in atom):
        return "key"
    if span := _RANGE.fullmatch(atom):
        return f"digit from {span[1]} to {span[2]}"
    return ""


def _counted(times: str, noun: str) -> str:
    word, _, rest = noun.partition(" ")
    many = f"{word}s {rest}".rstrip()
    named = {"": f"a {noun}", "*": f"any {many}", "+": f"one or more {many}", "?": f"a {noun} or none"}
    if times in named:
        return named[times]
    least, comma, most = times.strip("{}").partition(",")
    if not comma:
        return f"{least} {noun if least == '1' else many}"
    return f"{least} to {most} {many}" if most else f"at least {least} {many}"
