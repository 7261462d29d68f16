"""What a comparison or a range tells of the keys on its other side."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from simulator.exploring.hints import keys_in
from simulator.exploring.hints.expressions import multiples
from simulator.exploring.hints.folding import folded
from simulator.model.call.keys import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator

_ORDERS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


def around(number: int) -> Iterator[str]:
    """A number and its neighbours, as they are pressed."""
    for one in (number, number - 1, number + 1):
        yield from keys_in.of_number(one)


def of_range(node: ast.Call) -> Iterator[str]:
    """The ends of a range, and one inside."""
    ends = [value for one in node.args[:2] if isinstance(value := folded(one), int)]
    for end in ends:
        yield from around(end)
    yield from keys_in.of_number(sum(ends) // 2)


def measures(node: ast.Compare) -> bool:
    """Whether a length is compared."""
    operands = (node.left, *node.comparators)
    return any(isinstance(one, ast.Call) and getattr(one.func, "id", "") == "len" for one in operands)


def of_compare(node: ast.Compare) -> Iterator[str]:
    """Both sides of a boundary, keys of a length, what a text holds, what leaves a rest, what stands further back."""
    operands = (node.left, *node.comparators)
    ordered = any(isinstance(op, _ORDERS) for op in node.ops)
    for number in (number for one in operands for number in _numbers(one)):
        if measures(node):
            yield from _of_lengths((number, number - 1, number + 1) if ordered else (number,))
        elif ordered:
            yield from around(number)
    for left, op, right in zip(operands, node.ops, operands[1:], strict=False):
        if isinstance(op, ast.In | ast.NotIn) and isinstance(text := folded(right), str) and len(text) <= len(KEYS):
            yield from filter(keys_in.are_keys, text)
        yield from _of_part(left, right)
        yield from _of_part(right, left)


def _numbers(node: ast.expr) -> Iterator[int]:
    """The whole numbers that an operand is, or lists."""
    for one in node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else (node,):
        value = folded(one)
        if isinstance(value, int):
            yield value


def _of_lengths(lengths: tuple[int, ...]) -> Iterator[str]:
    yield from (keys_in.of_length(one) for one in lengths if 0 < one <= keys_in.LONGEST)


def _of_part(part: ast.expr, other: ast.expr) -> Iterator[str]:
    """`int(digits) % 7 == 3`, and `digits[2:4] == "99"`, whose keys stand further back in the entry."""
    value = folded(other)
    if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Mod):
        divisor = folded(part.right)
        if isinstance(divisor, int) and isinstance(value, int):
            yield from multiples(divisor, value)
    elif isinstance(part, ast.Subscript) and isinstance(value, str) and keys_in.are_keys(value):
        start = folded((part.slice.lower or part.slice) if isinstance(part.slice, ast.Slice) else part.slice)
        if isinstance(start, int) and 0 < start <= keys_in.LONGEST - len(value):
            yield "0" * start + value
