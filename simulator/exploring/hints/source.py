"""What a module's source says: what can be pressed, the modules that it imports, and its texts."""

from __future__ import annotations

from simulator.model.record import frozen


@frozen
class Constant:
    """Keys in a module and their line. `strong`: they are compared, listed, given a name, or a key of something."""

    digits: str
    line: int
    strong: bool


@frozen
class Imported:
    """A module that another one imports: its name, the dots before it, and what is taken from it."""

    module: str
    level: int = 0
    names: tuple[str, ...] = ()


@frozen
class ModuleSource:
    """What is read of a module; of its `constants` the strong ones come first, then by line."""

    constants: tuple[Constant, ...] = ()
    imports: tuple[Imported, ...] = ()
    texts: tuple[str, ...] = ()
