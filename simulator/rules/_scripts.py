"""Which scripts a language is written in, and which letters of a text a voice cannot be expected to read."""

from __future__ import annotations

import re
from collections import Counter
from unicodedata import category, name

from simulator.model.kept import remembered

_CHINESE_JAPANESE = frozenset({"CJK", "HIRAGANA", "KATAKANA", "BOPOMOFO"})
_SCRIPTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("zh", "yue", "cmn", "wuu", "ja"), _CHINESE_JAPANESE),
    **dict.fromkeys(("ru", "uk", "bg", "mk", "be", "kk", "ky", "mn", "tg"), frozenset({"CYRILLIC"})),
    **dict.fromkeys(("ar", "fa", "ur", "ps"), frozenset({"ARABIC"})),
    **dict.fromkeys(("hi", "mr", "ne"), frozenset({"DEVANAGARI"})),
    **dict.fromkeys(("sr", "bs", "uz", "az"), frozenset({"CYRILLIC", "LATIN"})),
    "ko": frozenset({"HANGUL", "CJK"}), "th": frozenset({"THAI"}), "lo": frozenset({"LAO"}),
    "km": frozenset({"KHMER"}), "my": frozenset({"MYANMAR"}), "bn": frozenset({"BENGALI"}),
    "ta": frozenset({"TAMIL"}), "te": frozenset({"TELUGU"}), "kn": frozenset({"KANNADA"}),
    "ml": frozenset({"MALAYALAM"}), "gu": frozenset({"GUJARATI"}), "pa": frozenset({"GURMUKHI", "ARABIC"}),
    "si": frozenset({"SINHALA"}), "el": frozenset({"GREEK"}), "he": frozenset({"HEBREW"}),
    "hy": frozenset({"ARMENIAN"}), "ka": frozenset({"GEORGIAN"}), "am": frozenset({"ETHIOPIC"}),
}  # fmt: skip
"""By language, named as Unicode names their letters; every other language is written in Latin letters."""

_LATIN = frozenset({"LATIN"})
_NAMED = frozenset().union(_LATIN, *_SCRIPTS.values())
_STRAY = 1
"""A single foreign letter (µ, Ω) is a symbol, not a text."""


def foreign(text: str, language: str) -> str:
    """The script of the letters that do not fit the language, or an empty text where all do."""
    expected = _SCRIPTS.get(language, _LATIN)
    if "LATIN" in expected and text.isascii():
        return ""
    counts = _scripts(text)
    strange = [(script, n) for script, n in counts.items() if script not in expected | _LATIN and n > _STRAY]
    if strange:
        return max(strange, key=lambda pair: (pair[1], pair[0]))[0]
    own = any(script in expected for script in counts)
    return "" if own or len(re.findall(r"[^\W\d_]{2,}", text)) < 2 else "LATIN"


@remembered(1024)
def _scripts(text: str) -> Counter[str]:
    """How many letters of each script; letters of a script that no table above names do not count."""
    letters = (name(c, "").partition(" ")[0] for c in text if category(c).startswith("L"))
    return Counter(script for script in letters if script in _NAMED)
