"""Files of strangers: what one of our files names elsewhere, and is none of ours, is never quoted."""

from __future__ import annotations

from pathlib import Path

STRANGE = (
    "it lies outside the working folder and the folder of this file, and is no body, flow, scenario or account: "
    "nothing of it is quoted; work in a folder that holds both, or check it by itself"
)
"""What is said of such a file."""


def is_far(path: Path, folder: Path) -> bool:
    """Whether a file that another in `folder` names lies neither there nor in the working folder."""
    try:
        place = path.resolve()
        return not any(place.is_relative_to(one.resolve()) for one in (folder, Path.cwd()))
    except (OSError, RuntimeError):
        return True
