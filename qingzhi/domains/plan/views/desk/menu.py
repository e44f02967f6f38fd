"""Menu entries, owners of files, and cards of tracking, registered at start-up."""

from typing import Any

from qingzhi.base.audit.wording import name_actions
from qingzhi.base.files.access import register_owner
from qingzhi.base.files.models import StoredFile
from qingzhi.base.identity.matters import register_matters
from qingzhi.base.pages.menu import menu_entry
from qingzhi.base.permits import Actor, Answer

from ...access.tasks import visible_notices, visible_reports, visible_tasks
from ...queries.tasks import unknown_codes
from ...wording import ACTIONS


def may_read_evidence(actor: Actor, file: StoredFile) -> Answer:
    """Evidence is read by whoever may see a report or a milestone that it belongs to."""
    if not actor.is_signed_in and not actor.is_system:
        return Answer(False, "请先登录")
    if visible_reports(actor).filter(evidence=file).exists():
        return Answer(True, "属于您能看到的填报")
    if visible_tasks(actor).filter(milestones__steps__evidence=file).exists():
        return Answer(True, "属于您能看到的任务")
    return Answer(False, "这个附件属于其他单位的填报")


def may_read_notice(actor: Actor, file: StoredFile) -> Answer:
    """A drawn notice is read by whoever may see the notice."""
    if actor.is_signed_in and visible_notices(actor).filter(document__file=file).exists():
        return Answer(True, "属于您能看到的督办单")
    return Answer(False, "这个附件属于其他单位的督办单")


def register_tracking() -> None:
    """Called once, by the app."""
    work: dict[str, Any] = {"section": "工作"}
    reports = ("/plan/reports/",)
    menu_entry("我的任务", "plan:my_tasks", position=20, icon="edit", permit="plan.report.write", also=reports, **work)
    menu_entry(
        "审核填报",
        "plan:review_queue",
        position=21,
        icon="check",
        permit="plan.report.decide",
        **work,
    )
    menu_entry("谁没有行动", "plan:inaction", position=22, icon="late", permit="plan.board.view", **work)
    menu_entry("督办单", "plan:dunning", position=23, icon="warn", permit="plan.dunning.view", **work)
    plan: dict[str, Any] = {"section": "规划"}
    menu_entry("任务清单", "plan:tasks", position=30, icon="list", permit="plan.task.view", **plan)
    menu_entry("填报期", "plan:rounds", position=31, icon="history", permit="plan.round.view", also=reports, **plan)
    menu_entry("单位履职记录", "plan:records", position=32, icon="board", permit="plan.record.view", **plan)
    menu_entry("联席会议", "plan:meetings", position=33, icon="users", permit="plan.conference.view", **plan)
    menu_entry("基层基础条件", "plan:grassroots", position=34, icon="map", permit="plan.grassroots.view", **plan)
    menu_entry("立法项目", "plan:legislation", position=35, icon="law", permit="plan.legislation.view", **plan)
    menu_entry("立法征求意见", "plan:public_consultations", section="公共服务", position=60, icon="law")
    name_actions(ACTIONS)
    register_owner("plan.report", may_read_evidence)
    register_owner("plan.dunning", may_read_notice)
    register_matters(unknown_codes)
