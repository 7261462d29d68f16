"""What an unfilled placeholder looks like, in the templates that people paste from."""

from __future__ import annotations

import re

from simulator.loading.words import quoted

_FIELD = (
    "name|number|phone|mobile|date|day|time|hour|company|address|code|amount|price|city|url|link|customer|client|user|"
    "caller|agent|order|invoice|booking|account|balance|insert|your|first|last|surname|title|email|file|filename|text|"
    "message|placeholder|value|id|pin|otp|department|location|street|hotel|room|doctor|patient|product|parcel"
)
"""Words of which a field's name is made, in English as templates have them."""

_TAGS = (
    "speak|break|prosody|emphasis|say-as|phoneme|sub|voice|audio|mark|lang|p|s|w|b|i|u|a|em|strong|br|hr|div|span|"
    "html|body|ul|ol|li|pre|code|h[1-6]|amazon:[a-z-]+|mstts:[a-z-]+"
)
PLACEHOLDER = re.compile(
    r"\{\{[^{}]*\}\}"  # {{Number}}: mustache, handlebars, jinja
    r"|\$\{[^{}]*\}"  # ${x}: shell, JavaScript, string.Template
    r"|(?<![{$])\{[A-Za-z_][\w.]*\}(?!\})"  # {name}: str.format, C#
    r"|%\([A-Za-z_]\w*\)[sd]"  # %(name)s: printf in Python
    rf"|<(?!/?(?:{_TAGS})\b)[A-Za-z][\w -]*>"  # <your number>: manuals; known tags are markup, not placeholders
)
LOOSE = re.compile(
    rf"\[(?i:[^\[\]]*\b(?:{_FIELD})\b[^\[\]]*)\]"  # [Name], [insert date]: mail templates
    r"|\[[A-Z]+(?:_[A-Z]+)+\]"  # [COMPANY_NAME]
    r"|(?<![A-Za-z])[Xx]{4,}(?![A-Za-z])"  # crosses: what somebody was to look up
    r"|(?<![%\w])%(?![0-9A-Fa-f]{2}%)[A-Za-z]\w{2,}%(?!\w)"  # %name%: shells, mail programs
    r"|(?<![\w-])(?:TO[D]O|FIX[M]E|TBD)(?![\w-])"  # notes to oneself
    r"|\blorem ipsum\b",
    re.ASCII,
)
"""What only looks like one where it is spoken or is an address: anywhere else it may be a name."""
SHOUTED = ("es", "pt", "gl", "ca")
"""Languages in which the first of these notes is a word."""


def unfilled(text: str) -> str:
    """What is wrong with a number in which a placeholder stands; empty where none does."""
    found = PLACEHOLDER.search(text) or LOOSE.search(text)
    return (
        f"found {quoted(text)}: {quoted(found.group())} looks like a placeholder that nobody filled in" if found else ""
    )
