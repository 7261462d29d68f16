"""The calls of a report as data: what several say stands once, texts stay texts, secrets are masked."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace
from typing import Any

from attrs import evolve

from simulator.model.call.event import Began
from simulator.model.scenario.verdict import SuiteResult
from simulator.render.formats import renderer
from simulator.render.page.call import call_parts
from simulator.render.page.markup import joined
from simulator.render.page.pool import Pool
from simulator.render.report import _drawings, html
from simulator.render.sharing import rendered
from tests.render.page.suite import SCRIPT, a_run, a_suite

BLOCK = re.compile(r'<script type="application/json" id="kept">(.*?)</script>')


def report(result: SuiteResult) -> str:
    return renderer("report", "html")(result)


def data(page: str) -> dict[str, Any]:
    (block,) = BLOCK.findall(page)
    found: dict[str, Any] = json.loads(block)
    return found


def texts(found: dict[str, Any], number: int) -> str:
    node = found["nodes"][number]
    return node if isinstance(node, str) else "".join(texts(found, one) for one in node[1:])


def test_the_data_say_what_the_page_of_the_run_says() -> None:
    run = a_run()
    pool = Pool()
    parts = call_parts(run.answer, run.call, 4, pool.tag, lambda _call: [])
    block = pool.block([pool.refs(parts)])
    found = data(str(block))
    said = "".join(texts(found, one) for one in found["calls"][0])
    plain = re.sub("<[^>]*>|\n(?=<)", "", str(joined(call_parts(run.answer, run.call, 4, drawn=lambda _call: []))))
    escaped = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&#10;": "\n", "&amp;": "&"}
    for sign, letter in escaped.items():
        plain = plain.replace(sign, letter)
    assert "".join(said.split()) == "".join(plain.split())
    assert "<" not in block.replace('<script type="application/json" id="kept">', "").replace("</script>", "")


def test_the_same_call_again_takes_almost_no_room() -> None:
    suite = a_suite()
    one, many = SuiteResult(suite.verdicts[:1]), SuiteResult(suite.verdicts[:1] * 200)
    assert len(report(many)) - len(report(one)) < 200 * 700
    assert report(many).count("<svg") == report(one).count("<svg")


def test_a_prompt_that_is_a_script_stays_a_text_of_the_data() -> None:
    found = data(report(a_suite()))
    assert SCRIPT in found["nodes"]


def test_secrets_are_masked_in_the_data_and_numbers_of_it_stay() -> None:
    result = evolve(a_suite(), secrets=("1",))
    page = rendered("report", "html", result)
    assert "Press 1 for dinner" in report(a_suite())
    assert "Press 1 for dinner" not in page
    found = data(page)
    whole = data(report(a_suite()))
    assert [len(call) for call in found["calls"]] == [len(call) for call in whole["calls"]]


def test_so_many_lists_are_drawn_and_no_more(monkeypatch: Any) -> None:
    monkeypatch.setattr(_drawings, "MOST", 1)
    run = a_run()
    call = run.call
    assert call is not None
    other = [evolve(event, digest="other") if isinstance(event, Began) else event for event in call.trace]
    found = _drawings.Drawings(Pool())
    assert len(found.of(call)) == 1
    assert found.of(SimpleNamespace(setting=call.setting, trace=other)) == []  # type: ignore[arg-type]
    monkeypatch.setattr(_drawings, "MOST", 0)
    pool = Pool()
    none = _drawings.Drawings(pool)
    block = pool.block([list(none.of(call))])
    assert "The request is not drawn: this page draws 0 lists." in block
    assert none.section() is None


def test_filters_name_what_there_is() -> None:
    page = report(a_suite())
    assert '<option value="smoke">smoke</option>' in page
    assert '<option value="warn">passed with a warning</option>' in page
    assert 'name="tag"' not in report(SuiteResult(a_suite().verdicts[1:]))


def test_many_failures_are_closed(monkeypatch: Any) -> None:
    assert "<details open>" in report(a_suite())
    monkeypatch.setattr(html, "OPEN", 1)
    assert "<details open>" not in report(a_suite())


def test_date_and_version_stand_at_the_end() -> None:
    assert "by callflow-simulator" not in report(a_suite()).split("<footer>")[1].replace("Simulated by callflow", "")
    page = report(evolve(a_suite(), started=1767603600.0))
    assert "Run on 2026-01-05 at 09:00 UTC by callflow-simulator " in page
