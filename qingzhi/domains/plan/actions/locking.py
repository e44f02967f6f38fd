"""The rows that tracking changes, locked before anything is decided."""

from qingzhi.base.permits import Actor, require

from ..models import DunningNotice, PlanTask, ProgressReport, ReportingRound
from ..refusals import ReasonMissing, TaskClosed, ValueNotValid


def lock_task(task_id: int) -> PlanTask:
    return (
        PlanTask.objects.select_for_update(of=("self",))
        .select_related("lead__region", "region", "plan")
        .get(pk=task_id)
    )


def lock_open_task(task_id: int) -> PlanTask:
    """The task, locked; raises when it is done or cancelled."""
    task = lock_task(task_id)
    if not task.is_open:
        state = f"已于 {task.done_on} 办结" if task.done_on else f"已于 {task.cancelled_on} 撤销"
        raise TaskClosed(f"任务“{task.code}”{state}，请刷新查看；如需继续，请先重新开启")
    return task


def lock_report(report_id: int) -> ProgressReport:
    found = ProgressReport.objects.select_for_update(of=("self",))
    return found.select_related("task__region", "task__lead", "round", "body__region").get(pk=report_id)


def lock_round(round_id: int) -> ReportingRound:
    return ReportingRound.objects.select_for_update(of=("self",)).select_related("plan").get(pk=round_id)


def lock_notice(notice_id: int) -> DunningNotice:
    return DunningNotice.objects.select_for_update(of=("self",)).select_related("body__region").get(pk=notice_id)


def region_code(task: PlanTask) -> str:
    """The division that a task counts for."""
    return task.region.code if task.region else task.lead.region.code


def require_on_task(actor: Actor, permit: str, task: PlanTask) -> None:
    """Raise unless the actor may do this on the task, by its lead body or its division."""
    require(actor, permit, body_id=task.lead_id, region_code=region_code(task))


def require_reason(reason: str, what: str = "请写明理由") -> str:
    """The reason, trimmed; raises without one."""
    reason = reason.strip()
    if len(reason) < 2:
        raise ReasonMissing(what)
    if len(reason) > 2000:
        raise ValueNotValid("文字不能超过 2000 字", "reason")
    return reason
