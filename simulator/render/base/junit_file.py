"""A JUnit file as CI systems read it: what the schemas of Jenkins xUnit and of Ant both allow, and no more.

Only what is skipped is told as Jenkins has it, since Ant's schema has no word for it.

They know neither a file nor a line of a case, nor an output of its own: what is printed stands at its suite, and what
else is known of a case in the properties of its suite.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal
from xml.etree import ElementTree as ET

from simulator.model.record import frozen
from simulator.render.base.dates import date
from simulator.render.width import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENDINGS = re.compile(r"(\.scenario)?\.(yaml|yml|json)$", re.IGNORECASE)


@frozen
class JunitCase:
    """One case: `group` is its class name, `seconds` are real ones, and `text` says at length why it failed.

    `known` is told as properties; `out` and `err` are printed under the name of the case.
    """

    name: str
    group: str
    outcome: Literal["pass", "failure", "error", "skipped"] = "pass"
    kind: str = ""
    headline: str = ""
    text: str = ""
    seconds: float = 0.0
    known: tuple[tuple[str, str], ...] = ()
    out: str = ""
    err: str = ""


@frozen
class JunitSuite:
    """The cases of one file; `started` counts real seconds since 1970."""

    name: str
    cases: tuple[JunitCase, ...]
    started: float = 0.0
    known: tuple[tuple[str, str], ...] = ()


def document(suites: Iterable[JunitSuite]) -> str:
    """The file."""
    root = ET.Element("testsuites")
    for number, suite in enumerate(suites):
        _suite(root, number, suite)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def group_of(file: str) -> str:
    """The class name of what stands in a file, by which CI systems group: `folder.file`."""
    parts = [part for part in PurePath(_ENDINGS.sub("", file)).parts if part.strip("./\\")]
    return ".".join(part.replace(".", "_") for part in parts) or "callflow"


def _suite(root: ET.Element, number: int, suite: JunitSuite) -> None:
    cases = suite.cases
    counts = {name: sum(case.outcome == name for case in cases) for name in ("failure", "error")}
    element = ET.SubElement(root, "testsuite", {
        "name": _name(suite.name),
        "package": _name(group_of(suite.name).rpartition(".")[0]),
        "id": str(number),
        "hostname": "localhost",
        "timestamp": date(suite.started).removesuffix("Z"),
        "tests": str(len(cases)),
        "failures": str(counts["failure"]),
        "errors": str(counts["error"]),
        "time": f"{sum(case.seconds for case in cases):.6f}",
    })  # fmt: skip
    if skipped := sum(case.outcome == "skipped" for case in cases):
        element.set("skipped", str(skipped))
    properties = ET.SubElement(element, "properties")
    told = [*suite.known, *((f"{name}: {case.name}", value) for case in cases for name, value in case.known)]
    for name, value in told or (("tool", "callflow"),):
        ET.SubElement(properties, "property", {"name": _name(name), "value": one_line(value)})
    for case in cases:
        _case(element, case)
    ET.SubElement(element, "system-out").text = _printed((case.name, case.out) for case in cases)
    ET.SubElement(element, "system-err").text = _printed((case.name, case.err) for case in cases)


def _case(parent: ET.Element, case: JunitCase) -> None:
    named = {"name": _name(case.name), "classname": _name(case.group), "time": f"{case.seconds:.6f}"}
    element = ET.SubElement(parent, "testcase", named)
    if case.outcome == "skipped":
        ET.SubElement(element, "skipped").text = one_line(case.headline)
    elif case.outcome != "pass":
        told = {"type": one_line(case.kind or "failed"), "message": one_line(case.headline)}
        ET.SubElement(element, case.outcome, told).text = _lines(case.text)


def _printed(printed: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{one_line(name)}\n{_lines(text)}" for name, text in printed if text.strip())


def _name(text: str) -> str:
    """A name: one line, never empty."""
    return one_line(text).strip() or "-"


def one_line(text: str) -> str:
    """A text on one line, as XML can hold it."""
    return _NO_XML.sub("\ufffd", safe(text))


def _lines(text: str) -> str:
    return "\n".join(map(one_line, _split(text)))


def _split(text: str) -> Sequence[str]:
    return text.removesuffix("\n").split("\n")
