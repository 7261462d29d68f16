"""The files of a revision of git, in a folder of their own for as long as they are looked at."""

from __future__ import annotations

import subprocess
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zipfile import ZipFile

from simulator.errors import UsageError
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator


@frozen
class BaseTree:
    """Where the files of a commit are, and where the same files are now."""

    folder: Path
    root: Path

    def before(self, file: str) -> Path | None:
        """What a file was; None where it was not there, or is none of the repository's."""
        now = Path(file).resolve()
        if not now.is_relative_to(self.root.resolve()):
            return None
        then = self.folder / now.relative_to(self.root.resolve())
        return then if then.is_file() else None


def start_of_change(revision: str) -> str:
    """The commit from which the work here and a revision went apart. Raises UsageError where there is none.

    What came to the revision since then is no difference that this change makes.
    """
    found = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode or not found.stdout.strip():
        why = _git("rev-parse", "--git-dir")
        raise UsageError(
            f'--base: there is no revision "{revision}" here: expected a commit, branch or tag (a shallow clone lacks '
            "older ones: fetch the whole history)"
            if not why.returncode
            else f'--base "{revision}": this folder is in no git repository'
        )
    commit = found.stdout.decode().strip()
    common = _git("merge-base", commit, "HEAD")
    return common.stdout.decode().strip() or commit


@contextmanager
def files_of(commit: str) -> Iterator[BaseTree]:
    """All files of the repository as they were in a commit: a flow may name some of other folders."""
    root = Path(_git("rev-parse", "--show-toplevel").stdout.decode().rstrip("\n"))
    with TemporaryDirectory(prefix="callflow-base-") as kept:
        packed = _git("-C", root.as_posix(), "archive", "--format=zip", commit)
        if packed.returncode:
            raise UsageError(f"--base: git cannot give the files of {commit}: {packed.stderr.decode(errors='replace')}")
        with ZipFile(BytesIO(packed.stdout)) as archive:
            archive.extractall(kept)
        yield BaseTree(Path(kept), root)


def _git(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(("git", *arguments), capture_output=True, check=False)
    except OSError as error:
        raise UsageError(f"--base needs git, which cannot be run: {error.strerror}") from None
