"""What an unfilled placeholder looks like, in the templates that people paste from."""

from __future__ import annotations

import re

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
