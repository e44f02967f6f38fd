"""What one claim is worth: the smallest of what bounds it, line by line. Pure.

资助额 = min(单件标准×类型系数, 官费×比例 − 其他级别已获资助, 年度单主体余额, 剩余预算), never below zero
(国知发保字〔2021〕1号 for the share of the official fee; the numbers are rows of decision tables that the caller passes in).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal

ZERO = Decimal("0.00")
CENT = Decimal("0.01")
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Bound:
    """A number with where it comes from; None: nothing bounds."""

    value: Decimal | None
    source: str = ""
    row: str = ""  # the row of the decision table that said so


@dataclass(frozen=True)
class Piece:
    """One claimed act of a right, and what the tables answered for it."""

    key: str
    label: str
    standard: Bound
    coefficient: Bound
    fee_share: Bound  # percent of the official fee; None before there was such a cap
    official_fee: Decimal | None = None
    other_grants: Decimal = ZERO
    refused: str = ""  # a reason: the piece is worth nothing


@dataclass(frozen=True)
class Line:
    """One line of the computation: what was asked, what it bounds the amount to, by which row."""

    code: str
    label: str
    asked: str
    value: Decimal | None
    source: str = ""
    row: str = ""
    binding: bool = False


@dataclass(frozen=True)
class Computed:
    """One piece with its lines and what it is worth."""

    key: str
    amount: Decimal
    lines: tuple[Line, ...]
    reason: str = ""  # why nothing or less


def compute(pieces: Sequence[Piece], *, holder_left: Bound, budget_left: Bound) -> list[Computed]:
    """Every piece in order; what one takes is gone from the holder's year and from the budget for the next."""
    found = []
    for piece in pieces:
        one = _computed(piece, holder_left, budget_left)
        found.append(one)
        holder_left, budget_left = _less(holder_left, one.amount), _less(budget_left, one.amount)
    return found


def total(found: Sequence[Computed]) -> Decimal:
    """What all pieces are worth together."""
    return sum((one.amount for one in found), ZERO)


def yuan(value: Decimal) -> str:
    """1,500 元 or 1,500.50 元."""
    return f"{value:,.2f}".removesuffix(".00") + "元"


def _computed(piece: Piece, holder_left: Bound, budget_left: Bound) -> Computed:
    if piece.refused:
        return Computed(
            piece.key, ZERO, (Line("refused", "不予资助", piece.refused, ZERO, binding=True),), piece.refused
        )
    lines = [_standard(piece), _fee_share(piece), _left("holder_year", "本年度单个主体余额", holder_left)]
    lines.append(_left("budget", "剩余预算", budget_left))
    bounds = [line.value for line in lines if line.value is not None]
    amount = max(min(bounds, default=ZERO), ZERO).quantize(CENT, ROUND_DOWN)
    binding = next((at for at, line in enumerate(lines) if line.value is not None and line.value == min(bounds)), None)
    if binding is not None:
        lines[binding] = replace(lines[binding], binding=True)
    shown = "、".join(yuan(value) for value in bounds)
    lines.append(Line("result", "资助额", f"以上各项取最小：min（{shown}），不低于零", amount))
    return Computed(piece.key, amount, tuple(lines), _why_less(lines, amount))


def _standard(piece: Piece) -> Line:
    if piece.standard.value is None:
        return Line(
            "standard", "单件标准", "标准表中没有这一类型和事项", ZERO, piece.standard.source, piece.standard.row
        )
    factor = piece.coefficient.value if piece.coefficient.value is not None else Decimal(1)
    value = piece.standard.value * factor
    told = f"{yuan(piece.standard.value)}×系数{_plain(factor)}"
    return Line("standard", "单件标准×类型系数", told, value, piece.standard.source, piece.standard.row)


def _fee_share(piece: Piece) -> Line:
    share = piece.fee_share
    label = "官费比例上限"
    if share.value is None:
        return Line("fee_share", label, "当日没有官费比例上限", None, share.source, share.row)
    if piece.official_fee is None:
        return Line("fee_share", label, "未填官费票据金额，不能核定", ZERO, share.source, share.row)
    value = piece.official_fee * share.value / HUNDRED - piece.other_grants
    told = f"官费{yuan(piece.official_fee)}×{_plain(share.value)}%−其他级别已获资助{yuan(piece.other_grants)}"
    return Line("fee_share", label, told, value, share.source, share.row)


def _left(code: str, label: str, left: Bound) -> Line:
    told = "没有上限" if left.value is None else f"余{yuan(left.value)}"
    return Line(code, label, told, left.value, left.source, left.row)


def _why_less(lines: Sequence[Line], amount: Decimal) -> str:
    bound = next((line for line in lines if line.binding), None)
    if bound is None or bound.code == "standard":
        return "" if amount > ZERO else (bound.asked if bound else "没有可用的标准")
    return f"受{bound.label}限制：{bound.asked}"


def _less(bound: Bound, amount: Decimal) -> Bound:
    return bound if bound.value is None else replace(bound, value=bound.value - amount)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
