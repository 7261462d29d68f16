"""Exploration: a table of 10,000 places and of half as many, and how much of the time our Flask sample takes itself."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from time import perf_counter, perf_counter_ns
from typing import TYPE_CHECKING, Any

from benchmarks import flows
from simulator.exploring.search.explore import explore
from simulator.exploring.search.explorer import Bounds
from simulator.model.diagnostic import Span
from simulator.model.flow.file_text import FileText
from simulator.model.flow.flow_file import FlowBody, FlowFile, ReplyRow, When
from simulator.running.flow import load_flow

if TYPE_CHECKING:
    from collections.abc import Iterable

SAMPLES = Path(__file__).parents[1] / "scenarios" / "samples"
PLACES = 10_000


def report() -> str:
    """The rows of the report."""
    return f"{_table()}\n{_flask()}"


def tree(places: int) -> FlowFile:
    """A menu of two keys at every place, and a list that says goodbye below the last ones."""
    text = FileText("tree.flow.yaml", "")

    def body(value: object) -> FlowBody:
        return FlowBody(json.dumps(value).encode(), text, "$", Span())

    def menu(number: int) -> dict[str, Any]:
        return flows.capture(f"Menu {number}: press 1 or press 2.", noOfTries=1)

    def reply(number: int) -> FlowBody:
        if number >= places:
            return body({"callflow": [flows.say("Goodbye."), {"action": "hangup"}]})
        return body({"clientActionId": str(number), "callflow": [menu(number)]})

    def rows() -> Iterable[tuple[When, FlowBody]]:
        for number in range(places):
            for key in (1, 2):
                yield When(str(number) if number else None, "texts", (str(key),)), reply(2 * number + key)
        yield When("*", "null"), body({})
        yield When("*", "other"), body({})

    numbered = tuple(ReplyRow(at, when, found, Span()) for at, (when, found) in enumerate(rows(), 1))
    request = FlowBody(flows.body(menu(0)), text, "$", Span())
    return FlowFile("Tree", "tree.flow.yaml", body=request, rows=numbered)


def explored(places: int) -> tuple[float, int]:
    """Seconds for so many places, and how many moves were found."""
    flow = tree(places)
    begin = perf_counter()
    found = explore(flow, bounds=Bounds(places=10**9))
    seconds = perf_counter() - begin
    assert found.complete
    assert len(found.places) > places
    return seconds, len(found.moves)


def _table() -> str:
    """In a process of its own, whose memory counts."""
    code = "from benchmarks.exploring import alone; alone()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    half, whole, memory = map(float, done.stdout.split())
    growth = whole / half
    return (
        f"{f'explore a table of {PLACES} places, {memory:.0f} MB':<52} {whole:10.2f} s {'':>20}"
        f"   below 10 s, 500 MB\n"
        f"{'  twice the places, how much more time':<52} {whole:10.2f} s {half:10.2f} s {growth:6.2f}   about 2"
    )


def alone() -> None:
    """What the process of its own prints: seconds for half and all the places, and its memory in MB."""
    half, _ = explored(PLACES // 2)
    whole, _ = explored(PLACES)
    print(half, whole, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _flask() -> str:
    """How much of the time is spent inside the app, which is called as always and only watched until its last byte."""
    flow = load_flow(SAMPLES / "flask.flow.yaml")
    explore(flow)
    import flask

    inside = 0
    whole: Any = flask.Flask.wsgi_app

    def watched(self: flask.Flask, environ: Any, start: Any) -> Any:
        nonlocal inside
        begin = perf_counter_ns()
        parts = whole(self, environ, start)
        body = list(parts)
        parts.close()
        inside += perf_counter_ns() - begin
        return body

    flask.Flask.wsgi_app = watched  # type: ignore[method-assign, assignment]
    try:
        begin = perf_counter_ns()
        for _ in range(5):
            explore(flow)
        total = perf_counter_ns() - begin
    finally:
        flask.Flask.wsgi_app = whole  # type: ignore[method-assign]
    share = inside / total
    return (
        f"{'explore the Flask sample, inside the app':<52} {inside / 1e9:10.2f} s {total / 1e9:10.2f} s"
        f" {share:6.2f}   at least 0.60"
    )
