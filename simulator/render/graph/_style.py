"""The style sheet of a drawn graph: light and dark, every rule inside `.callflow-graph`.

In a notebook the style of an inline SVG reaches the whole page, hence the prefix. Colours are written out
twice instead of through variables, which not every viewer of SVG knows.
"""

from __future__ import annotations

_FONT = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", Arial, sans-serif'

_COMMON = (
    f"text {{ font-family: {_FONT}; font-size: 12px }}",
    ".title { font-size: 16px; font-weight: 600 }",
    ".group text, .node .name { font-size: 13px; font-weight: 600 }",
    ".edge text { font-size: 11px; text-anchor: middle }",
    ".node text { text-anchor: middle }",
    ".place .node text, .edge.way text { text-anchor: start }",
    ".edge.way text { font-size: 12px }",
    ".rule { fill: none; stroke-width: 1 }",
    ".node rect { stroke-width: 1.4 }",
    ".edge path { fill: none; stroke-width: 1.3 }",
    ".group rect { stroke-dasharray: 4 3 }",
    ".node.end rect, .node.start rect { stroke-width: 2 }",
    ".timer path { stroke-dasharray: 5 3 }",
    ".fault path, .hangup path { stroke-dasharray: 2 3 }",
    ".edge.passed path { stroke-width: 2.8; stroke-dasharray: none }",
    ".node.passed rect { stroke-width: 3 }",
)

_LIGHT = (
    ".back { fill: #ffffff }",
    "text { fill: #1f2937 }",
    ".node .detail { fill: #4b5563 }",
    ".group rect { fill: #f8fafc; stroke: #94a3b8 }",
    ".group text { fill: #475569 }",
    ".node rect { fill: #ffffff; stroke: #64748b }",
    ".edge path, .rule { stroke: #64748b }",
    ".edge polygon { fill: #64748b }",
    ".node.start rect { fill: #e3f4e8; stroke: #2f8f4e }",
    ".node.dial rect { fill: #f0eafb; stroke: #7a54c7 }",
    ".node.capture rect { fill: #e4effc; stroke: #2f6fc0 }",
    ".node.ask rect { fill: #fdf1dc; stroke: #b97a12 }",
    ".node.end rect { fill: #eceff3; stroke: #475569 }",
    ".node.passed rect, .edge.passed path { stroke: #d6336c }",
    ".edge.passed polygon { fill: #d6336c }",
    ".edge.passed text { fill: #a61e4d }",
)

_DARK = (
    ".back { fill: #12161c }",
    "text { fill: #e5e9f0 }",
    ".node .detail { fill: #aab4c3 }",
    ".group rect { fill: #181e26; stroke: #4b5768 }",
    ".group text { fill: #a3b0c2 }",
    ".node rect { fill: #1f2732; stroke: #8493a8 }",
    ".edge path, .rule { stroke: #8493a8 }",
    ".edge polygon { fill: #8493a8 }",
    ".node.start rect { fill: #16331f; stroke: #4cbf73 }",
    ".node.dial rect { fill: #2a2142; stroke: #a98be8 }",
    ".node.capture rect { fill: #172c47; stroke: #63a3ee }",
    ".node.ask rect { fill: #3b2b0d; stroke: #e0a640 }",
    ".node.end rect { fill: #272e38; stroke: #94a3b8 }",
    ".node.passed rect, .edge.passed path { stroke: #f783ac }",
    ".edge.passed polygon { fill: #f783ac }",
    ".edge.passed text { fill: #faa2c1 }",
)


def style_sheet() -> str:
    """The content of the `style` element."""
    dark = "\n".join(f"  {_scoped(rule)}" for rule in _DARK)
    plain = "\n".join(map(_scoped, (*_COMMON, *_LIGHT)))
    return f"{plain}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}"


def _scoped(rule: str) -> str:
    """The rule with the prefix in front of each of its selectors."""
    selectors, brace, body = rule.partition(" {")
    return ", ".join(f".callflow-graph {one}" for one in selectors.split(", ")) + brace + body
