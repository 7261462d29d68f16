"""Whoever draws callers, and however many share the work: the same bits."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import distributed
import numpy as np
import pytest

from benchmarks import populating, populating_soak
from benchmarks.populating import by_c, compiled
from simulator.errors import MissingExtraError, UsageError
from simulator.populations.layout import KEPT, KINDS, NEVER, UNKNOWN
from simulator.populations.sampling import engines, walk
from simulator.populations.sampling.columns import ManyCallers
from simulator.populations.sampling.engines import MANY, drawn, engine_for
from simulator.populations.sampling.shards import columns_of, shards
from simulator.populations.told import joined
from tests.populations._crowds import FLOWS, MODELS, SETTINGS, sampled

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 70
TABLES = {name: sampled(name, MODELS["mixed"], "bounded", count=1).crowd.tables for name in ("codes", "comes in")}


def plain(columns: Any) -> list[list[int]]:
    """Columns of any kind as lists."""
    return [list(map(int, column)) for column in columns]


KNOWN = {name: plain(drawn("python", tables, 3, 0, COUNT)) for name, tables in TABLES.items()}


@pytest.mark.slow
def test_numba_comes_to_the_same_bits() -> None:
    """Also in the benchmarks, which print ratios and replays."""
    for name in FLOWS:
        for settings in SETTINGS:
            tables = sampled(name, MODELS["mixed"], settings, count=1).crowd.tables
            assert plain(drawn("numba", tables, 3, 0, 300)) == plain(drawn("python", tables, 3, 0, 300))
    assert "OTHER" not in populating.report(calls=4000, run=10)
    told = populating_soak.report(40, ("samples/table",), dask=False)
    assert "OTHER BITS" not in told
    assert "7 of 7 replayed alike" in told


@pytest.mark.nested
@pytest.mark.skipif(shutil.which("gcc") is None, reason="no compiler of C is installed")
def test_the_program_in_c_comes_to_the_same_bits(tmp_path: Path) -> None:
    fill = compiled(tmp_path)
    for name, tables in TABLES.items():
        assert plain(by_c(fill, tables, 3, COUNT)) == KNOWN[name]


@pytest.mark.parametrize("parts", [1, 2, 7, 64])
@pytest.mark.parametrize("engine", ["python", "numpy"])
def test_any_number_of_shards_comes_to_the_same_bits(engine: Any, parts: int) -> None:
    for name, tables in TABLES.items():
        found = [drawn(engine, tables, 3, *one) for one in shards(COUNT, parts)]
        assert plain(joined([one[at] for one in found]) for at in range(len(KEPT))) == KNOWN[name]


@pytest.mark.parametrize("engine", ["python", "numpy"])
def test_two_threads_come_to_the_same_bits(engine: Any) -> None:
    for name, tables in TABLES.items():
        assert plain(columns_of(engine, tables, 3, COUNT, 2)) == KNOWN[name]


def test_numpy_takes_callers_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BLOCK", 64)
    assert plain(drawn("numpy", TABLES["codes"], 3, 0, COUNT)) == KNOWN["codes"]


@pytest.mark.slow
def test_two_workers_of_dask_come_to_the_same_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of a cluster that there is."""
    given = {"processes": False, "n_workers": 2, "threads_per_worker": 1}
    with vars(distributed)["LocalCluster"](dashboard_address=None, **given) as cluster:
        monkeypatch.setattr("simulator.populations.sampling.shards.OF_CLUSTER", 50)
        one, other = (sampled("codes", MODELS["mixed"], workers=workers) for workers in (1, cluster.scheduler_address))
        assert plain(one.columns.values()) == plain(other.columns.values())
        assert plain(columns_of("numpy", TABLES["codes"], 3, COUNT, cluster.scheduler_address)) == KNOWN["codes"]


def test_who_does_what_nobody_knows_ends_so() -> None:
    tables = TABLES["codes"]
    assert walk.moved(tables, tables[KINDS], -1, 5, NEVER, 0)[2] == UNKNOWN
    many = ManyCallers(engines._whole(tables), 3, 0, 2)
    many._moved(np.array([0, 1]), np.array([-1, -1]))
    assert list(many.end) == [UNKNOWN, UNKNOWN]


def test_what_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_installed", lambda name: name == "python")
    with pytest.raises(MissingExtraError, match=r"callflow-simulator\[population-fast\]"):
        engine_for("numba", 10)
    assert engine_for(None, MANY) == "python"


def test_the_quickest_that_is_installed_is_taken() -> None:
    assert engine_for(None, 10) == "numpy"
    assert engine_for(None, MANY) == "numba"
    assert engine_for("python", 10) == "python"
    with pytest.raises(UsageError, match="engine"):
        engine_for("abacus", 10)
