"""HTML: every scenario of a suite on one self-contained page.

Verdicts and failures are plain HTML. The calls are data, in which what several say stands once; the page's script shows
them where they are opened.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from simulator.model.call.words import clock
from simulator.render.hiding import hiding
from simulator.render.page.call import call_parts
from simulator.render.page.markup import Html, joined, tag
from simulator.render.page.page import page
from simulator.render.page.pool import Pool
from simulator.render.page.verdict import failures, files
from simulator.render.report._drawings import Drawings
from simulator.render.report._totals import came_to
from simulator.render.report_lines import excuse

if TYPE_CHECKING:
    from simulator.model.scenario.verdict import SuiteResult, Verdict

FORMAT = "html"
OUTCOMES = {
    "pass": "passed",
    "warn": "passed with a warning",
    "fail": "failed",
    "xfail": "failed as expected",
    "skip": "skipped",
}
OPEN = 20
"""Failed scenarios that are open at once; where there are more, none is."""


def render(result: SuiteResult, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """The page; it needs no server and no network."""
    count = len(result.verdicts)
    verdict = came_to(result)
    left_out = [f"{result.deselected} left out by options."] if result.deselected else []
    left_out += [f"{result.not_run} not run."] if result.not_run and not result.missing else []
    left_out += [tag("strong", f"{result.missing}.")] if result.missing else []
    subtitle = [f"{count} scenario{'' if count == 1 else 's'}.", *([" ", one] for one in left_out)]
    made = f"callflow-simulator {version('callflow-simulator')}"
    if result.started is not None:
        made = f"Run on {datetime.fromtimestamp(int(result.started), UTC):%Y-%m-%d at %H:%M} UTC by {made}"
    parts = _summary(result), files(result.unreadable), *(_calls(result) if count else ())
    return page(verdict, subtitle, *parts, scripts=("report.js",), made=made)


def _calls(result: SuiteResult) -> list[Html | None]:
    """The list of scenarios, the lists they went through, and the calls as data."""
    pool = Pool(hiding(result.secrets) if result.secrets else str)
    drawings = Drawings(pool)
    calls: dict[int, list[int]] = {}
    # The lists of what failed are drawn before all others.
    for number, one in sorted(enumerate(result.verdicts), key=lambda each: each[1].outcome != "fail"):
        if one.run is not None:
            calls[number] = pool.refs(call_parts(one.run.answer, one.run.call, 4, pool.tag, drawings.of))
    places = {number: at for at, number in enumerate(calls)}
    wide = result.count("fail") <= OPEN
    listed = [_scenario(number, one, places.get(number), wide) for number, one in enumerate(result.verdicts)]
    return [
        tag("h2", "Scenarios", id="scenarios"),
        _filters(result),
        tag("ol", listed, class_="calls"),
        drawings.section(),
        pool.block(list(calls.values())),
    ]


def _filters(result: SuiteResult) -> Html:
    """What narrows the list, for those who have the script."""
    tags = sorted({word for one in result.verdicts for word in one.scenario.tags})
    found = [(name, words) for name, words in OUTCOMES.items() if result.count(name)]  # type: ignore[arg-type]
    return tag(
        "form",
        _choice("verdict", "Verdict", [("", "all"), *found]),
        _choice("tag", "Tag", [("", "all"), *((word, word) for word in tags)]) if tags else None,
        tag("label", "Text ", Html('<input type="search" name="words">')),
        tag("output", aria_live="polite"),
        class_="filters",
        hidden=True,
    )


def _choice(name: str, label: str, given: list[tuple[str, str]]) -> Html:
    return tag(
        "label", f"{label} ", tag("select", [tag("option", words, value=one) for one, words in given], name=name)
    )


def _summary(result: SuiteResult) -> Html:
    counts = [(name, result.count(name)) for name in ("fail", "warn", "pass")]
    counts += [(name, result.count(name)) for name in ("xfail", "skip") if result.count(name)]
    cards = [tag("li", tag("b", number), OUTCOMES[name], class_=name) for name, number in counts]
    parts = [tag("span", class_=name, style=f"flex:{number}") for name, number in counts if number]
    bar = tag("div", parts, class_="bar", aria_hidden="true")
    broken = [_link(number, one) for number, one in enumerate(result.verdicts, 1) if one.outcome != "pass"]
    see = [tag("ul", broken)] if broken else []
    missing = [tag("p", tag("strong", f"{len(held)} did not run: "), cause) for cause, held in result.unreached.items()]
    title = tag("h2", "Summary", id="summary")
    return tag("section", title, tag("ul", cards, class_="sum"), bar, missing, see, aria_labelledby="summary")


def _link(number: int, verdict: Verdict) -> Html:
    badge = tag("span", verdict.outcome, class_=f"badge {verdict.outcome}")
    return tag("li", badge, " ", tag("a", verdict.scenario.name, href=f"#s{number}", dir="auto"))


def _printed(text: str) -> Html | None:
    return tag("section", tag("h4", "The backend printed"), tag("pre", text)) if text.strip() else None


def _scenario(number: int, verdict: Verdict, place: int | None, wide: bool) -> Html:
    scenario, run = verdict.scenario, verdict.run
    outcome = verdict.outcome
    length = clock(run.call.trace[-1].at) if run is not None and run.call is not None else None
    head = tag(
        "summary",
        tag("span", outcome, class_=f"badge {outcome}"),
        tag("h3", scenario.name, dir="auto"),
        tag("span", [tag("span", word, class_="badge") for word in scenario.tags], class_="tags")
        if scenario.tags
        else None,
        tag("span", f"{scenario.file}:{scenario.line}", class_="soft"),
        tag("span", length, class_="time soft") if length else None,
    )
    excused = tag("p", excuse(verdict)) if excuse(verdict) else None
    kept = None if scenario.skip else _kept(place)
    inside = tag("div", excused, failures(verdict.failures), _printed(verdict.printed), kept, class_="inside")
    folded = tag("details", head, inside, open=outcome == "fail" and wide)
    tags = json.dumps(scenario.tags)
    return joined([tag("li", folded, class_=f"call {outcome}", id=f"s{number + 1}", data_tags=tags), "\n"])


def _kept(place: int | None) -> Html:
    if place is None:
        return tag("p", "The call was not kept.", class_="soft")
    without = tag("p", "The timeline and the webhooks are shown by the script of this page.", class_="soft")
    return tag("div", without, class_="kept", data_call=place)
