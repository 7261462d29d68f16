"""What was started for backends is ended, without loading what was never needed."""

from __future__ import annotations

import sys


def end_backends() -> None:
    """Shut down the ASGI apps that run in this process; another question starts them anew."""
    apps = sys.modules.get("simulator.responders.lifespan.running")
    if apps is not None:
        apps.end_all()
