"""What the name of a scenario file is like, for everything that looks for some; it imports next to nothing."""

from __future__ import annotations

import re

SCENARIO_ENDINGS = (".scenario.yaml", ".scenario.yml", ".scenario.json")
"""How the name of a scenario file ends, in letters of any case; JSON is YAML too."""

_MEANT = re.compile(r".*scenario.*\.(?:ya?ml|json)|.*\.scenario(?:\.txt)?|.*\.scenario\.ya?ml\.txt")


def is_scenario_name(name: str) -> bool:
    """Whether a file of this name is found in a folder."""
    return name.casefold().endswith(SCENARIO_ENDINGS)


def nearly_scenario_name(name: str) -> bool:
    """Whether a name that is none was perhaps meant as one: `login_scenario.yaml`, `login.scenario`."""
    return not is_scenario_name(name) and bool(_MEANT.fullmatch(name.casefold()))
