"""Run a program that adds something to the package before it uses it: in a process of its own."""

from __future__ import annotations

import subprocess
import sys


def plugged(program: str, *arguments: str) -> str:
    """What the program prints; what it says of a failure is the failure."""
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout
