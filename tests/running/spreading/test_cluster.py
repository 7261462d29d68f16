"""Work on a Dask cluster gives what it gives here, and what goes wrong there is told: mostly by a client of ours."""

from __future__ import annotations

import pickle
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from simulator import CallerModel, MissingExtraError, UsageError, run_many
from simulator.cli.base.main import run_command_line
from simulator.exploring.search.random_walks import find_failure
from simulator.responders.waiting import WAITED
from simulator.running.spreading import cluster
from simulator.running.spreading.crew import alone, crew_of, workers_from
from simulator.scenario.suite import Options, Selection, load_suite, run_suite, scenario_files
from tests.bodies import SCENARIOS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOTLINE = SCENARIOS / "hotline" / "hotline.flow.yaml"


class KilledWorker(Exception):  # noqa: N818 - Dask's own name
    """As Dask tells it."""


class Client:
    """Does at once what it is given, sent as it would be; the parts that `kills` names end their worker."""

    def __init__(self, kills: Callable[[Any], bool] = lambda _part: False) -> None:
        self.kills, self.parts, self.canceled = kills, 0, 0

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_gone: object) -> None:
        return None

    def ncores(self) -> dict[str, int]:
        return {"one": 1, "other": 1}

    def submit(self, work: Callable[..., Any], *part: Any, pure: bool) -> Any:
        assert not pure  # the same part twice is done twice
        self.parts += 1
        work, part = pickle.loads(pickle.dumps((work, part)))

        def result() -> Any:
            if self.kills(part):
                raise KilledWorker("it is gone")
            return pickle.loads(pickle.dumps(work(*part)))

        return SimpleNamespace(result=result)

    def wait_for_workers(self, count: int, timeout: str) -> None:
        assert (count, timeout) == (1, "10s")

    def cancel(self, some: list[Any]) -> None:
        self.canceled += len(some)


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Client:
    found = Client()
    dask = SimpleNamespace(Client=lambda _address, timeout="": found, LocalCluster=lambda **_given: found)
    monkeypatch.setitem(sys.modules, "distributed", dask)
    return found


@pytest.mark.parametrize("workers", ["dask", "tcp://10.0.0.5:8786"])
def test_the_rows_are_those_of_one_process(client: Client, workers: str) -> None:
    told: list[tuple[int, int]] = []
    spread = run_many(
        HOTLINE, CallerModel.usual(), count=20, seed=3, workers=workers, progress=lambda *at: told.append(at)
    )
    assert spread.rows == run_many(HOTLINE, CallerModel.usual(), count=20, seed=3).rows
    assert client.parts == client.canceled == 7
    assert told[-1] == (20, 20)


def test_what_workers_can_be() -> None:
    assert workers_from("3") == 3
    assert workers_from("dask") == "dask"
    assert not alone("dask", 1)
    assert alone(2, 1)
    with pytest.raises(UsageError, match="workers is 'many', expected a number of processes, \"dask\""):
        run_many(HOTLINE, ["1"], workers="many")


def test_scenarios_are_judged_as_here(client: Client) -> None:
    suite = load_suite(scenario_files([str(SCENARIOS / "hotline")]))
    here = run_suite(suite, Options(Selection()))
    there = run_suite(suite, Options(Selection(), workers="dask", trails=True, keep_runs=False))
    assert len(here.verdicts) > 4
    assert [(one.scenario, one.outcome, one.failures) for one in there.verdicts] == [
        (one.scenario, one.outcome, one.failures) for one in here.verdicts
    ]
    assert client.parts > 4


def test_the_command_takes_a_cluster(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["test", str(SCENARIOS / "hotline"), "--workers", "dask"]) == 0
    assert client.parts
    assert run_command_line(["test", str(SCENARIOS / "hotline"), "--workers", "0"]) == 2
    assert "--workers 0: expected 1 or more, as a number of processes" in capsys.readouterr().err


def test_who_ends_a_worker_has_failed_and_nobody_else(client: Client) -> None:
    suite = load_suite(scenario_files([str(SCENARIOS / "hotline")]))
    guilty = suite.scenarios[2]
    client.kills = lambda part: any(one.id == guilty.id for one in part[0])
    found = run_suite(suite, Options(Selection(), workers="dask")).verdicts
    assert [one.scenario.id for one in found if one.outcome == "fail"] == [guilty.id]
    (failure,) = found[2].failures
    assert failure.found == "the backend misbehaved: it ended the worker of the cluster that it runs in"
    client.kills = lambda _part: True
    with pytest.raises(UsageError, match="a worker of the cluster ended"):
        run_many(HOTLINE, ["1", "2"], workers="dask")


@pytest.mark.parametrize("lost", [0, 1])
def test_what_cannot_be_sent_of_a_suite_is_told(client: Client, lost: int) -> None:
    """Also where it shows only once a worker was lost, and the rest goes one by one."""
    asked: list[int] = []

    def kills(_part: Any) -> bool:
        asked.append(1)
        if len(asked) > lost:
            raise TypeError("cannot pickle a generator")
        return True

    client.kills = kills
    suite = load_suite(scenario_files([str(SCENARIOS / "hotline")]))
    with pytest.raises(UsageError, match="cannot be sent to workers"):
        run_suite(suite, Options(Selection(), workers="dask"))


def test_what_was_waited_for_answers_is_counted(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from attrs import evolve

    from simulator.scenario.run import run_scenario

    slow = "simulator.scenario.several.clustered.run_scenario"
    monkeypatch.setattr(slow, lambda *given: evolve(run_scenario(*given), waited=2.0))
    WAITED.begin()
    run_suite(load_suite(scenario_files([str(SCENARIOS / "hotline")])), Options(Selection(), workers="dask"))
    assert WAITED.questions > 4
    WAITED.begin()


def test_the_first_call_that_fails_is_the_same(client: Client, tmp_path: Path) -> None:
    from tests.exploring._flows import flow, menu, reply, row

    asked = menu("Press 1 or 2.")
    broken = flow(asked, rows=[row(reply(), digits="2"), row(reply({"action": "hangup"}), digits="other")])
    here, there = (find_failure(broken, fails, walks=40, seed=1, workers=one) for one in (1, "dask"))
    assert here is not None
    assert there is not None
    assert (there.dtmf, there.legs) == (here.dtmf, here.legs)
    sound = flow(
        asked, rows=[row(reply({"action": "hangup"}), digits="other"), row(reply({"action": "hangup"}), digits=None)]
    )
    assert find_failure(sound, fails, walks=20, workers="dask") is None


def fails(run: Any) -> bool:
    return not run.ok


def test_workers_of_generate_go_with_failing(
    client: Client, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["generate", str(HOTLINE), "--output", str(tmp_path), "--workers", "dask"]
    assert run_command_line(command) == 2
    assert "--workers dask: goes with --failing" in capsys.readouterr().err
    assert run_command_line([*command, "--failing", "8"]) == 0
    assert client.parts


def test_a_backend_that_cannot_be_sent_is_told(client: Client) -> None:
    def submit(*_given: object, **_more: object) -> None:
        raise TypeError("('Could not serialize object of type function', '<lambda>')")

    client.submit = submit  # type: ignore[method-assign]
    with pytest.raises(UsageError, match="cannot be sent to workers"):
        run_many(HOTLINE, CallerModel.usual(), count=2, workers="dask", backend=lambda _: {})


def test_what_a_program_of_ours_does_wrong_is_its_own(client: Client) -> None:
    with pytest.raises(ZeroDivisionError), crew_of("dask") as crew:
        list(crew.results(divmod, [(1, 0)]))


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtraError, match=r"pip install callflow-simulator\[dask\]"):
        run_many(HOTLINE, ["1", "2"], workers="dask")


def test_an_address_where_nobody_answers_and_a_cluster_that_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_given: object, **_more: object) -> None:
        raise OSError("Timed out")

    def unguarded(**_given: object) -> None:
        raise RuntimeError("Nanny failed to start")

    dask = SimpleNamespace(Client=nobody, LocalCluster=unguarded)
    monkeypatch.setitem(sys.modules, "distributed", dask)
    with pytest.raises(UsageError, match=r"where no Dask scheduler answers \(Timed out\)"):
        run_many(HOTLINE, ["1", "2"], workers="tcp://127.0.0.1:1")
    with pytest.raises(UsageError, match="begins its own work under"):
        run_many(HOTLINE, ["1", "2"], workers="dask")


def test_a_scheduler_without_a_worker_is_not_waited_for_for_ever(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(*_given: object, **_more: object) -> None:
        raise TimeoutError

    monkeypatch.setattr(Client, "wait_for_workers", nobody)
    with pytest.raises(UsageError, match="whose scheduler has no worker"):
        run_many(HOTLINE, ["1", "2"], workers="tcp://127.0.0.1:1")


@pytest.mark.parametrize(
    "error",
    [ModuleNotFoundError("No module named 'simulator'"), RuntimeError("Error during deserialization of the graph")],
)
def test_workers_that_lack_what_is_here_are_told(error: Exception, client: Client) -> None:
    def lacking(_part: Any) -> bool:
        raise error

    client.kills = lacking
    with pytest.raises(UsageError, match="need the same Python and callflow-simulator as here"):
        run_many(HOTLINE, ["1", "2"], workers="tcp://127.0.0.1:1")


@pytest.mark.slow
@pytest.mark.nested
def test_a_real_cluster_of_two_gives_the_same() -> None:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
        ) as two,
        cluster.opened(two.scheduler_address) as crew,
    ):
        assert crew.size == 2
        spread = run_many(HOTLINE, CallerModel.usual(), count=30, seed=5, workers=two.scheduler_address)
    assert spread.rows == run_many(HOTLINE, CallerModel.usual(), count=30, seed=5).rows
