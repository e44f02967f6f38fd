"""What performance and reviews tell the house at start-up."""

from qingzhi.base.audit.wording import name_actions
from qingzhi.base.pages.menu import menu_entry

from ..access import review as _permits  # noqa: F401  (declares its permits)
from ..events import review as _events  # noqa: F401  (events)
from ..wording.review import ACTIONS

VIEW = "enforcement.performance.view"


def register_reviews() -> None:
    """Called once."""
    name_actions(ACTIONS)
    menu_entry("执法绩效", "enforcement:performance", section="执法监督", position=30, icon="chart", permit=VIEW)
    menu_entry("案卷评查", "enforcement:reviews", section="执法监督", position=31, icon="check", permit=VIEW)
