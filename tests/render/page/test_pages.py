"""What stands on the pages, without a browser: complete, well formed, the same bytes, every text safe."""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from simulator.api.run import run
from simulator.errors import MissingExtraError
from simulator.model.scenario.verdict import SuiteResult
from simulator.networks.scripted import Fault
from simulator.render.formats import renderer
from simulator.render.page.diagram import graphs
from simulator.render.page.markup import joined, tag, text
from simulator.running.result import CallResult
from tests.render.page.suite import AT, REQUEST, SCRIPT, a_run, a_suite

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.engine.answer import WebhookAnswer
    from simulator.engine.ports import Question

VOID = {"input", "meta", "path", "rect", "polygon"}


class Balance(HTMLParser):
    """Notes elements that are not closed in order, and every attribute that could load something."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self.loads += [str(value) for key, value in attrs if key in ("src", "href") and not str(value).startswith("#")]
        self.ids += [str(value) for key, value in attrs if key == "id"]

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


def report(result: SuiteResult | None = None) -> str:
    return renderer("report", "html")(a_suite() if result is None else result)


@pytest.mark.parametrize("page", [report(), a_run().render("html"), report(SuiteResult())])
def test_a_page_is_well_formed_and_names_nothing_to_load(page: str) -> None:
    parser = Balance()
    parser.feed(page)
    assert (parser.open, parser.loads) == ([], [])
    assert len(parser.ids) == len(set(parser.ids))
    assert page.startswith("<!doctype html>\n")
    assert page.endswith("</html>\n")


def test_the_same_suite_gives_the_same_bytes() -> None:
    assert report() == report()


def test_no_text_becomes_markup() -> None:
    assert SCRIPT not in report()
    assert text(SCRIPT) in report()


@pytest.mark.parametrize(
    "words",
    ["Not every scenario holds", "5 scenarios. 2 left out by options. 1 not run.", "menus/night.scenario.yaml:7:3",
     "callflow test menus/night.scenario.yaml -k &#x27;dinner&#x27;", "did you mean `press`?", "The call was not kept.",
     "menus/day.scenario.yaml:3:5", "The request was refused, so there was no call.", "overallTimeout ran out",
     "BUSY", "CALL_CONNECTED", "passed with a warning"],
)  # fmt: skip
def test_the_report_says(words: str) -> None:
    assert words in report()


def test_a_suite_without_faults_says_so() -> None:
    suite = a_suite()
    page = report(SuiteResult(suite.verdicts[:1]))
    assert '<h1 dir="auto">Every scenario holds</h1>' in page
    assert "1 scenario." in page
    assert "cannot be read" not in page


def test_every_list_that_a_call_went_through_is_drawn_with_its_path() -> None:
    again = {"callflow": [{"action": "say", "params": {"text": "Again.", "voiceProfile": "en-GB-Emma"}}]}
    call = run(
        {"callflow": REQUEST["callflow"][:2]}, at=AT, responder=Replies([again, {**again, "clientActionId": "b"}, {}])
    ).call
    assert isinstance(call, CallResult)
    drawn = graphs(call)
    assert [graph.title for graph in drawn] == ["The request", "The reply b"]
    assert all(any(edge.highlighted for edge in graph.edges) for graph in drawn)


class Replies:
    def __init__(self, bodies: list[object]) -> None:
        self.bodies = bodies

    def answer(self, question: Question) -> tuple[WebhookAnswer, int]:
        import json

        from simulator.engine.answer import RawReply, judge

        raw = RawReply(body=json.dumps(self.bodies.pop(0)).encode())
        return judge(raw, question.setting.account, question.setting.now), 0


def test_the_page_of_a_run_is_called_after_what_was_run(tmp_path: Path) -> None:
    flow, body = tmp_path / "desk.flow.yaml", tmp_path / "call.json"
    flow.write_text('{flow: Desk <1>, inbound: {source: "+6591234567", destination: "+6562345678"}, replies: []}')
    body.write_text('{"callflow": [{"action": "hangup"}]}')
    assert "<title>Desk &lt;1&gt;: dry run</title>" in run(flow).render("html")
    assert "call.json: dry run</h1>" in run(body).render("html")
    assert "<title>Dry run</title>" in run({"callflow": [{"action": "hangup"}]}).render("html")


def test_without_graphviz_the_diagram_is_a_listing(monkeypatch: pytest.MonkeyPatch) -> None:
    def unable(_graph: object) -> str:
        raise MissingExtraError("svg")

    monkeypatch.setattr(sys.modules["simulator.render.graph.svg"], "render", unable)
    page = a_run().render("html")
    assert "<svg" not in page
    assert "4.sayAndCapture" in page


def test_a_prompt_that_is_cut_short_and_an_ending_in_error_are_marked() -> None:
    page = a_run("^1", faults=(Fault(-2001, "time", 16000),)).render("html")
    assert page.count("platform cut") == 2
    assert '<li class="platform bad' in page


def test_markup_is_built_from_texts_pieces_and_lists() -> None:
    assert tag("p", "a<b", ["c", None, tag("b", 1)], class_="x", hidden=True, title=None, open=False) == (
        '<p class="x" hidden>a&lt;bc<b>1</b></p>'
    )
    assert joined("\x00\ud800") == "\\u0000\\ud800"
