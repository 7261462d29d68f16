"""The files of a revision of git, in a folder of their own for as long as they are looked at."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@frozen
class BaseTree:
    """Where the files of a commit are, where the same files are now, and what those were called that were `renamed`."""

    folder: Path
    root: Path
    renamed: Mapping[str, str]

    def before(self, file: str) -> Path | None:
        """What a file was; None where it was not there, or is none of the repository's."""
        now = Path(file).resolve()
        if not now.is_relative_to(self.root.resolve()):
            return None
        name = now.relative_to(self.root.resolve()).as_posix()
        then = (self.folder / one for one in (name, self.renamed.get(name)) if one is not None)
        return next((one for one in then if one.is_file()), None)


def start_of_change(revision: str) -> str:
    """The commit from which the work here and a revision went apart. Raises UsageError where there is none.

    What came to the revision since then is no difference that this change makes.
    """
    try:
        found = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except ValueError:
        raise UsageError(f'--base "{revision}": no revision can have that name, which is no text') from None
    if found.returncode or not found.stdout.strip():
        raise UsageError(f'--base "{revision}": {_trouble()}')
    commit = found.stdout.decode().strip()
    common = _git("merge-base", commit, "HEAD").stdout.decode().strip()
    if not common and _git("rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        raise UsageError(
            f'--base "{revision}": this clone is shallow, and lacks the commit from which the work here left it: '
            "fetch the whole history"
        )
    return common or commit


def _trouble() -> str:
    """Why there is no such revision."""
    found = _git("rev-parse", "--git-dir")
    if not found.returncode:
        return (
            "there is no such revision here: expected a commit, branch or tag (a shallow clone lacks older ones: fetch "
            "the whole history)"
        )
    said = found.stderr.decode(errors="replace").strip()
    return "this folder is in no git repository" if "not a git repository" in said else f"git refuses: {said}"


@contextmanager
def files_of(commit: str) -> Iterator[BaseTree]:
    """All files of the repository as they were in a commit: a flow may name some of other folders.

    They are checked out, and not packed, since an archive leaves out what is `export-ignore`.
    """
    root = Path(_git("rev-parse", "--show-toplevel").stdout.decode().rstrip("\n"))
    here = ("-C", root.as_posix(), "-c", "core.splitIndex=false", "-c", "core.sparseCheckout=false")
    with TemporaryDirectory(prefix="callflow-base-") as kept:
        files, index = Path(kept, "files"), Path(kept, "index")
        for line in (("read-tree", commit), ("checkout-index", "--all", "--quiet", f"--prefix={files.as_posix()}/")):
            done = _git(*here, *line, GIT_INDEX_FILE=index.as_posix())
            if done.returncode:
                why = done.stderr.decode(errors="replace").strip()
                raise UsageError(f"--base: git cannot give the files of {commit}: {why}")
        yield BaseTree(files, root, _renamed(here, commit))


def _renamed(here: tuple[str, ...], commit: str) -> dict[str, str]:
    """What files were called that have another name now."""
    told = _git(
        *here, "diff", "--no-relative", "--find-renames", "--diff-filter=R", "--name-status", "-z", commit, "--"
    )
    words = os.fsdecode(told.stdout).split("\0")
    return dict(zip(words[2::3], words[1::3], strict=False))


def _git(*arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ("git", *arguments), capture_output=True, check=False, env={**os.environ, "LC_ALL": "C", **more}
        )
    except OSError as error:
        raise UsageError(f"--base needs git, which cannot be run: {error.strerror}") from None
