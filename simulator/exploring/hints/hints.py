"""All that is worth trying at entries of several keys in front of a flow's backend, best first."""

from __future__ import annotations

from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.exploring.hints import keys_in
from simulator.exploring.hints.beside import log_hints, scenario_hints
from simulator.exploring.hints.data_files import MOST_FILES, files_of, values_of
from simulator.exploring.hints.modules import modules_of, roots_of
from simulator.model.behaviour.hint import Hint
from simulator.model.flow.where import parse_where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.exploring.hints.modules import ModuleFile
    from simulator.model.flow.flow_file import FlowFile

MOST = 2000
PROBES = "the flow file's probes"
CALLED = "a scenario"
"""What calls entered that are counted."""
NOTED = "a text that the backend compares entries with"
PROMPT = "a prompt"
FIRST_OF_A_FILE = 40
"""So many values of a data file come before the weaker constants, the others after them."""


def hints(
    flow: FlowFile, prompts: Iterable[str] = (), scenarios: bool = True, first: Iterable[Hint] = ()
) -> tuple[Hint, ...]:
    """The keys that are worth trying, each once with the first origin, best first, at most `MOST`.

    They are those that come `first`, and come from the flow file's `probes`, from scenarios and webhook logs
    beside it (not where `scenarios` is false), from the source of a backend in process and the data files that it
    names, and from `prompts`. Files are read, and nothing is imported or run; one that is too large or cannot be read
    is passed over. Nothing where a table answers: its rows say what they tell apart.
    """
    if flow.backend is None:
        return ()
    file = Path(flow.file)
    beside = chain(scenario_hints(file), log_hints(file)) if scenarios else ()
    probes = (Hint(digits, PROBES) for digits in flow.probes)
    known: dict[str, Hint] = {}
    for hint in chain(first, probes, beside, _of_source(flow.backend, file.parent, prompts)):
        before = known.setdefault(hint.digits, hint)
        if hint.source and not before.source:
            known[hint.digits] = evolve(before, source=True)
        if len(known) == MOST:
            break
    return tuple(known.values())


def prompt_hints(prompts: Iterable[str]) -> Iterator[Hint]:
    """The digits that prompts speak of."""
    return (Hint(digits, PROMPT) for text in prompts for digits in keys_in.within(text))


def _of_source(backend: str, folder: Path, prompts: Iterable[str]) -> Iterator[Hint]:
    where = parse_where(backend)
    roots = roots_of(folder)
    modules = tuple(modules_of(where.module, roots)) if where.module else ()
    near = tuple(dict.fromkeys((folder.resolve(), Path.cwd())))
    named = islice(dict.fromkeys(files_of(modules, near)), MOST_FILES)
    values = [[Hint(digits, _shown(path, near), source=True) for digits in values_of(path)] for path in named]
    strong, weak = (
        [hint for module in modules for hint in _of_module(module, roots, grade)] for grade in (True, False)
    )
    yield from strong
    yield from chain.from_iterable(listed[:FIRST_OF_A_FILE] for listed in values)
    yield from prompt_hints(prompts)
    yield from weak
    yield from chain.from_iterable(listed[FIRST_OF_A_FILE:] for listed in values)


def _of_module(module: ModuleFile, roots: Iterable[Path], strong: bool) -> Iterator[Hint]:
    shown = _shown(module.path, roots)
    for one in module.source.constants:
        if one.strong is strong:
            yield Hint(one.digits, f"the source of {shown}, line {one.line}", source=True)


def _shown(path: Path, roots: Iterable[Path]) -> str:
    """A file as seen from the folder that it was found in."""
    return next((path.relative_to(root) for root in roots if path.is_relative_to(root)), path).as_posix()
