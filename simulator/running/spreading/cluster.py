"""Workers of a Dask cluster: one of this machine's own, or one whose scheduler is elsewhere; Dask is imported here."""

from __future__ import annotations

from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from attrs import frozen

from simulator.errors import MissingExtraError, UsageError
from simulator.running.spreading.crew import NOT_STARTED, OWN, unsendable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from simulator.running.spreading.crew import Pieces

HERE = "127.0.0.1"
ANSWERS_WITHIN = "10s"
LOST = ("KilledWorker", "CommClosedError", "FutureCancelledError", "CancelledError", "TimeoutError")
"""What Dask raises where a worker ends in the middle of its part, or the scheduler is gone."""
_UNREAD = "deserialization"
"""A word of what Dask raises where the scheduler lacks what is here."""
GONE = "a worker of the cluster ended, or the cluster did, before its part was done"


@frozen(eq=False)
class ClusterCrew:
    """The workers of a client's cluster."""

    client: Any

    @property
    def size(self) -> int:
        """How many parts are worked on at once."""
        return int(max(sum(self.client.ncores().values()), 1))

    def results(self, work: Callable[..., Any], pieces: Pieces) -> Iterator[Any]:
        """What `work` makes of each piece, in order. Raises UsageError where workers fail, or nothing can be sent."""
        some: list[Any] = []
        try:
            some += [self.client.submit(work, *piece, pure=False) for piece in pieces]
            for one in some:
                yield one.result()
        except Exception as error:
            raise _told(error) or error from None
        finally:
            self.client.cancel(some)


def is_gone(error: UsageError) -> bool:
    """Whether a worker was lost, and not the work at fault from its beginning."""
    return str(error).startswith(GONE)


def _told(error: Exception) -> UsageError | None:
    if type(error).__name__ in LOST:
        return UsageError(f"{GONE} ({error})")
    if isinstance(error, ImportError) or _UNREAD in str(error):
        return UsageError(
            f"the cluster cannot read its part ({error.__cause__ or error}): its scheduler and workers need the same"
            " Python and callflow-simulator as here, and what the flow's backend imports"
        )
    return unsendable(error) if isinstance(error, AttributeError | TypeError) else None


@contextmanager
def opened(workers: str) -> Iterator[ClusterCrew]:
    """The crew of a cluster. Raises MissingExtraError, and UsageError where nobody answers or none can be started."""
    try:
        import distributed
    except ImportError:
        raise MissingExtraError(
            f'workers="{workers}" needs Dask, which is not installed: pip install callflow-simulator[dask]'
        ) from None
    if workers == OWN:
        with (
            TemporaryDirectory(prefix="callflow-dask-", ignore_cleanup_errors=True) as folder,
            _own(vars(distributed), folder) as cluster,
            vars(distributed)["Client"](cluster) as client,
        ):
            yield ClusterCrew(client)
        return
    with _elsewhere(vars(distributed)["Client"], workers) as client:
        _wait_for_one(client, workers)
        yield ClusterCrew(client)


def _own(dask: dict[str, Any], folder: str) -> Any:
    """A process for each core, that nobody but this machine sees."""
    try:
        return dask["LocalCluster"](
            threads_per_worker=1, processes=True, host=HERE, silence_logs=50,
            dashboard_address=f"{HERE}:0", worker_dashboard_address=f"{HERE}:0",
            scheduler_kwargs={"allowed_failures": 0}, local_directory=folder,
        )  # fmt: skip
    except RuntimeError as error:
        raise UsageError(f"{NOT_STARTED} ({error})") from None


def _elsewhere(client: Callable[..., Any], address: str) -> Any:
    try:
        return client(address, timeout=ANSWERS_WITHIN)
    except (OSError, ValueError) as error:
        raise UsageError(
            f'workers is "{address}", where no Dask scheduler answers ({str(error) or type(error).__name__}):'
            f' expected a number, "{OWN}", or the address of a scheduler, as in "tcp://10.0.0.5:8786"'
        ) from None


def _wait_for_one(client: Any, address: str) -> None:
    """Raises UsageError where the scheduler has no worker: the work would wait for one for ever."""
    try:
        client.wait_for_workers(1, timeout=ANSWERS_WITHIN)
    except TimeoutError:
        raise UsageError(
            f'workers is "{address}", whose scheduler has no worker (waited for {ANSWERS_WITHIN}): start one there'
        ) from None
