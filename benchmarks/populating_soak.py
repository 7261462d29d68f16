"""`make expectations`: callers that are drawn, held against the engine one by one, and each way to draw against others.

Every caller of each sample flow and model is replayed and has to come to the same end at the same ms; engines, shards,
threads and workers of Dask have to come to the same bits. Takes half an hour or so.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import simulator
from benchmarks.expectations import MODELS, SAMPLES, SCENARIOS
from simulator.api.called import outcome
from simulator.populations.layout import KEPT, TRAPPED
from simulator.populations.sampling.engines import ENGINES, drawn
from simulator.populations.sampling.shards import columns_of, shards
from simulator.populations.told import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.api.populations.sample import Sample

CALLERS = 10_000
OTHERS = {
    "patient": simulator.CallerModel.usual(
        patience="lognormal(20s, 1)", talk="normal(60s, 20s)", hangup=0.05, at_once=0.1, barge_in=0.5, slip=0.1
    ),
}


def report(callers: int = CALLERS, samples: Sequence[str] = SAMPLES, dask: bool = True) -> str:
    """A line for each flow and model, and one for the ways to draw."""
    models, lines = {**MODELS, **OTHERS}, []
    each = -(-callers // (len(samples) * len(models)))
    done = 0
    for name in samples:
        for kind, model in models.items():
            file = SCENARIOS / f"{name}.flow.yaml"
            wrong = list(unlike(file, simulator.populate(file, model, count=each, seed=7)))
            done += each
            lines.append(f"{name:<32} {kind:<8} {each - len(wrong):>6} of {each} replayed alike {wrong[:2] or ''}")
            print(lines[-1], file=sys.stderr, flush=True)
    sample = simulator.populate(SCENARIOS / f"{samples[0]}.flow.yaml", models["usual"], count=1)
    return "\n".join([*lines, f"{done} in all", *ways(sample, callers, (2, "dask") if dask else (2,))])


def unlike(file: Path, sample: Sample) -> Iterator[str]:
    """The callers whose call is another one in the engine."""
    flow = simulator.load(str(file))
    for caller in range(len(sample)):
        script, legs = sample.script(caller)
        last = simulator.run(flow, script, legs=legs).trace[-1]
        end, ms = int(sample.columns["end"][caller]), int(sample.columns["ms"][caller])
        found, said = outcome(last), sample.ends[end][0]
        alike = found.startswith("stopped") if end == TRAPPED else found == said
        if not alike or last.at != ms:
            yield f"caller {caller}: drawn {said} at {ms}, replayed {found} at {last.at}: {script[:80]}"


def ways(sample: Sample, count: int, shared: Sequence[int | str]) -> Iterator[str]:
    """Each way to draw callers, and whether it comes to the same bits."""
    tables = sample.crowd.tables
    known = drawn("python", tables, 3, 0, count)
    for engine in ENGINES:
        for parts in (1, 2, 7, 64):
            found = [drawn(engine, tables, 3, *one) for one in shards(count, parts)]
            together = [joined([one[at] for one in found]) for at in range(len(KEPT))]
            yield _same(f"{engine}, {parts} shards", known, together)
        for workers in shared:
            yield _same(f"{engine}, workers {workers}", known, columns_of(engine, tables, 3, count, workers))


def _same(what: str, known: Sequence[Sequence[int]], found: Sequence[Sequence[int]]) -> str:
    same = all(list(one) == list(other) for one, other in zip(known, found, strict=True))
    return f"{what:<32} {'the same bits' if same else 'OTHER BITS'}"
