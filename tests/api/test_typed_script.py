"""A user's own script, typed as strictly as can be, passes: the package says that it is typed, and is."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from mypy import api

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


def mypy(script: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, int]:
    """Check a script in a folder of its own; the package is found as an installed one would be."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("MYPYPATH", str(ROOT))
    file = folder / "script.py"
    file.write_text(dedent(script), encoding="utf-8")
    options = ["--strict", "--follow-imports=silent", "--ignore-missing-imports", f"--cache-dir={folder / 'cache'}"]
    shown, errors, status = api.run([*options, str(file)])
    return shown + errors, status


def test_the_package_says_that_it_is_typed() -> None:
    assert (ROOT / "simulator" / "py.typed").exists()


@pytest.mark.slow
def test_a_users_script_is_strictly_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown, status = mypy(GOOD, tmp_path, monkeypatch)
    assert status == 0, shown


@pytest.mark.slow
def test_a_wrong_use_is_seen_by_the_type_checker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown, status = mypy(BAD, tmp_path, monkeypatch)
    assert status == 1
    assert [code in shown for code in ("script.py:4:", "script.py:5:", "script.py:6:")] == [True] * 3, shown
