"""What rewards tell the house at start-up."""

from qingzhi.base.audit.wording import name_actions
from qingzhi.base.pages.menu import menu_entry

from ..access import rewards as _permits  # noqa: F401  (declares its permits)
from ..procedures import reward  # noqa: F401  (registers itself)
from ..queries import reward_tables  # noqa: F401  (declares its decision table)
from ..wording.rewards import ACTIONS


def register_rewards() -> None:
    """Called once."""
    name_actions(ACTIONS)
    menu_entry(
        "举报奖励",
        "enforcement:rewards",
        section="执法监督",
        position=27,
        icon="money",
        permit="enforcement.reward.view",
    )
