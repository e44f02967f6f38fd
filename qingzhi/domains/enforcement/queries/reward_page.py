"""What the complainant's own page says of a reward."""

from dataclasses import dataclass

from ..models import Complaint, RewardCase

WORDS = {
    "approved": "你的举报查实了，可以领取奖励。请填写收款账户。",
    "claimed": "收款账户已经收到，财务正在办理。",
    "paid": "奖励已经发放。",
}


@dataclass(frozen=True)
class PlainReward:
    """A reward in the complainant's words; `open` says that it may be claimed."""

    words: str
    amount: object
    open: bool


def plain_reward(complaint: Complaint) -> PlainReward | None:
    """None where nothing was approved."""
    found = RewardCase.objects.filter(complaint=complaint, void=False).select_related("case").first()
    if found is None or found.case.state not in WORDS:
        return None
    return PlainReward(WORDS[found.case.state], found.amount, found.case.state == "approved")
