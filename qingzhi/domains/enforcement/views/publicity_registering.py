"""What publishing decisions tells the house at start-up."""

from qingzhi.base.audit.wording import name_actions
from qingzhi.base.pages.menu import menu_entry

from ..access import publicity as _permits  # noqa: F401  (declares its permits)
from ..subscribers import publicity as _subscribers  # noqa: F401  (subscribe)
from ..wording.publicity import ACTIONS


def register_publicity() -> None:
    """Called once."""
    name_actions(ACTIONS)
    menu_entry(
        "执法决定公开",
        "enforcement:public_drafts",
        section="执法办案",
        position=20,
        icon="globe",
        permit="enforcement.publicity.view",
    )
    menu_entry("执法决定公开", "enforcement:public_decisions", section="公共服务", position=24, icon="law")
