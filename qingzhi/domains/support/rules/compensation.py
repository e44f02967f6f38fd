"""What is compensated after the fact, line by line. Pure; ratio and cap are rows of decision tables.

Transactions: 补偿 = min(实际到账金额×比例, 上限). Enforcement: 补偿 = min((核定律师费+公证费+鉴定费−赔偿已覆盖部分)×比例, 上限), never below
zero, and only where an infringement was established.
"""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from .money import ZERO, yuan

CENT = Decimal("0.01")
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Step:
    """One line of a computation: what, how it was reckoned, what came out, by which source."""

    label: str
    reckoned: str
    value: Decimal
    source: str = ""

    @property
    def stored(self) -> list[str]:
        """As the dossier keeps it."""
        return [self.label, self.reckoned, f"{self.value}", self.source]


@dataclass(frozen=True)
class Result:
    """An amount with the lines that led to it; `reason` where it is nothing."""

    amount: Decimal
    steps: tuple[Step, ...]
    reason: str = ""

    @property
    def stored(self) -> list[list[str]]:
        """As the dossier keeps them."""
        return [one.stored for one in self.steps]


@dataclass(frozen=True)
class Standard:
    """What the decision table says: percent, cap, which row; none where no row fits."""

    ratio: Decimal
    cap: Decimal
    source: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Fees:
    """The approved fees of an enforcement and what the damages covered of them."""

    lawyer: Decimal = ZERO
    notary: Decimal = ZERO
    appraisal: Decimal = ZERO
    covered: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        return self.lawyer + self.notary + self.appraisal


def of_transaction(paid: Decimal, standard: Standard | None) -> Result:
    """What a transaction is compensated with: a part of what was really paid, up to the cap."""
    base = Step("实际到账金额", f"登记的交易记录：{yuan(paid)}", paid)
    return _limited((base,), paid, standard, "标准表中没有适用于这笔交易和地位的补偿")


def of_enforcement(fees: Fees, standard: Standard | None, *, infringement: bool) -> Result:
    """What an enforcement is compensated with; the part that the damages covered is taken off first."""
    told = f"律师费{yuan(fees.lawyer)}＋公证费{yuan(fees.notary)}＋鉴定费{yuan(fees.appraisal)}"
    approved = Step("核定费用", told, fees.total)
    rest = max(fees.total - fees.covered, ZERO)
    less = Step("扣除赔偿已覆盖部分", f"{yuan(fees.total)}−{yuan(fees.covered)}，不低于零", rest)
    if not infringement:
        return Result(ZERO, (approved, less), "没有认定侵权成立的生效文书")
    return _limited((approved, less), rest, standard, "标准表中没有适用于这种文书的补偿")


def of_use(cost: Decimal, requested: Decimal, standard: Standard | None, *, left: Decimal | None) -> Result:
    """What the fund pays for a use: a part of the cost, not more than was asked for, the cap, and what is left."""
    base = (Step("支出", f"{yuan(cost)}", cost),)
    found = _limited(base, cost, standard, "这种用途没有资助标准")
    if found.reason:
        return found
    steps = [*found.steps[:-1], Step("申请金额", f"{yuan(requested)}", requested)]
    bounds = [found.amount, requested]
    if left is not None:
        steps.append(Step("剩余资金", f"{yuan(left)}", left))
        bounds.append(left)
    amount = max(min(bounds), ZERO)
    steps.append(Step("核定金额", f"以上各项取最小：{'、'.join(yuan(one) for one in bounds)}", amount))
    return Result(amount, tuple(steps), "" if amount > ZERO else "没有剩余资金")


def _limited(before: tuple[Step, ...], base: Decimal, standard: Standard | None, none: str) -> Result:
    if standard is None:
        return Result(ZERO, before, none)
    part = (base * standard.ratio / HUNDRED).quantize(CENT, ROUND_DOWN)
    amount = max(min(part, standard.cap), ZERO)
    steps = (
        *before,
        Step("按比例", f"{yuan(base)}×{standard.ratio.normalize():f}%", part, standard.source),
        Step("上限", f"{yuan(standard.cap)}", standard.cap, standard.source),
        Step("补偿金额", f"min（{yuan(part)}、{yuan(standard.cap)}）", amount),
    )
    return Result(amount, steps, "" if amount > ZERO else "计算结果为零")
