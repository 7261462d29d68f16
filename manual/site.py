"""The site: `docs/` and the generated pages are staged in one folder, and Zensical builds it from there, strictly."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from ruamel.yaml import YAML

from manual import generating
from manual.navigation import HOME, REFERENCE, front, navigation, reference
from manual.searching import ask_for_any_word, separator
from manual.sources import bring_in

ROOT = Path(__file__).parents[1]
HERE = Path(__file__).parent


def stage(folder: Path) -> Path:
    """Lay out all that the site is made of in a folder; what was there before goes."""
    shutil.rmtree(folder, ignore_errors=True)
    pages = folder / "docs"
    shutil.copytree(ROOT / "docs", pages, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shutil.copytree(HERE / "assets", pages / "assets")
    for page in (reference(generating.parts()), *generating.pages().values()):
        file = pages / REFERENCE / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page.text, encoding="utf-8")
    bring_in(ROOT, pages)
    if not (pages / HOME).exists():
        (pages / HOME).write_text(front(pages), encoding="utf-8")
    _configure(folder)
    return folder


def _configure(folder: Path) -> None:
    yaml = YAML(typ="safe", pure=True)
    told = yaml.load(HERE / "mkdocs.yml")
    told["plugins"] = [{"search": {"separator": separator()}}, "offline"]
    told |= {"docs_dir": "docs", "site_dir": "site", "nav": navigation(folder / "docs", generating.parts())}
    yaml.dump(told, folder / "mkdocs.yml")


def build(folder: Path) -> Path:
    """Build what is staged, with warnings as errors; gives the folder of the site."""
    command = (sys.executable, "-m", "zensical", "build", "--strict", "--config-file", str(folder / "mkdocs.yml"))
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    site = folder / "site"
    # Its links begin at the root of a server, which a folder does not have.
    (site / "404.html").unlink()
    ask_for_any_word(site)
    return site
