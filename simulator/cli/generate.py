"""callflow generate: scenario files that cover a flow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.cli._exploring import add_bounds, add_legs
from simulator.cli._options import add_account, add_at

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection
    from pathlib import Path

    from simulator.model.behaviour import Behaviour, EdgeKey
    from simulator.model.flow_file import FlowFile
    from simulator.scenario.generated import Generation

HELP = "write scenario files that cover a flow: the fewest calls, then the fewest keys"
EXAMPLE = "callflow generate booking.flow.yaml --output scenarios"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    command.add_argument("file", metavar="FLOW", help="a flow file")
    command.add_argument("--output", metavar="FOLDER", required=True, help="where the scenario files are written")
    command.add_argument("--force", action="store_true", help="overwrite files that exist with other content")
    command.add_argument(
        "--cover",
        choices=("edges", "missing"),
        default="edges",
        help="edges (default): every place and edge; missing: what the scenarios named by --scenarios leave open",
    )
    command.add_argument("--shortest", action="store_true", help="instead: the shortest call to each outcome")
    command.add_argument(
        "--scenarios",
        metavar="PATH",
        action="append",
        default=[],
        help="scenario files and folders that --cover missing counts (default: the folder of FLOW)",
    )
    add_legs(command)
    add_bounds(command)
    command.add_argument("--seed", metavar="N", type=int, default=0, help="drives the ids of the calls")
    add_account(command)
    add_at(command, "one fixed instant")


def run(options: argparse.Namespace) -> int:
    """Write the files; 1 where the backend did not answer the same again."""
    import sys
    from pathlib import Path

    from simulator.cli import _flow
    from simulator.errors import UsageError
    from simulator.library.source import is_flow

    if not is_flow(options.file):
        raise UsageError(f'"{options.file}" is no flow file: expected NAME.flow.yaml, which scenarios can name')
    if options.account:
        raise UsageError("generated scenarios cannot keep --account: name the account in the flow file")
    options.backend = None
    flow = _flow.flow_from(options)
    if flow is None:
        return 1
    behaviour = _behaviour(options, flow)
    if behaviour is None:
        return 1
    folder = Path(options.output)
    made = _generated(options, flow, behaviour, folder)
    _write(made, folder, force=options.force)
    sys.stdout.write(_told(made, behaviour, folder))
    return int(bool(behaviour.unstable) or any(why == "unstable" for _, why in made.left))


def _behaviour(options: argparse.Namespace, flow: FlowFile) -> Behaviour | None:
    """What callers can meet; None where the request is refused, which was told."""
    import sys

    from simulator.cli._exploring import explored
    from simulator.errors import RefusedError

    try:
        return explored(options, flow)
    except RefusedError as refused:
        for one in refused.diagnostics:
            sys.stderr.write(f"{options.file}:{one.span.line}:{one.span.column}: {one.message} [{one.code}]\n")
        return None


def _generated(options: argparse.Namespace, flow: FlowFile, behaviour: Behaviour, folder: Path) -> Generation:
    from simulator.library.source import moment
    from simulator.scenario.generated import every_edge, generate, generate_shortest

    at = moment(options.at) if options.at else None
    if options.shortest:
        return generate_shortest(flow, behaviour, folder, at=at, seed=options.seed)
    edges: Collection[EdgeKey] = every_edge(behaviour)
    if options.cover == "missing":
        covered = _covered(options, flow, behaviour)
        edges = [key for key in edges if key not in covered]
    return generate(flow, behaviour, edges, folder, at=at, seed=options.seed)


def _covered(options: argparse.Namespace, flow: FlowFile, behaviour: Behaviour) -> set[EdgeKey]:
    """What the scenarios that there are take already."""
    from pathlib import Path

    from simulator.scenario.generated import edges_taken
    from simulator.scenario.run import run_scenario
    from simulator.scenario.suite import load_suite, scenario_files

    file = Path(options.file)
    paths = options.scenarios or [path.as_posix() for path in sorted(file.parent.rglob("*.scenario.yaml"))]
    suite = load_suite(scenario_files(paths) if paths else [])
    own = [one for one in suite.scenarios if one.flow is not None and Path(one.flow).resolve() == file.resolve()]
    runs = [verdict.run for verdict in map(run_scenario, own) if verdict.run is not None]
    return edges_taken(flow, behaviour, runs)


def _write(made: Generation, folder: Path, *, force: bool) -> None:
    """Write all files or none. Raises UsageError where one exists with other content."""
    from simulator.cli import _output
    from simulator.errors import UsageError

    texts = {folder / one.name: one.text for one in made.files}
    other = [path for path, text in texts.items() if path.exists() and path.read_bytes() != text.encode()]
    if other and not force:
        shown = ", ".join(path.as_posix() for path in other)
        raise UsageError(f"nothing is written, since these exist with other content: {shown} (--force overwrites them)")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f'"{folder.as_posix()}" cannot be made: {error.strerror}') from None
    for path, text in texts.items():
        _output.write(path, text)


def _told(made: Generation, behaviour: Behaviour, folder: Path) -> str:
    """The files, what they cost, and what they leave out with the reason."""
    from simulator.model.input_class import in_words
    from simulator.scenario._naming import place_words
    from simulator.scenario.generated import WHY

    lines = [(folder / one.name).as_posix() for one in made.files]
    edges = sum(len(one.edges) for one in made.files)
    fewest = "" if made.exact else " (a search that was cut off: fewer may do)"
    lines.append(f"{len(made.files)} calls, {made.keys} keys, {edges} of {len(behaviour.edges)} edges{fewest}")
    for (source, input_class, _), why in made.left:
        where = place_words(behaviour.places[source])
        lines.append(f"not covered: {where}, {in_words(input_class)}: {WHY[why]}")
    if behaviour.unstable:
        lines.append("not to be relied on: the backend answered the same keys differently (see `callflow explore`)")
    if behaviour.bounds:
        lines.append(f"not explored to the end: {', '.join(behaviour.bounds)}")
    return "\n".join(lines) + "\n"
