"""Scenario files and scenarios as pytest sees them; the failure text is that of `callflow test`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from _pytest.fixtures import TopRequest

from simulator.files.reading import read_given
from simulator.model.scenario.verdict import Unreadable
from simulator.render.report_lines import fault_lines, verdict_text
from simulator.render.width import safe
from simulator.scenario.apart import ScenarioProcess
from simulator.scenario.flows import Flows
from simulator.scenario.hosted import wants_apart
from simulator.scenario.reading.scenario_file import read_scenarios
from simulator.scenario.run import run_scenario

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from simulator.model.scenario.scenario import Scenario
    from simulator.model.scenario.verdict import Verdict

FLOWS = pytest.StashKey[Flows]()
APART = pytest.StashKey[tuple[ScenarioProcess, frozenset[str] | None]]()
"""The process that scenarios share, and the fixtures that were set up when it began."""


OF_PYTEST = ("skip", "skipif", "xfail", "usefixtures", "parametrize", "filterwarnings")
"""Marks that say what pytest is to do."""


class _ScenarioError(Exception):
    """A scenario does not hold; the message is all there is to show."""


class _UnjudgedError(Exception):
    """A scenario could not be judged, which no `xfail` excuses; the message is all there is to show."""


class ScenarioFile(pytest.File):
    """One scenario file."""

    def collect(self) -> Iterator[pytest.Item]:
        """Its scenarios, and an item that fails where something in it is at fault."""
        name = short(self.path, self.config.invocation_params.dir)
        raw = read_given(self.path)
        scenarios, faults = read_scenarios(raw, _folder(self.path, name), name)
        if faults:
            unreadable = Unreadable(name, None, faults)
            yield FaultItem.from_parent(self, name="can be read", unreadable=unreadable)
        for scenario in scenarios:
            yield ScenarioItem.from_parent(self, name=safe(scenario.name), scenario=scenario)


class _Item(pytest.Item):
    line = 1

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *args: Any, **more: Any) -> Any:
        """Our own text for our own failures."""
        if isinstance(excinfo.value, _ScenarioError | _UnjudgedError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, *args, **more)

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        """Where it stands."""
        return self.path, self.line - 1, self.name


class ScenarioItem(_Item):
    """One scenario; its tags are markers, and fixtures that say `autouse`, or that `usefixtures` names, are set up."""

    obj = None
    """What fixtures see as the function."""

    def __init__(self, *, scenario: Scenario, **more: Any) -> None:
        super().__init__(**more)
        self.scenario, self.line = scenario, scenario.line
        for tag in scenario.tags:
            # A project that asks for strict markers need not declare what its scenario files already say.
            self.config.addinivalue_line("markers", f"{tag}: a tag of scenarios")
            # One that is a mark of pytest's is a word here as well, and does nothing.
            self.extra_keyword_matches.add(tag) if tag in OF_PYTEST else self.add_marker(tag)
        if scenario.skip:
            self.add_marker(pytest.mark.skip(reason=safe(scenario.skip)))
        if scenario.xfail:
            self.add_marker(pytest.mark.xfail(reason=safe(scenario.xfail), raises=_ScenarioError))
        self._prepare()

    def _prepare(self) -> None:
        """Ask which fixtures there are, as an item of doctest does."""
        manager: Any = self.session._fixturemanager
        self._fixtureinfo = manager.getfixtureinfo(node=self, func=None, cls=None)
        self.fixturenames = self._fixtureinfo.names_closure
        self.funcargs: dict[str, object] = {}
        self._request = TopRequest(self, _ispytest=True)  # type: ignore[arg-type]

    def setup(self) -> None:
        """Set fixtures up; a hook may have named more of them meanwhile."""
        if any(self.iter_markers("usefixtures")):
            self._prepare()
        self._request._fillfixtures()

    @property
    def _lasting(self) -> frozenset[str] | None:
        """The fixtures that it needs, None where one of them does not last for the whole session."""
        found = self._fixtureinfo.name2fixturedefs
        lasting = all(defined[-1].scope == "session" for defined in found.values())
        return frozenset(found) if lasting else None

    def runtest(self) -> None:
        """Run it. Raises where it does not hold."""
        flows = self.session.stash.setdefault(FLOWS, Flows())
        if self.scenario.trigger is not None:
            from simulator.pytest.emulated import emulator_of

            flows = Flows(triggers=emulator_of(self.config))
        measuring = self.config.pluginmanager.get_plugin("callflow-coverage")
        apart = wants_apart([self.scenario])
        verdict = _apart(self.session, self.scenario, self._lasting) if apart else run_scenario(self.scenario, flows)
        if measuring is not None:
            measuring.scenario(verdict, flows)
        if verdict.waited:
            self.user_properties.append(("callflow waited", str(verdict.waited)))
        if verdict.unreached:
            self.user_properties.append(("callflow unreached", verdict.unreached))
            raise _UnjudgedError("did not run: its backend cannot be reached or started (the cause stands at the end)")
        if verdict.outcome in ("fail", "xfail"):
            raise (_ScenarioError if verdict.judged else _UnjudgedError)(verdict_text(verdict))
        if verdict.outcome == "warn":
            self.user_properties.append(("callflow warning", verdict_text(verdict)))


def _apart(session: pytest.Session, scenario: Scenario, lasting: frozenset[str] | None) -> Verdict:
    """Run it in the process that such scenarios share, until one of them makes an end of it.

    What a fixture does here reaches a process that begins after it: with other fixtures there is a new one.
    """
    process, known = session.stash.get(APART, (None, None))
    if process is None or process.gone or lasting is None or lasting != known:
        finish(session)
        process = ScenarioProcess((None, None), trails=True, runs=False)
        session.stash[APART] = (process, lasting)
    try:
        process.give([(0, scenario)])
        return process.take()[1]
    except BaseException:  # a time limit of pytest, say: its verdict must not be taken for that of the next one
        process.end()
        raise


def finish(session: pytest.Session) -> None:
    """End that process."""
    process, _ = session.stash.get(APART, (None, None))
    if process is not None and not process.gone:
        process.close()


class FaultItem(_Item):
    """A file with faults in it."""

    def __init__(self, *, unreadable: Unreadable, **more: Any) -> None:
        super().__init__(**more)
        self.unreadable, self.line = unreadable, unreadable.diagnostics[0].span.line

    def runtest(self) -> None:
        """Say what is wrong, by an exception."""
        raise _ScenarioError("\n".join(fault_lines(self.unreadable)))


def short(path: Path, start: Path) -> str:
    """The file as a person in the working folder would name it."""
    return path.relative_to(start).as_posix() if path.is_relative_to(start) else path.as_posix()


def _folder(path: Path, name: str) -> Path:
    from pathlib import Path as ThePath

    return ThePath(name).parent if ThePath(name).exists() else path.parent
