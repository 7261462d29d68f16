"""The platform's HTTP API on this machine: one more short loop around the same call and the same payloads.

Nothing that a call does is decided here: who is told what and when comes from the engine, the rules and `webhooks`.
Importing it raises MissingExtraError where the extra `serve` is not installed.
"""

from importlib.util import find_spec

from simulator.errors import MissingExtraError

NEEDED = ("starlette", "uvicorn", "h11")
"""What the extra brings."""

for _name in NEEDED:
    if find_spec(_name) is None:
        raise MissingExtraError(
            f"the emulator needs {_name}, which is not installed: pip install 'callflow-simulator[serve]'"
        )
