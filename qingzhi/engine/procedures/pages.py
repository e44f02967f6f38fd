"""What the room shows elsewhere: menu, cards of first pages, who may read the files of a case."""

from typing import Any

from qingzhi.base.files.access import register_owner
from qingzhi.base.files.models import StoredFile
from qingzhi.base.pages.cards import Card, card
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.menu import menu_entry
from qingzhi.base.permits import Actor, Answer
from qingzhi.engine.documents.models import IssuedDocument

from .access import layers_for, visible_cases
from .models import Case, CaseAttachment
from .queries.lists import due_by_procedure, own_cases, own_counts
from .queries.page import waiting_for_applicant

HOMES = ("support", "enforcement", "office", "prefecture", "leader")


def register_pages() -> None:
    """Called once, at start-up."""
    menu_entry(
        "办件", "procedures:inbox", section="办事", position=10, icon="case", permit="procedures.case.view",
        also=("/cases/",),
    )  # fmt: skip
    menu_entry(
        "我的办件", "procedures:own", section="办事", position=5, icon="inbox", permit="procedures.case.file")  # fmt: skip
    menu_entry("办事指南", "procedures:guides", section="公共服务", position=5, icon="list")
    menu_entry("进度查询", "procedures:progress", section="公共服务", position=6, icon="search")
    card(Card("procedures.due", HOMES, "procedures/card_due.html", due_card, "procedures.case.view", 6, 20))
    card(Card("procedures.own", ("applicant",), "procedures/card_own.html", own_card, "procedures.case.file", 12, 10))
    register_owner("procedures.attachment", may_read_attachment)
    register_owner("procedures.document", may_read_document)


def due_card(actor: Actor) -> dict[str, Any] | None:
    """Due today and overdue, by procedure; nothing where no case is open."""
    rows = due_by_procedure(actor)
    if not rows:
        return None
    late, today = sum(row["late"] for row in rows), sum(row["due_today"] for row in rows)
    figures = [
        Figure("今天到期", today, "/cases/?light=today", unit="件", state="warn" if today else "ok"),
        Figure("已超期", late, "/cases/?light=late", unit="件", state="late" if late else "ok"),
        Figure("在办", sum(row["open"] for row in rows), "/cases/", unit="件"),
    ]
    return {"figures": figures, "rows": rows}


def own_card(actor: Actor) -> dict[str, Any]:
    """What is asked of the applicant, and the newest cases."""
    counts = own_counts(actor)
    newest = list(own_cases(actor).filter(closed_at=None).order_by("-opened_at")[:5])
    return {"counts": counts, "cases": [(one, waiting_for_applicant(one)) for one in newest]}


def may_read_attachment(actor: Actor, file: StoredFile) -> Answer:
    """Whoever sees the case and reads the layer."""
    rows = CaseAttachment.objects.filter(file=file, case__in=visible_cases(actor)).select_related("case")
    if any(one.layer in {layer.value for layer in layers_for(actor, one.case)} for one in rows):
        return Answer(True, "办件的材料")
    return Answer(False, "这个附件不属于您能看到的办件")


def may_read_document(actor: Actor, file: StoredFile) -> Answer:
    """Whoever sees the case about which a document was issued."""
    documents = IssuedDocument.objects.filter(subject_kind=Case._meta.label_lower)
    found = list(documents.filter(file=file).values_list("subject_id", flat=True)) or list(
        documents.filter(pdf=file).values_list("subject_id", flat=True)
    )
    if found and visible_cases(actor).filter(pk__in=[int(one) for one in found]).exists():
        return Answer(True, "办件的文书")
    return Answer(False, "这份文书不属于您能看到的办件")
