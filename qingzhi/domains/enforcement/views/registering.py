"""What complaints tell the house at start-up: menu, files, the page that answers their codes."""

from qingzhi.base.files.access import register_owner
from qingzhi.base.pages.menu import menu_entry
from qingzhi.engine.procedures.progress_pages import progress_page

from ..access.complaints import may_read_evidence, may_read_shown_copy
from .public.holding import open_follow_page


def register_complaints() -> None:
    """Called once."""
    menu_entry("举报投诉", "enforcement:new_complaint", section="公共服务", position=3, icon="warn")
    menu_entry(
        "举报投诉情况",
        "enforcement:complaint_overview",
        section="执法办案",
        position=23,
        icon="chart",
        permit="enforcement.case.view",
    )
    menu_entry("回执核验", "enforcement:check_receipt", section="公共服务", position=7, icon="check")
    register_owner("enforcement.evidence", may_read_evidence)
    register_owner("enforcement.shown_copy", may_read_shown_copy)
    progress_page("enforcement.complaint", open_follow_page)
