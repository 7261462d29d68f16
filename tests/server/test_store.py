"""The journal: what was written comes back, in memory and from a folder, whatever happens in between."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.server.store import opening, writer
from simulator.server.store.database import DatabaseJournal
from simulator.server.store.memory import MemoryJournal
from simulator.server.store.rows import (
    TABLES,
    DocumentRow,
    EndRow,
    InputRow,
    RegistrationRow,
    Removal,
    StartRow,
    WebhookRow,
    Wipe,
    key_of,
)
from tests.server.leaving import nothing_left

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from simulator.server.store.journal import Journal
    from simulator.server.store.rows import JournalRow, Written


@pytest.fixture(autouse=True)
def _leaves_nothing() -> Iterator[None]:
    with nothing_left():
        yield


def kept(journal: Journal, *writes: tuple[Written, ...]) -> list[JournalRow]:
    """What is there after some writes, and when it was closed."""

    async def written() -> list[JournalRow]:
        try:
            for rows in writes:
                await journal.write(*rows)
            return list(journal.rows())
        finally:
            await journal.close()

    return asyncio.run(written())


def in_folder(folder: Path, work: Callable[[DatabaseJournal], Awaitable[object]], keep: int = 1000) -> None:
    """Open a folder, work on it, and close it."""

    async def worked() -> None:
        journal = DatabaseJournal(folder, keep)
        try:
            await work(journal)
        finally:
            await journal.close()

    asyncio.run(worked())


QUICK = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Where a file is on disk at once."""
TEXTS = st.text(st.characters(), max_size=5)
NAMES = st.sampled_from(["a", "B", "0012", "ä", "\ud800"])
NUMBERS = st.integers(-(2**63), 2**63 - 1)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)
MAYBE = st.none() | NUMBERS
ROWS: dict[type[JournalRow], st.SearchStrategy[JournalRow]] = {
    StartRow: st.builds(StartRow, NAMES, NAMES, st.binary(), NUMBERS, JSON, TEXTS, TEXTS, JSON),
    InputRow: st.builds(InputRow, NAMES, st.integers(0, 3), NUMBERS, TEXTS, JSON),
    WebhookRow: st.builds(
        WebhookRow,
        *(NAMES, NAMES, TEXTS, TEXTS, JSON, NUMBERS, st.sampled_from(["due", "answered"])),
        *(MAYBE, MAYBE, MAYBE, st.none() | st.binary(), TEXTS),
    ),
    EndRow: st.builds(EndRow, NAMES, NUMBERS, JSON),
    RegistrationRow: st.builds(RegistrationRow, NAMES, NAMES, TEXTS, st.booleans(), st.none() | TEXTS),
    DocumentRow: st.builds(DocumentRow, NAMES, NAMES, JSON),
}
ANY_ROW = st.one_of(*ROWS.values())
WRITTEN = st.one_of(
    ANY_ROW, ANY_ROW, ANY_ROW, ANY_ROW.map(lambda row: Removal(type(row), key_of(row))), st.just(Wipe())
)
WRITES = st.lists(st.lists(WRITTEN, max_size=4).map(tuple), max_size=8)


def test_every_table_is_tried() -> None:
    assert tuple(ROWS) == TABLES


@settings(max_examples=25)
@given(writes=WRITES, keep=st.integers(1, 3))
def test_a_folder_keeps_what_memory_keeps_and_still_does_when_it_is_opened_again(
    writes: list[tuple[Written, ...]], keep: int
) -> None:
    memory = MemoryJournal(keep)
    with tempfile.TemporaryDirectory(dir=QUICK) as name:
        expected = kept(memory, *writes)
        first = DatabaseJournal(Path(name), keep)
        assert kept(first, *writes) == expected
        assert first.forgotten == memory.forgotten
        again = kept(DatabaseJournal(Path(name), keep))
        assert again == expected
        assert [type(row) for row in again] == [type(row) for row in expected]


JOURNALS = ["memory", "folder"]


@pytest.fixture(params=JOURNALS)
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Journal:
    return MemoryJournal(2) if request.param == "memory" else DatabaseJournal(tmp_path, 2)


def test_the_newest_sessions_are_kept_and_those_that_live(journal: Journal) -> None:
    begun = tuple(StartRow(f"s{n}", "a", b"", n) for n in range(6))
    inputs = tuple(InputRow(f"s{n}", 0, 5, "key", "1") for n in range(6))
    ends = tuple(EndRow(f"s{n}", n) for n in (4, 1, 2, 3))
    found = kept(journal, begun, inputs, *((end,) for end in ends))
    assert [row.id for row in found if isinstance(row, StartRow)] == ["s0", "s2", "s3", "s5"]
    assert [row.session for row in found if isinstance(row, InputRow)] == ["s0", "s2", "s3", "s5"]
    assert journal.forgotten == 2


def test_a_row_takes_the_place_of_the_one_before(journal: Journal) -> None:
    due = [WebhookRow("s", event, "VCS", "http://127.0.0.1/", {}, 1) for event in "ab"]
    answered = WebhookRow("s", "a", "VCS", "http://127.0.0.1/", {}, 1, "answered", 2, 3, 200, b"{}")
    assert kept(journal, tuple(due), (answered,)) == [answered, due[1]]


def test_what_is_removed_is_gone_and_what_was_never_there_may_be_removed(journal: Journal) -> None:
    rows = (StartRow("s", "a", b"", 1), InputRow("s", 0, 1, "key"), RegistrationRow("a", "VCA", "http://127.0.0.1/"))
    gone = (Removal(RegistrationRow, ("a", "VCA")), Removal(StartRow, ("s",)), Removal(EndRow, ("s",)))
    assert kept(journal, rows, gone, (Removal(InputRow, ("other", 1)),)) == []


def test_a_journal_that_is_closed_takes_nothing(journal: Journal) -> None:
    async def late() -> None:
        await journal.close()
        await journal.close()
        with pytest.raises(UsageError, match="closed"):
            await journal.write(Wipe())

    asyncio.run(late())


def test_no_secret_is_in_what_a_row_shows() -> None:
    rows = RegistrationRow("a", "VCA", "u", authorization="secret"), DocumentRow("a", "push", {"password": "secret"})
    assert "secret" not in repr(rows)


def test_sixty_four_writers_share_commits_and_each_finds_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    commit = writer.Writer._commit

    def counted(self: writer.Writer, batch: list[writer.Waiting]) -> int:
        sizes.append(len(batch))
        return commit(self, batch)

    async def work(journal: DatabaseJournal) -> None:
        async def one(name: int) -> None:
            for number in range(20):
                await journal.write(InputRow(f"s{name}", number, number, "key", {"key": "1"}))
                if number == name % 20 and name < 5:
                    assert (f"s{name}", number) in set(_inputs(journal))

        await asyncio.gather(*map(one, range(64)))
        found = list(_inputs(journal))
        assert len(found) == 64 * 20
        for name in range(64):
            assert [row[1] for row in found if row[0] == f"s{name}"] == list(range(20))

    monkeypatch.setattr(writer.Writer, "_commit", counted)
    monkeypatch.setattr(writer, "MOST", 50)
    in_folder(tmp_path, work)
    assert sum(sizes) == 64 * 20
    assert 1 < max(sizes) <= 50
    assert len(sizes) < 64 * 20 / 2


def _inputs(journal: DatabaseJournal) -> Iterator[Any]:
    for row in journal.rows():
        assert isinstance(row, InputRow)
        yield row.session, row.number


def test_what_is_wrong_with_one_write_is_no_fault_of_the_others(tmp_path: Path) -> None:
    odd: Any = object()

    async def work(journal: DatabaseJournal) -> None:
        writes = [journal.write(InputRow("s", number, odd if number == 3 else 0, "key")) for number in range(9)]
        found = await asyncio.gather(*writes, return_exceptions=True)
        assert [number for number, error in enumerate(found) if error is not None] == [3]
        assert isinstance(found[3], UsageError)
        assert len(list(journal.rows())) == 8

    in_folder(tmp_path, work)


@pytest.mark.parametrize("row", [InputRow("s", 2**63, 0, "key"), InputRow("s", 0, 0, "key", {1, 2})])
def test_what_no_column_can_hold_is_not_even_begun(row: InputRow, tmp_path: Path) -> None:
    async def work(journal: DatabaseJournal) -> None:
        with pytest.raises((OverflowError, TypeError)):
            await journal.write(StartRow("s", "a", b"", 0), row)
        assert list(journal.rows()) == []

    in_folder(tmp_path, work)


def test_all_rows_of_a_write_are_kept_or_none(tmp_path: Path) -> None:
    odd: Any = object()

    async def work(journal: DatabaseJournal) -> None:
        with pytest.raises(UsageError):
            await journal.write(StartRow("s", "a", b"", 0), InputRow("s", 0, odd, "key"))
        assert list(journal.rows()) == []

    in_folder(tmp_path, work)


def test_whoever_is_cancelled_disturbs_nobody(tmp_path: Path) -> None:
    async def work(journal: DatabaseJournal) -> None:
        writes = [asyncio.ensure_future(journal.write(InputRow("s", number, 0, "key"))) for number in range(9)]
        await asyncio.sleep(0)
        writes[4].cancel()
        found = await asyncio.gather(*writes, return_exceptions=True)
        assert [type(one) for one in found if one is not None] == [asyncio.CancelledError]
        assert {row[1] for row in _inputs(journal)} >= {0, 1, 2, 3, 5, 6, 7, 8}

    in_folder(tmp_path, work)


def test_a_loop_that_is_over_is_told_nothing(tmp_path: Path) -> None:
    """What was given to the writer is written all the same."""
    journal = DatabaseJournal(tmp_path)

    async def begun() -> None:
        task = asyncio.ensure_future(journal.write(InputRow("s", 0, 0, "key")))
        await asyncio.sleep(0)
        task.cancel()

    with sqlite3.connect(tmp_path / opening.DATABASE, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        asyncio.run(begun())
        other.execute("COMMIT")
    other.close()
    asyncio.run(journal.close())
    assert len(kept(DatabaseJournal(tmp_path))) == 1
