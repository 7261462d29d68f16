"""Callers as a real account's webhooks show them: what can be told, how well, and the model that follows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from simulator.api.arguments import wrong
from simulator.api.flow import begun
from simulator.errors import UsageError
from simulator.files.writing import is_there
from simulator.loading.files.recognised import CALLERS_ENDINGS
from simulator.loading.files.webhook_log import read_log
from simulator.model.behaviour.ground import IN_WORDS
from simulator.populations.fitting.fit import fitted
from simulator.populations.fitting.model import callers_file, model_of
from simulator.render.listing import Listing
from simulator.render.output import place_of, write
from simulator.render.shown import Printed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from simulator.api.flow import AccountGiven, At, BackendGiven, FlowGiven
    from simulator.model.behaviour.ground import Ground
    from simulator.model.caller_model import CallerModel
    from simulator.populations.fitting.fit import FittedCallers
    from simulator.populations.fitting.parameter import Parameter, PlaceOffset
    from simulator.render.dataframe import ColumnType

PARAMETERS: Mapping[str, ColumnType] = {
    "name": "text", "value": "number", "error": "number", "count": "whole", "known": "text", "how": "text",
}  # fmt: skip
OFFSETS: Mapping[str, ColumnType] = {
    "place": "text", "words": "text", "seconds": "number", "error": "number", "count": "whole", "by": "text",
}  # fmt: skip


@frozen(eq=False, repr=False)
class Fitted(Printed):
    """What a log tells of a flow's callers, with the error of each estimate, and what it does not tell and why.

    `log` is the log's name.
    """

    found: FittedCallers
    log: str

    @property
    def parameters(self) -> Listing[Parameter]:
        """Each parameter of the callers: value, standard error, observations, and how it is known; times in s."""
        columns = ("parameter", "value", "+-", "of", "known", "how")
        return Listing.of(self.found.parameters, columns, _row, PARAMETERS, _record(PARAMETERS))

    @property
    def offsets(self) -> Listing[PlaceOffset]:
        """How much later than estimated the prompt of each place ends, as silent callers tell it, or keys alone."""
        columns = ("place", "later, s", "+-", "of", "by")
        return Listing.of(self.found.offsets, columns, _offset, OFFSETS, _record(OFFSETS))

    @property
    def troubles(self) -> dict[str, int]:
        """Why sessions could not be followed to their end, and how many; what came before that was used."""
        return dict(self.found.troubles)

    @property
    def sessions(self) -> int:
        """The sessions of the log."""
        return self.found.sessions

    @property
    def ground(self) -> Ground:
        """How the places and moves behind it are known."""
        return self.found.ground

    @property
    def model(self) -> CallerModel:
        """The callers; what the log does not tell is as usual."""
        return model_of(self.found)

    @property
    def text(self) -> str:
        """The same as a callers file (`NAME.callers.yaml`), in which each line says how it is known."""
        return callers_file(self.found, self.log)

    def save(self, file: str | Path, *, force: bool = False) -> None:
        """Write the callers file. Raises UsageError where it exists (unless `force`) or cannot be written."""
        path = place_of(str(file))
        if not path.name.endswith(CALLERS_ENDINGS):
            raise UsageError(f'"{file}" would not be taken for a callers file: expected NAME.callers.yaml')
        if is_there(path) and not force:
            raise UsageError(f'"{file}" exists and is not overwritten: choose another name, or force it')
        write(path, self.text)

    def __str__(self) -> str:
        calls = f"{self.found.answered} answered calls of {self.sessions} sessions in {self.log}"
        ground = f"the flow's behaviour is {IN_WORDS[self.ground]}"
        lines = [f"Callers of {self.found.title}, by {calls} ({ground})", "", f"{self.parameters}"]
        if self.offsets:
            lines += ["Prompts against their estimated lengths", "", f"{self.offsets}"]
        lines += [f"{count} sessions not followed to their end: {why}" for why, count in self.troubles.items()]
        return "\n".join(lines).rstrip("\n") + "\n"

    def _repr_html_(self) -> str:
        return self.parameters._repr_html_() + self.offsets._repr_html_()


def fit(
    log: str | Path,
    flow: FlowGiven,
    *,
    at: At | None = None,
    account: AccountGiven | None = None,
    backend: BackendGiven | None = None,
) -> Fitted:
    """What captured webhooks (VCA, VSS, and VCS where they are there) tell of the callers of a flow.

    `log` is what `callflow replay` reads: a file of bodies or a folder. A session is followed over what exploration
    finds of the flow, as far as it can have been one of it. Raises RefusedError where the request is refused, and
    UsageError where the log cannot be read, or has no call of this flow.
    """
    if not isinstance(log, str | Path):
        raise wrong("log", log, "the path of a log of webhooks, or of a folder of such")
    found, now = begun(flow, account=account, at=at, backend=backend)
    callers = fitted(read_log(Path(log)), found, now)
    if not callers.followed:
        why = "; ".join(f"{why} ({count})" for why, count in callers.troubles) or "nobody answered"
        raise UsageError(f'"{Path(log).as_posix()}" has no call of this flow: {why}')
    return Fitted(callers, Path(log).name)


def _row(one: Parameter) -> tuple[object, ...]:
    return one.name, _number(one.value), _number(one.error), one.count, one.known, one.how


def _offset(one: PlaceOffset) -> tuple[object, ...]:
    return one.words, f"{one.seconds:.2f}", f"{one.error:.2f}", one.count, one.by


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4g}"


def _record(columns: Mapping[str, ColumnType]) -> Callable[[object], tuple[object, ...]]:
    return lambda one: tuple(getattr(one, name) for name in columns)
