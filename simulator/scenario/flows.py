"""The flows of a suite: each is loaded once for each account that scenarios lay over its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import UnreachableError, UsageError
from simulator.loading.yaml.nodes import YamlMap
from simulator.model.account import Account
from simulator.model.flow.flow_file import FlowFile
from simulator.running.answering import reach
from simulator.running.flow import flow_of, load_flow, with_backend
from simulator.running.source import Source

if TYPE_CHECKING:
    from simulator.engine.setting import Measure
    from simulator.model.scenario.scenario import Scenario
    from simulator.scenario.triggering.port import Triggered, TriggerRunner

FlowKey = tuple[object, str]


class Flows:
    """Loads flows and remembers them, and why some cannot be used; `account` and `backend` replace their own.

    `files` is a folder ("": none) with the files of prompts, which then play as long as they are; `triggers` plays the
    scenarios whose call flow a customer's program sends.
    """

    def __init__(
        self,
        account: Account | Path | str | None = None,
        backend: str | None = None,
        files: str | None = None,
        *,
        triggers: TriggerRunner | None = None,
    ) -> None:
        self.measure = None if files is None else _measure(files)
        self._account, self._backend, self._triggers = account, backend, triggers
        self._known: dict[FlowKey, FlowFile | UsageError] = {}
        self._unreached: dict[tuple[str | None, str], str] = {}

    def of(self, scenario: Scenario) -> FlowFile:
        """The flow of a scenario. Raises UsageError with every error in it."""
        called = scenario.inbound
        begins = scenario.flow or scenario.request or (called and (called.source, called.destination))
        key = (begins, "" if scenario.overlay is None else repr(scenario.overlay.plain))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._load(scenario)
        if isinstance(found, UsageError):
            raise UsageError(str(found))
        return found

    def poked(self, scenario: Scenario) -> Triggered:
        """What comes of a scenario whose trigger begins it. Raises UsageError and UnreachableError."""
        if self._triggers is None:
            raise UsageError("`trigger` needs the emulator: `callflow test` and pytest have one")
        return self._triggers.play(scenario, _account(scenario, self._account), self._backend)

    def reach(self, flow: FlowFile) -> None:
        """Reach and start the backend of a flow; one that could not be is not tried again. Raises UnreachableError."""
        key = (flow.backend, flow.file.rpartition("/")[0])
        if key not in self._unreached:
            try:
                reach(flow)
            except UnreachableError as error:
                self._unreached[key] = str(error)
        if key in self._unreached:
            raise UnreachableError(self._unreached[key])

    def _load(self, scenario: Scenario) -> FlowFile | UsageError:
        if scenario.trigger is not None:
            return UsageError("a scenario that begins with `trigger` has no flow of its own")
        try:
            if scenario.flow is not None:
                return with_backend(load_flow(scenario.flow, scenario.overlay, self._account), self._backend)
            account = _account(scenario, self._account)
            if scenario.inbound is not None:
                own = FlowFile(scenario.name, scenario.file, account, inbound=scenario.inbound)
                return with_backend(own, self._backend)
            return flow_of(Source(scenario.request or b"", scenario.file, "request", account), self._backend)
        except UsageError as error:
            return error


def _measure(folder: str) -> Measure:
    from simulator.hearing.files.sound_files import SoundFiles  # only who measures waits for it

    return SoundFiles(Path(folder) if folder else None).length


def _account(scenario: Scenario, given: Account | Path | str | None) -> Account:
    from simulator.running.source import account_from

    base = account_from(given)
    if not isinstance(scenario.overlay, YamlMap):
        return base
    from simulator.loading.files.account_file import account_of  # only who lays one over waits for its reader

    return account_of(scenario.overlay, Path(scenario.file).parent, base)[0]
