"""What the views of tracking share: finding among visible rows, forms that carry an action, uploads."""

from functools import partial
from typing import Any

from django.shortcuts import get_object_or_404

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.files.actions import store_file
from qingzhi.base.files.models import StoredFile
from qingzhi.base.pages.acting import acted, tried
from qingzhi.base.pages.components import Document
from qingzhi.base.pages.forms import PageForm
from qingzhi.base.pages.request import PageRequest

from ...access.tasks import visible_notices, visible_reports, visible_rounds, visible_tasks
from ...models import DunningNotice, PlanTask, ProgressReport, ReportingRound

confirm = partial(acted, template="plan/confirm.html")

EVIDENCE_KINDS = ("pdf", "doc", "docx", "xls", "xlsx", "jpg", "jpeg", "png", "ofd")


def found_task(request: PageRequest, task_id: int) -> PlanTask:
    rows = visible_tasks(request.actor).select_related("lead__region", "region", "plan", "parent", "decision__meeting")
    return get_object_or_404(rows, pk=task_id)


def found_report(request: PageRequest, report_id: int) -> ProgressReport:
    rows = visible_reports(request.actor).select_related("task__lead", "task__region", "task__plan", "round", "body")
    return get_object_or_404(rows, pk=report_id)


def found_round(request: PageRequest, round_id: int) -> ReportingRound:
    return get_object_or_404(visible_rounds(request.actor).select_related("plan"), pk=round_id)


def found_notice(request: PageRequest, notice_id: int) -> DunningNotice:
    rows = visible_notices(request.actor).select_related("body__region", "round", "document__file")
    return get_object_or_404(rows, pk=notice_id)


def stored(request: PageRequest, form: PageForm, name: str) -> list[StoredFile] | None:
    """The uploads of a field, kept; None and the reason on the form where one is refused."""
    kept = []
    for upload in form.cleaned_data.get(name) or []:
        file = tried(form, partial(store_file, actor=request.actor, name=upload.name, stream=upload))
        if file is None:
            return None
        kept.append(file)
    return kept


def documents(files: Any) -> list[Document]:
    """Stored files as the documents list shows them."""
    return [
        Document(one.name, f"/files/{one.pk}/", one.size, one.stored_by, one.sha256, one.stored_at) for one in files
    ]


def drawer(obj: Any, limit: int = 50) -> list[Any]:
    """What was done to an object, newest first."""
    return list(entries_of(obj)[:limit])
