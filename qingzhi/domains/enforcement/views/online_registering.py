"""What online cases tell the house at start-up."""

from qingzhi.base.audit.wording import name_actions
from qingzhi.base.pages.menu import menu_entry
from qingzhi.engine.procedures.openings import Opening, case_opening

from ..events import online as _events  # noqa: F401  (events)
from ..procedures import online as _procedure  # noqa: F401  (registers itself)
from ..wording.online import ACTIONS
from .desk.online import SOURCES


def register_online() -> None:
    """Called once."""
    name_actions(ACTIONS)
    case_opening(
        Opening("enforcement.online", "线上处置", "enforcement:new_online", "enforcement.case.handle", SOURCES)
    )
    menu_entry(
        "线上案件", "enforcement:online", section="执法办案", position=19, icon="link", permit="enforcement.case.view"
    )
    menu_entry(
        "网络侵权通知", "enforcement:platform_notices", section="办事", position=44, icon="link", permit="enforcement.online.answer",
        also=("/online/notices/",),
    )  # fmt: skip
