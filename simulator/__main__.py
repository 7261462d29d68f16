"""`callflow` and `python -m simulator`: run the command line and exit with its status."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line of this process."""
    from simulator.cli.base.main import run_command_line
    from simulator.cli.base.process import leave, set_apart

    set_apart()
    leave(run_command_line(sys.argv[1:]))


if __name__ == "__main__":
    main()
