"""Reads the source of one module by its syntax tree; nothing of it is run."""

from __future__ import annotations

import ast
import warnings
from typing import TYPE_CHECKING, Any

from attrs import define, field

from simulator.exploring.hints import comparisons, keys_in
from simulator.exploring.hints.expressions import date_keys, is_pattern, multiples, pattern_keys
from simulator.exploring.hints.folding import folded
from simulator.exploring.hints.source import Constant, Imported, ModuleSource
from simulator.model.kept import remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from simulator.exploring.hints.folding import Value

MOST = 400
"""So many constants, strong and others, are taken from one module."""
MOST_PATTERNS = 20
"""So many regular expressions of one module are asked for examples."""
LONGEST_NAME = 200
"""Characters of a text that may be the name of a file or a module."""

_TAKING_PATTERNS = {"match", "fullmatch", "search", "compile", "findall", "finditer", "split", "sub", "constr"}


@remembered(256)
def read_module(raw: bytes) -> ModuleSource:
    """What a module's source says; one that is no Python says nothing."""
    try:
        with warnings.catch_warnings(action="ignore"):  # of odd escapes, which are the backend's own affair
            tree = ast.parse(raw)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ModuleSource()
    reader = _SourceReader()
    reader.read(tree)
    found = sorted(reader.found, key=lambda one: (not one.strong, one.line))
    strong = sum(one.strong for one in found)
    return ModuleSource((*found[:strong][:MOST], *found[strong:][:MOST]), (*reader.imports,), (*reader.texts,))


@define
class _SourceReader:
    """Goes through a tree without recursion: a source may be nested as deeply as Python takes it."""

    found: dict[Constant, None] = field(init=False, factory=dict)
    imports: dict[Imported, None] = field(init=False, factory=dict)
    texts: dict[str, None] = field(init=False, factory=dict)
    _patterns: set[str] = field(init=False, factory=set)
    _waiting: list[tuple[ast.AST, bool]] = field(init=False, factory=list)

    def read(self, tree: ast.AST) -> None:
        """Read a whole module."""
        self._later([tree])
        while self._waiting:
            node, strong = self._waiting.pop()
            reads = _READS.get(type(node))
            if reads is None:
                self._later(ast.iter_child_nodes(node))
            else:
                reads(self, node, strong)

    def named(self, node: ast.AST, _strong: bool) -> None:
        """What stands right below is listed or given a name: it means more than a number in passing."""
        self._later(ast.iter_child_nodes(node), strong=True)

    def mapping(self, node: ast.Dict, _strong: bool) -> None:
        """Keys are what something is found by."""
        self._later([key for key in node.keys if key is not None], strong=True)
        self._later(node.values)

    def imported(self, node: ast.Import, _strong: bool) -> None:
        """`import a.b`."""
        self.imports |= dict.fromkeys(Imported(alias.name) for alias in node.names)

    def imported_from(self, node: ast.ImportFrom, _strong: bool) -> None:
        """`from .a import b`."""
        names = tuple(alias.name for alias in node.names)
        self.imports[Imported(node.module or "", node.level, names)] = None

    def constant(self, node: ast.Constant, strong: bool) -> None:
        """A constant by itself."""
        self._value(folded(node), node.lineno, strong)

    def operation(self, node: ast.BinOp, strong: bool) -> None:
        """What constants come to, and what a divisor divides."""
        self._value(folded(node), node.lineno, strong)
        if isinstance(node.op, ast.Mod) and isinstance(divisor := folded(node.right), int):
            self._add(multiples(divisor), node.lineno)
        self._later([node.left, node.right])

    def call(self, node: ast.Call, _strong: bool) -> None:
        """A call of something that takes a pattern, a range or the name of a module."""
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        first = folded(node.args[0]) if node.args else None
        if isinstance(first, str) and name in _TAKING_PATTERNS:
            self._pattern(first, node.lineno)
        elif isinstance(first, str) and name in ("import_module", "__import__"):
            self.imports[Imported(first)] = None
        elif name == "range":
            self._add(comparisons.of_range(node), node.lineno, strong=True)
        self._later(ast.iter_child_nodes(node))

    def compare(self, node: ast.Compare, _strong: bool) -> None:
        """What something is compared with; the number of a length is no entry itself."""
        self._add(comparisons.of_compare(node), node.lineno, strong=True)
        self._later([node.left, *node.comparators], strong=not comparisons.measures(node))

    def _value(self, value: Value | None, line: int, strong: bool) -> None:
        if isinstance(value, bytes):
            self._text(value.decode("latin-1"), line)
        elif isinstance(value, str):
            self._text(value, line)
        elif value is not None and not isinstance(value, bool) and value == value // 1:
            self._add(keys_in.of_number(int(value)), line, strong)
            self._add(comparisons.around(int(value)), line)

    def _text(self, text: str, line: int) -> None:
        if len(text) <= LONGEST_NAME:
            self.texts[text] = None
        self._add(keys_in.whole(text), line, strong=True)
        self._add(date_keys(text), line, strong=True)
        if is_pattern(text):
            self._pattern(text, line)
        self._add(keys_in.within(text), line)

    def _pattern(self, text: str, line: int) -> None:
        if text in self._patterns or len(self._patterns) < MOST_PATTERNS:
            self._patterns.add(text)
            self._add(pattern_keys(text), line, strong=True)

    def _add(self, digits: Iterable[str], line: int, strong: bool = False) -> None:
        for one in digits:
            self.found[Constant(one, line, strong)] = None

    def _later(self, nodes: Iterable[ast.AST], strong: bool = False) -> None:
        self._waiting += [(node, strong) for node in nodes]


_READS: dict[type[ast.AST], Callable[[_SourceReader, Any, bool], None]] = {
    ast.Constant: _SourceReader.constant,
    ast.BinOp: _SourceReader.operation,
    ast.Call: _SourceReader.call,
    ast.Compare: _SourceReader.compare,
    ast.Dict: _SourceReader.mapping,
    ast.Import: _SourceReader.imported,
    ast.ImportFrom: _SourceReader.imported_from,
    ast.Assign: _SourceReader.named,
    ast.AnnAssign: _SourceReader.named,
    ast.arguments: _SourceReader.named,
    ast.keyword: _SourceReader.named,
    ast.MatchValue: _SourceReader.named,
    ast.Tuple: _SourceReader.named,
    ast.List: _SourceReader.named,
    ast.Set: _SourceReader.named,
}
