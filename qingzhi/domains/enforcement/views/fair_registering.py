"""What fairs tell the house at start-up: menu, procedure, papers, table."""

from qingzhi.base.audit.wording import name_actions
from qingzhi.base.pages.menu import menu_entry

from ..actions import fair_papers  # noqa: F401  (declares its templates)
from ..procedures import fair_complaint  # noqa: F401  (registers itself)
from ..queries import fair_tables  # noqa: F401  (declares its decision table)
from ..wording.fairs import ACTIONS


def register_fairs() -> None:
    """Called once."""
    name_actions(ACTIONS)
    menu_entry(
        "展会保护", "enforcement:fairs", section="执法办案", position=18, icon="shield", permit="enforcement.case.view"
    )
    menu_entry("展会维权工作站", "enforcement:public_fairs", section="公共服务", position=8, icon="shield")
