"""Permits on penalty and adjudication cases, and the cases that an actor sees."""

from django.db.models import QuerySet

from qingzhi.base.permits import Actor, declare
from qingzhi.engine.procedures.access import visible_cases
from qingzhi.engine.procedures.models import Case

declare("enforcement.case.review", "案件审核和法制审核")
declare("enforcement.adjudication.file", "请求处理专利侵权纠纷")
declare("enforcement.officer.manage", "登记执法证")

PROCEDURES = ("enforcement.penalty", "enforcement.summary", "enforcement.adjudication", "enforcement.fast_track")


def visible_proceedings(actor: Actor) -> QuerySet[Case]:
    """The cases of penalty and adjudication among those that the actor sees."""
    return visible_cases(actor).filter(procedure__in=PROCEDURES)
