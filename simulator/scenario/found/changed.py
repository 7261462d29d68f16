"""`--changed-since REV`: the scenarios of which a file is another than in a revision of git."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.exploring.hints.data_files import files_of
from simulator.exploring.hints.modules import modules_of, roots_of
from simulator.model.flow.where import parse_function, parse_where
from simulator.running.flow import load_flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.scenario.scenario import Scenario
    from simulator.scenario.flows import Flows


def changed(scenarios: Iterable[Scenario], revision: str, flows: Flows, account: str | None) -> frozenset[str]:
    """The ids of those of which a file changed: theirs, the flow's with all that it names, `account`, local modules.

    A file that is in none of the scenarios' repositories counts as changed, and so does all that cannot be read.
    Raises UsageError where git, the repository or the revision is not there.
    """
    revisions = _Revisions(revision)
    also = [] if account is None else [Path(account)]
    return frozenset(
        one.id
        for one in scenarios
        if revisions.differs(Path(one.file), True) or any(map(revisions.differs, (*also, *_files(one, flows))))
    )


def changed_flows(files: Iterable[str], revision: str, option: str) -> frozenset[str]:
    """Those flow files of which a file changed: theirs, those that they name, local modules; or that cannot be read.

    Raises UsageError, which names the `option`, where git, the repository or the revision is not there.
    """
    revisions = _Revisions(revision, option)
    return frozenset(one for one in files if revisions.differs(Path(one), True) or _flow_differs(one, revisions))


def _flow_differs(file: str, revisions: _Revisions) -> bool:
    try:
        flow = load_flow(file)
    except UsageError:
        return True
    return any(map(revisions.differs, (*map(Path, flow.files), *_of_backend(flow))))


def _files(scenario: Scenario, flows: Flows) -> Iterator[Path]:
    """The files that a scenario depends on, apart from its own; where its flow cannot be read, those of before."""
    yield from map(Path, filter(None, (scenario.flow, scenario.request_file)))
    with suppress(UsageError):
        flow = flows.of(scenario)
        yield from map(Path, flow.files)
        yield from _of_backend(flow)


def _of_backend(flow: FlowFile) -> Iterator[Path]:
    """The modules of a backend in process that are no installed ones, and the data files that they name."""
    folder = Path(flow.file).parent
    named = [parse_where(flow.backend).module] if flow.backend is not None else []
    named += [parse_function(flow.reset)[0]] if flow.reset is not None else []
    near = tuple(dict.fromkeys((folder.resolve(), Path.cwd())))
    for name in filter(None, named):
        modules = tuple(modules_of(name, roots_of(folder)))
        yield from (module.path for module in modules)
        yield from files_of(modules, near)


class _Revisions:
    """What changed in each repository that scenarios are in, asked once."""

    def __init__(self, revision: str, option: str = "--changed-since") -> None:
        self._revision, self._option = revision, option
        self._roots: dict[Path, Path | None] = {}
        self._changed: dict[Path, frozenset[Path]] = {}

    def differs(self, path: Path, scenario: bool = False) -> bool:
        """Whether a file changed; one of a `scenario` has a repository. Raises UsageError."""
        path = path.resolve()
        root = self._root(path.parent)
        if root is None and scenario:
            raise UsageError(
                f'{self._option}: "{path.as_posix()}" is in no git repository, so nothing tells what changed'
            )
        if scenario and root is not None and root not in self._changed:
            self._changed[root] = self._of(root)
        return root is None or root not in self._changed or path in self._changed[root]

    def _root(self, folder: Path) -> Path | None:
        if folder not in self._roots:
            here = (folder, *folder.parents)
            self._roots[folder] = next((one for one in here if (one / ".git").exists()), None)
        return self._roots[folder]

    def _of(self, root: Path) -> frozenset[Path]:
        """What differs from the revision, committed or not, and what git does not know yet."""
        wanted = f"{self._revision}^{{commit}}"
        found = self._git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
        if found is None or not found.strip():
            where = f'in "{root.as_posix()}"'
            raise UsageError(
                f'{self._option}: there is no revision "{self._revision}" {where}: expected a commit, branch or tag '
                "(a shallow clone lacks older ones)"
            )
        commit = found.decode().strip()
        names = self._git(root, "diff", "--name-only", "--no-renames", "--no-relative", "-z", commit, "--") or b""
        fresh = self._git(root, "ls-files", "--others", "--exclude-standard", "-z") or b""
        return frozenset(
            root / Path(name.decode(errors="surrogateescape")) for name in (names + fresh).split(b"\0") if name
        )

    def _git(self, root: Path, *arguments: str) -> bytes | None:
        """What git says; None where it refuses. Raises UsageError where there is no git."""
        try:
            done = subprocess.run(("git", "-C", root.as_posix(), *arguments), capture_output=True, check=False)
        except OSError as error:
            raise UsageError(f"{self._option} needs git, which cannot be run: {error.strerror}") from None
        return None if done.returncode else done.stdout
