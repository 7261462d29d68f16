"""What is whole is traced no further, here and in other workers; what is not, is; and the report is the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.nested

ROOT = Path(__file__).parents[1]
TWICE = "def sign(number):\n    if number < 0:\n        return -1\n    return 1\n"
LOOKING = """
import json, sys
from pathlib import Path
from coverage import Coverage, CoverageData
from tests._enough import Enough

def traced():
    return sorted(Path(name).name for name, one in measured._collector.should_trace_cache.items() if one.trace)

meeting = Path("meeting")
measured = Coverage(data_file="data", branch=True, source=["."], config_file=False)
measured.start()
import here, elsewhere
enough, seen = Enough(measured), []
for number in (1, -1):
    here.sign(number)
    enough.look(meeting)
    seen.append(traced())
noted, arcs = CoverageData("other"), CoverageData("data")
arcs.read()
told = [next(meeting.iterdir()).read_text(), arcs.data_filename()]
noted.add_arcs({elsewhere.__file__: arcs.arcs(here.__file__)})
(meeting / "other.txt").write_text(noted.data_filename())
enough.look(meeting)
seen.append(traced())
measured.stop()
missing = [measured.analysis2(module.__file__)[3] for module in (here, elsewhere)]
partial = [line for line, (there, taken) in measured.branch_stats(here.__file__).items() if there != taken]
print(json.dumps([seen, missing, partial, told]))
"""


def test_a_file_is_traced_until_all_of_it_was_taken(tmp_path: Path) -> None:
    for name in ("here", "elsewhere"):
        (tmp_path / f"{name}.py").write_text(TWICE)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COV_", "COVERAGE_"))}
    done = subprocess.run(
        [sys.executable, "-c", LOOKING],
        cwd=tmp_path,
        env={**kept, "PYTHONPATH": os.pathsep.join([str(ROOT), str(tmp_path)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    seen, missing, partial, told = json.loads(done.stdout)
    assert seen == [["elsewhere.py", "here.py"], ["elsewhere.py"], []]
    assert (missing, partial) == ([[], [2, 3, 4]], [])
    assert told[0] == told[1]
