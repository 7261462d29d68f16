"""Work beside the loop."""

from __future__ import annotations

from threading import Event

from simulator.lsp.checking.beside import LastAsked

PATIENCE = 60


def test_of_the_jobs_that_wait_only_the_last_is_done_and_what_was_overtaken_is_not_told() -> None:
    begun, go, ended = Event(), Event(), Event()
    done: list[tuple[int, int]] = []

    def work(job: int) -> int:
        if job == 1:
            begun.set()
            assert go.wait(PATIENCE)
        return job * 10

    def told(job: int, found: int) -> None:
        done.append((job, found))
        ended.set()

    beside = LastAsked(work, told, 0.001)
    beside.ask(1)
    assert begun.wait(PATIENCE)
    for job in (2, 3, 4):
        beside.ask(job)
    go.set()
    assert ended.wait(PATIENCE)
    assert done == [(4, 40)]
