"""What failed, on a page: expected and found, what was heard, and how to see it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.render.page.markup import Html, joined, tag
from simulator.render.report_lines import blocks, headline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.model.scenario.verdict import Failure, Unreadable


def failures(found: Sequence[Failure]) -> Html:
    """A card for each expectation that does not hold; what only came of a backend's fault stands on its card."""
    return joined([tag("ul", tag("li", _failure(*one)), class_=f"failures {one[0].severity}") for one in blocks(found)])


def _failure(failure: Failure, after: Sequence[Failure]) -> Html:
    heard = [item.words for item in failure.heard]
    pairs = [
        ("Expected", failure.expected),
        ("Found", failure.found),
        ("Then", "\n".join(map(headline, after))),
        ("Heard", "\n".join(heard)),
        ("Keys so far", failure.keys),
        ("State", failure.state),
        ("Scenario", failure.place),
        ("Flow", failure.flow_place),
        ("See it again", tag("code", failure.reproduce) if failure.reproduce else ""),
        ("Details", failure.details),
    ]
    shown = [joined([tag("dt", name), tag("dd", value, dir="auto")]) for name, value in pairs if value]
    return joined([tag("strong", failure.what), tag("dl", shown)])


def files(unreadable: Sequence[Unreadable]) -> Html:
    """The scenario files that could not be read, with every fault in them."""
    if not unreadable:
        return Html("")
    faults = [
        tag(
            "li",
            tag("strong", f"{one.file}:{d.span.line}:{d.span.column}"),
            " ",
            f"{d.message} [{d.code}]",
            _hint(d.hint),
        )
        for one in unreadable
        for d in one.diagnostics
    ]
    title = tag("h2", "Files that cannot be read", id="files")
    return tag("section", title, tag("ul", faults, class_="failures"), aria_labelledby="files")


def _hint(hint: str) -> Html:
    return tag("p", hint, class_="soft") if hint else Html("")
