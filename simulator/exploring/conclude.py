"""What is concluded from a behaviour: every finding, by the files of `findings`, and the proofs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.exploring.conclusions.proofs import proofs
from simulator.exploring.findings.base.replies import flaws
from simulator.exploring.findings.base.sight import RowWords, Sight, discovery
from simulator.exploring.search.routes import Routes
from simulator.model.assumptions import Assumptions
from simulator.model.behaviour.explored import Discovery, Explored
from simulator.model.diagnostic import GRAVITY
from simulator.registry import modules, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from simulator.model.account import Account
    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.behaviour.judgement import Judgement
    from simulator.model.flow.flow_file import FlowFile, ReplyRow

PACKAGE = "simulator.exploring.findings"
NO_ROWS: Mapping[int, RowWords] = {}


def conclude(
    behaviour: Behaviour,
    settings: Assumptions | None = None,
    rows: Mapping[int, RowWords] = NO_ROWS,
    ignore: Sequence[str] = (),
    account: Account | None = None,
    invariants: Sequence[Judgement] = (),
) -> Explored:
    """Findings, gravest first, and proofs; `settings` are the account's, `ignore` codes that are left out.

    The replies of a live backend are looked at where an `account` says what they are to be held against; `invariants`
    are judged already.
    """
    routes = Routes(behaviour, settings or Assumptions())
    said = flaws(behaviour, routes, account) if account is not None else ()
    found = [one for one in _findings(Sight(behaviour, routes, rows, said, invariants)) if one.code not in ignore]
    found.sort(key=lambda one: (-GRAVITY[one.severity], one.code))
    return Explored(behaviour, tuple(found), proofs(behaviour, routes), routes.to, invariants=tuple(invariants))


def _findings(sight: Sight) -> Iterator[Discovery]:
    for module in modules(PACKAGE):
        for remark in module.find(sight):
            yield discovery(module.CODE, module.SEVERITY, remark)


def codes() -> tuple[str, ...]:
    """Every code of a finding."""
    return tuple(module.CODE for module in modules(PACKAGE))


def ignored(given: Iterable[str]) -> tuple[str, ...]:
    """Codes to leave out, as people write them (`X003,X007`). Raises UsageError for one that nobody knows."""
    wanted = tuple(part.strip().upper() for text in given for part in text.split(","))
    for code in wanted:
        if code not in codes():
            near = nearest(code, codes(), 1)
            hint = f"did you mean {near[0]}?" if near else f"known are {codes()[0]} to {codes()[-1]}"
            raise UsageError(f'no finding has the code "{code}": {hint}')
    return wanted


def rows_of(flow: FlowFile) -> dict[int, RowWords]:
    """The rows of a flow's table in words."""
    found: dict[int, list[ReplyRow]] = {}
    for row in flow.rows or ():
        found.setdefault(row.number, []).append(row)
    return {number: RowWords(_row(rows), rows[0].span.line) for number, rows in found.items()}


def _row(rows: list[ReplyRow]) -> str:
    """A row in words; it stands there once for each stage that it names."""
    when = rows[0].when
    named = " or ".join(f'"{row.when.stage}"' for row in rows)
    stage = "no clientActionId" if when.stage is None else f"clientActionId {named}"
    given = ", ".join(f'"{text}"' for text in when.texts) if when.digits != "pattern" else f"/{when.texts[0]}/"
    digits = f"digits {given or when.digits}"
    return ", ".join(filter(None, (when.call_status, stage, digits)))
