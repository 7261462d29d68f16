"""The search of the built site, asked as its own page asks it, without waiting for what it draws."""

from __future__ import annotations

import json
from typing import Any

_BEGIN = """async ([script, data]) => {
  await new Promise((done) => {
    const tag = document.createElement("script")
    tag.src = data
    tag.onload = done
    document.head.append(tag)
  })
  window.asked = new Worker(script)
  await new Promise((done, failed) => {
    window.asked.onmessage = (event) => (event.data.type === 1 ? done() : failed(event.data.type))
    window.asked.postMessage({type: 0, data: __index})
  })
}"""
_ASK = """(words) => new Promise((done, failed) => {
  const named = (items) => items.map((item) => __index.items[item.id].location)
  window.asked.onmessage = ({data}) => (data.type === 3 ? done(named(data.data.items)) : failed(data.type))
  const filter = {input: {type: "operator", data: {operator: "and", operands: []}}, aggregation: {input: []}}
  window.asked.postMessage({type: 2, data: {input: words, filter}})
})"""


def begin(page: Any, base: str) -> None:
    """Load the index into the site's own worker."""
    script = page.evaluate("document.getElementById('__config').textContent")
    worker = json.loads(script)["search"]
    page.evaluate(_BEGIN, [f"{base}/{worker.removeprefix('./')}", f"{base}/search.js"])


def hits(page: Any, words: str) -> list[str]:
    """The pages found, best first, with the anchor of the part that was meant."""
    found: list[str] = page.evaluate(_ASK, words)
    return found
