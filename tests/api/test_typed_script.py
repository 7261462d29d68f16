"""A user's own script, typed as strictly as can be, passes: the package says that it is typed, and is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

import simulator

ROOT = Path(simulator.__file__).parents[1]

GOOD = """
    from pathlib import Path

    import simulator


    def lengths(folder: Path) -> list[int]:
        account = simulator.Account(caller_ids=("+442079460123",), assumptions=simulator.Assumptions(ring_time=1000))
        findings: simulator.Findings = simulator.check(folder / "request.json", account=account, at="2026-01-05T09:00Z")
        faults: list[simulator.Diagnostic] = [found for found in findings if found.severity == "error"]
        source: simulator.Flow = simulator.load({"callflow": []}, kind="reply")
        flow: simulator.CompiledFlow = simulator.compile(source)
        flow.machine.trigger("dial")
        hotline = simulator.load("hotline.flow.yaml").replace(at=0, backend=lambda body: None)
        whole = hotline.machine
        known: str = whole.extent if whole.trigger("answered") else whole.place.id
        crowd = simulator.run_many(hotline, simulator.CallerModel(patience=(60, 20)).many(9), seed=1)
        found: simulator.Exploration = simulator.explore(hotline, bounds=simulator.Bounds(depth=9))
        changed: simulator.Diff = simulator.diff(hotline, hotline)
        met: simulator.Coverage = simulator.cover([folder])
        made: simulator.Generation = simulator.generate(hotline, tags=["smoke"])
        struck: simulator.Faults = simulator.faults(hotline, legs=["busy"])
        pad: simulator.DialPad = simulator.DialPad(hotline).press("1")
        shown = [str(each) for each in (known, crowd, found.findings, changed, met.verdicts, made.left, struck, pad)]
        try:
            run: simulator.Run = simulator.run(
                b"{}", "1 2#", legs=["busy", simulator.LegOutcome(talks=5)], faults=[simulator.Fault(-2001)]
            )
        except simulator.UsageError as error:
            raise SystemExit(str(error)) from error
        except simulator.RefusedError as error:
            return [d.span.line for d in error.diagnostics]
        status = run.session["sessionStatus"] if run.session else simulator.explain(-1006)
        times = [capture.ended or 0 for capture in run.captures]
        return [len(faults), len(status), len(shown), *times, *(len(capture.digits) for capture in run.captures)]
"""
BAD = """
    import simulator

    simulator.run("booking.json", dtmf=1)
    simulator.check("booking.json", kind="replay")
    simulator.dance()
"""


@pytest.mark.slow
@pytest.mark.nested
def test_a_users_script_is_strictly_typed_and_a_wrong_use_is_seen(tmp_path: Path) -> None:
    """Both in one run of the type checker, which finds the package as it would an installed one.

    In a process of its own: what it leaves in memory would slow down every later test of this one.
    """
    for name, script in (("good.py", GOOD), ("bad.py", BAD)):
        (tmp_path / name).write_text(dedent(script), encoding="utf-8")
    options = ["--strict", "--follow-imports=silent", "--ignore-missing-imports", "--cache-dir=cache"]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, "good.py", "bad.py"],
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    *found, told = done.stdout.splitlines()
    assert [line.partition(" ")[0] for line in found if " error: " in line] == ["bad.py:4:", "bad.py:5:", "bad.py:6:"]
    assert told.startswith("Found 3 errors in 1 file (checked 2 source files)"), done.stdout


def test_the_package_says_that_it_is_typed() -> None:
    assert (ROOT / "simulator" / "py.typed").exists()
