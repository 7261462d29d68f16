"""Build the manual and look at its links: `python -m manual [FOLDER]`; the site is in FOLDER/site."""

from __future__ import annotations

import sys
from pathlib import Path

from manual.links import faults
from manual.site import build, stage


def main(folder: Path) -> int:
    """Exit status 1 where a link is wrong."""
    site = build(stage(folder.resolve()))
    found = faults(site)
    pages = sum(1 for _ in site.rglob("*.html"))
    told = "".join(f"{fault}\n" for fault in found) or f"{pages} pages, no link is wrong: {site / 'index.html'}\n"
    sys.stdout.write(told)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if sys.argv[1:] else "build/manual")))
