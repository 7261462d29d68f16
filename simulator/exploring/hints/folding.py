"""The value of an expression that is made of constants alone."""

from __future__ import annotations

import ast
import operator

Value = str | bytes | int | float
DEEPEST = 8
"""Operations within each other that are worked out."""
LARGEST = 10**30
LONGEST = 100
"""Characters of a text beyond which nobody presses it."""

_OPERATIONS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul}


def folded(node: ast.AST, deepest: int = DEEPEST) -> Value | None:
    """The value of a constant, of `-1`, `60 * 60` or `"0" * 4`; None for all else."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, Value) else None
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        value = folded(node.operand, deepest)
        return -value if isinstance(value, int | float) else None
    if isinstance(node, ast.BinOp) and deepest:
        return _worked_out(node.op, folded(node.left, deepest - 1), folded(node.right, deepest - 1))
    return None


def _worked_out(operation: ast.operator, left: Value | None, right: Value | None) -> Value | None:
    if isinstance(left, int) and isinstance(right, int) and max(abs(left), abs(right)) < LARGEST:
        works = _OPERATIONS.get(type(operation))
        return works(left, right) if works else None
    if not isinstance(left, str) or len(left) > LONGEST:
        return None
    if isinstance(operation, ast.Mult) and isinstance(right, int) and right <= LONGEST:
        return left * right
    return left + right if isinstance(operation, ast.Add) and isinstance(right, str) else None
