"""`make fitting`: logs of known callers, and what is fitted to them: each parameter within three standard errors."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from simulator.api.fitting.fitted import fit
from simulator.api.flow import load
from simulator.api.population import run_many
from simulator.api.run import run
from simulator.model.caller_model import CallerModel
from simulator.render.json import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.api.fitting.fitted import Fitted

SCENARIOS = Path(__file__).parents[1] / "scenarios"
SAMPLES = ("hotline/hotline", "bank-balance/bank-balance", "clinic-desk/clinic-desk")
CALLS, BOUND = 4000, 3.0
EVERY = ("VCA", "VCS", "VSS")
TRUTH = {
    "wrong": 0.08, "silence": 0.1, "slip": 0.01, "reaction.median": 1.5, "reaction.logsd": 0.5, "bargeIn": 0.25,
    "interKey.median": 0.5, "interKey.logsd": 0.35, "hangup.atOnce": 0.02, "hangup.perSecond": 0.005,
    "talk.median": 80.0, "talk.logsd": 0.9, "legs.A.answered": 0.9, "legs.A.busy": 0.1, "legs.B.answered": 0.6,
    "legs.B.busy": 0.25, "legs.B.noAnswer": 0.15,
}  # fmt: skip
CALLERS = CallerModel.usual(
    wrong=0.08, silence=0.1, slip=0.01, reaction="lognormal(1.5s, 0.5)", barge_in=0.25,
    inter_key="lognormal(500ms, 0.35)", at_once=0.02, per_second=0.005, talk="lognormal(80s, 0.9)",
    legs={"A": {"answered": 9, "busy": 1}, "B": {"answered": 12, "busy": 5, "noAnswer": 3}},
    weights={"*": {"1": 2}},
)  # fmt: skip


def log_of(file: Path, callers: CallerModel, calls: int, seed: int, types: tuple[str, ...] = EVERY) -> str:
    """The webhooks of calls, of these types, a body on each line."""
    flow, lines = load(file), []
    for row in run_many(flow, callers, count=calls, seed=seed):
        found = run(flow, row.script, legs=row.legs, seed=row.caller)
        lines += [line(one.body) for one in found.webhooks if one.type in types]
    return "".join(lines)


def far_off(found: Fitted) -> Iterator[tuple[str, float]]:
    """Each parameter that is told, with how many standard errors it is off."""
    keys: dict[str, list[str]] = {}
    for one in found.parameters:
        if one.name.startswith("weights."):
            keys.setdefault(one.name.rpartition(".")[0], []).append(one.name)
    shares = {name: (1 + name.endswith(".1")) / (len(names) + 1) for names in keys.values() for name in names}
    for one in found.parameters:
        wanted = TRUTH.get(one.name, shares.get(one.name))
        if one.value is not None and one.error and wanted is not None:
            yield one.name, (one.value - wanted) / one.error


def report(calls: int = CALLS, samples: tuple[str, ...] = SAMPLES, seed: int = 1) -> str:
    """A line for each flow: how many parameters were told, the worst of them, and how long the fit took."""
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for name in samples:
            flow, log = SCENARIOS / f"{name}.flow.yaml", Path(folder) / "log.jsonl"
            log.write_text(log_of(flow, CALLERS, calls, seed), encoding="utf-8")
            begun = perf_counter()
            off = dict(far_off(fit(log, flow)))
            took = perf_counter() - begun
            worst = max(off, key=lambda one: abs(off[one]))
            verdict = "agrees" if abs(off[worst]) <= BOUND else "is off"
            told = f"{len(off):>3} parameters, at most {off[worst]:+.1f} errors off ({worst})"
            lines.append(f"{flow.stem:<24} {calls} calls {took:>6.1f} s {told}  {verdict}")
            print(lines[-1], file=sys.stderr, flush=True)
    return "\n".join(lines)
