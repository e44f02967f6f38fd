"""What audit refuses, each named after the broken rule."""

from qingzhi.base.permits import Refusal


class ReasonMissing(Refusal):
    """This is done for a stated reason only."""


def require_reason(reason: str, what: str = "请说明理由") -> str:
    """The reason without its edges; raises when there is none."""
    if not reason.strip():
        raise ReasonMissing(what)
    return reason.strip()
