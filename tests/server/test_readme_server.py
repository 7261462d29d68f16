"""The server of the README: its lines run, and print what stands there."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests._markdown import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


def parts() -> Iterator[tuple[str, str]]:
    """Each command, and what it prints."""
    (block,) = blocks(ROOT / "README.md", "shell")
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        line, _, output = part.partition("\n")
        yield line, output


@pytest.mark.nested
def test_one_command_and_one_curl_give_a_session_that_is_over(tmp_path: Path) -> None:
    (install, _), (serve, _), *asking = parts()
    assert install.startswith("python3 -m venv .venv && ")
    assert install.endswith("pip install -q '.[serve]'")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = serve.replace(".venv/bin/callflow", f"{sys.executable} -m simulator").replace(
        "serve ", f"serve --port {port} "
    )
    script = "\n".join([serve, *(line.replace(":8088", f":{port}") for line, _ in asking), "kill $!", "wait"])
    environment = {name: one for name, one in os.environ.items() if not name.startswith(("COV", "PYTEST"))}
    environment["PYTHONPATH"] = str(ROOT)
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    command = ("bash", "-c", script)
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout == "".join(output for _, output in asking)
    assert [output for _, output in asking] == ['"statusMessage": "Created"\n', '"status": "COMPLETED"\n']
