"""What the register knows under the number that somebody typed; only what is public."""

from qingzhi.domains.rights.queries.numbers import PublicRight, public_right
from qingzhi.domains.rights.terms import RightKind

from ..terms.complaints import REGISTERS, RightType

EVERY = tuple(dict.fromkeys(kind for kinds in REGISTERS.values() for kind in kinds))


def right_by_number(right_type: str, number: str) -> PublicRight | None:
    """The public right of that type with that number, in any written form; None where there is none."""
    if not number.strip():
        return None
    kinds = REGISTERS.get(RightType(right_type), EVERY)
    return next((found for kind in kinds if (found := public_right(kind, number)) is not None), None)


def told(right: PublicRight) -> str:
    """The right in one line."""
    kind = RightKind(right.kind).label
    return f"{kind} {right.number}“{right.title}”，权利人：{right.holder or '未登记'}，{right.status}"[:300]
