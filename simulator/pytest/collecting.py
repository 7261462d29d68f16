"""Which scenario files pytest takes: those that `callflow test` takes of the same folders."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from simulator.loading.files.scenario_names import is_scenario_name
from simulator.pytest.items import ScenarioFile, short
from simulator.scenario.found.collecting import LeftOut, Rule, inside, together

RULES = pytest.StashKey[dict[Path, Rule]]()
"""By each folder from which a scenario file was found."""


def scenario_file(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """The collector of a scenario file, None where it is none or left out; one that is named is always taken."""
    if not is_scenario_name(path.name):
        return None
    start = next((one for one in (path, *path.parents) if parent.session.isinitpath(one)), path)
    # Beside a file that is named, pytest asks about its neighbours too, and takes none of them.
    if start != path:
        rules = parent.config.stash.setdefault(RULES, {})
        if rules.setdefault(start, Rule(start)).below(path):
            return None
    return ScenarioFile.from_parent(parent, path=path)


def left_out(config: pytest.Config) -> str | None:
    """What was left out of the folders that hold scenarios, in words."""
    starts = config.stash.get(RULES, {})
    whole = together(inside(start) for start in starts)
    here = config.invocation_params.dir
    # pytest itself takes no file that is not there, so that nobody else would speak of it.
    gone = tuple(LeftOut(path.as_posix(), "a link that leads nowhere") for path in whole.files if not path.exists())
    files = tuple(path for path in whole.files if path.exists())
    named = tuple(evolve(one, name=short(Path(one.name), here)) for one in (*gone, *whole.left_out, *whole.shut))
    return f"callflow: {evolve(whole, files=files, left_out=named).told}" if named else None
