"""Relations between the answers of a form 「审核关系」: `a1 = a2 + a3`, `a3 <= a1`, `a5 = a4 / a1 * 100`. Read, never run as code."""

import ast
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation

OPERATORS = {"=": ast.Eq, "<=": ast.LtE, ">=": ast.GtE}
SIGNS = {"≤": "<=", "≥": ">=", "×": "*", "÷": "/", "−": "-", "—": "-"}
ROUNDED = Decimal("0.01")  # to this a quotient is compared
CODE = re.compile(r"[a-z][a-z0-9_]*$")


class RelationNotUnderstood(ValueError):
    """A text is no relation between questions."""


@dataclass(frozen=True)
class Relation:
    """Two sides and how they must stand to each other; `names` are the questions in the order of their naming."""

    text: str
    operator: str
    left: ast.expr
    right: ast.expr
    names: tuple[str, ...]

    @property
    def divides(self) -> bool:
        return "/" in self.text


def read_relation(text: str) -> Relation:
    """The relation of a text; raises `RelationNotUnderstood`."""
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    for sign, meant in SIGNS.items():
        plain = plain.replace(sign, meant)
    parts = re.split(r"(<=|>=|=)", plain)
    if len(parts) != 3 or not all(part.strip() for part in parts):
        raise RelationNotUnderstood(f"“{text}”应为一个等式或不等式，如 a1 = a2 + a3")
    names: list[str] = []
    left, right = _side(parts[0], names), _side(parts[2], names)
    if not names:
        raise RelationNotUnderstood(f"“{text}”没有提到任何项目")
    return Relation(plain, parts[1], left, right, tuple(dict.fromkeys(names)))


def sides(relation: Relation, values: Mapping[str, Decimal | None]) -> tuple[Decimal, Decimal] | None:
    """Both sides in numbers; None where an answer is missing or nothing can be divided by."""
    try:
        left, right = _value(relation.left, values), _value(relation.right, values)
    except (DivisionByZero, InvalidOperation):
        return None
    if left is None or right is None:
        return None
    return (left.quantize(ROUNDED), right.quantize(ROUNDED)) if relation.divides else (left, right)


def holds(relation: Relation, values: Mapping[str, Decimal | None]) -> bool:
    """Whether the answers keep it; what cannot be asked yet is kept."""
    found = sides(relation, values)
    if found is None:
        return True
    left, right = found
    return {"=": left == right, "<=": left <= right, ">=": left >= right}[relation.operator]


def in_words(relation: Relation, titles: Mapping[str, str]) -> str:
    """The relation with the questions' titles in the place of their codes."""
    return re.sub(r"[a-z][a-z0-9_]*", lambda found: titles.get(found[0], found[0]), relation.text)


def _side(text: str, names: list[str]) -> ast.expr:
    try:
        body = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise RelationNotUnderstood(f"“{text.strip()}”不是算式") from None
    for node in ast.walk(body):
        if isinstance(node, ast.Name) and CODE.match(node.id):
            names.append(node.id)
        elif not _allowed(node):
            raise RelationNotUnderstood(f"“{text.strip()}”只能用项目代码、数字、加减乘除和括号")
    return body


def _allowed(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int | float) and not isinstance(node.value, bool)
    return isinstance(
        node, ast.BinOp | ast.UnaryOp | ast.Add | ast.Sub | ast.Mult | ast.Div | ast.USub | ast.UAdd | ast.Load
    )


def _value(node: ast.expr, values: Mapping[str, Decimal | None]) -> Decimal | None:
    if isinstance(node, ast.Name):
        return values.get(node.id)
    if isinstance(node, ast.Constant):
        return Decimal(str(node.value))
    if isinstance(node, ast.UnaryOp):
        held = _value(node.operand, values)
        return held if held is None or isinstance(node.op, ast.UAdd) else -held
    assert isinstance(node, ast.BinOp)
    left, right = _value(node.left, values), _value(node.right, values)
    if left is None or right is None:
        return None
    if isinstance(node.op, ast.Add):
        return left + right
    if isinstance(node.op, ast.Sub):
        return left - right
    return left * right if isinstance(node.op, ast.Mult) else left / right
