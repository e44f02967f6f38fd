"""The panel's vote: enough members present, enough of those present in favour. Fractions are dated rows.

Sample: 珠海市专利奖实施细则 — valid with two thirds present, passed by two thirds of those present (default, to be confirmed).
"""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Outcome:
    """Whether something passed, and why, in a sentence."""

    passed: bool
    reason: str


def needed(members: int, share: Fraction) -> int:
    """The smallest number of people that is at least this share of so many."""
    return -(-members * share.numerator // share.denominator)


def quorum(members: int, present: int, share: Fraction) -> Outcome:
    """Whether enough members are present."""
    least = needed(members, share)
    said = f"应到 {members} 人，实到 {present} 人，须不少于应到人数的 {share}（{least} 人）"
    return Outcome(
        members > 0 and present >= least, f"{said}，{'符合' if present >= least and members else '不符合'}规定人数"
    )


def carried(present: int, in_favour: int, share: Fraction, recused: int = 0) -> Outcome:
    """Whether enough of those present are in favour; who abstains is present and not in favour, who keeps out of this
    question does not count for it (general practice, default, to be confirmed)."""
    voting = present - recused
    least = needed(voting, share)
    out = f"，回避 {recused} 人" if recused else ""
    said = f"到会 {present} 人{out}，同意 {in_favour} 人，须不少于{'参加表决' if recused else '到会'}人数的 {share}（{least} 人）"
    passed = voting > 0 and in_favour >= least
    return Outcome(passed, f"{said}，{'通过' if passed else '未通过'}")
