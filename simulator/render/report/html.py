"""HTML: every scenario of a suite on one self-contained page, the failed ones open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.call.words import clock
from simulator.render.page.call import call_parts
from simulator.render.page.markup import Html, joined, tag
from simulator.render.page.page import page
from simulator.render.page.verdict import failures, files
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


def render(result: SuiteResult, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """The page; it needs no server and no network."""
    count = len(result.verdicts)
    verdict = came_to(result)
    listed = [_scenario(number, one) for number, one in enumerate(result.verdicts, 1)]
    calls = [tag("h2", "Scenarios", id="scenarios"), tag("ol", listed, class_="calls")] if listed else []
    left_out = [f"{result.deselected} left out by options."] if result.deselected else []
    left_out += [f"{result.not_run} not run."] if result.not_run else []
    subtitle = " ".join([f"{count} scenario{'' if count == 1 else 's'}.", *left_out])
    return page(verdict, subtitle, _summary(result), files(result.unreadable), calls)


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


def _scenario(number: int, verdict: Verdict) -> Html:
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
    missing = None if scenario.skip else tag("p", "The call was not kept.", class_="soft")
    shown = call_parts(run.answer, run.call, 4) if run is not None else missing
    excused = tag("p", excuse(verdict)) if excuse(verdict) else None
    inside = tag("div", excused, failures(verdict.failures), _printed(verdict.printed), shown, class_="inside")
    folded = tag("details", head, inside, open=outcome == "fail")
    return joined([tag("li", folded, class_=f"call {outcome}", id=f"s{number}"), Html("\n")])
