"""The operations on judgments."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from ninja import Query, Router

from qingzhi.base.api.access import needs
from qingzhi.base.api.answers import answer
from qingzhi.base.api.paging import page_document, page_of
from qingzhi.base.api.problems import Problem
from qingzhi.base.api.schemas import coded
from qingzhi.base.identity.models import Body
from qingzhi.base.pages.request import PageRequest

from ..access import visible_judgments
from ..actions.judging import enter_judgment
from ..models import Judgment
from ..queries.judgments import cause_titles, shown_gist, shown_parties
from ..queries.linking import linked
from ..terms.judgments import Instance, JudgmentOutcome
from .schemas import JudgmentFilters, JudgmentIn, JudgmentOut, JudgmentPage

LINKS = ("appeal_of", "case_number", "right_kind", "right_number")
router = Router(tags=["知识产权裁判"])


@router.get("", response=JudgmentPage, summary="裁判清单")
@needs("coordination.judgment.view")
def list_judgments(request: PageRequest, query: Query[JudgmentFilters]) -> Any:
    """岗位或单位能看到的裁判；自然人姓名按权限遮盖。"""
    rows = visible_judgments(request.actor).select_related("appeal_of", "case", "right")
    if query.since:
        rows = rows.filter(judged_on__gte=query.since)
    if query.cause:
        rows = rows.filter(cause__startswith=query.cause)
    found, cursor = page_of(request, rows, query)
    titles = cause_titles([one.cause for one in found])
    return page_document(request, [_document(request, one, titles) for one in found], cursor)


@router.post("", response={201: JudgmentOut}, summary="报送裁判")
@needs("coordination.judgment.enter")
def report_a_judgment(request: PageRequest, payload: JudgmentIn) -> Any:
    """法院系统报送一件裁判；同一案号、内容相同的再次报送不产生变化，内容不同的拒绝。"""
    body = Body.objects.filter(pk=request.actor.body_id or 0).first()
    if body is None:
        raise Problem("forbidden", "只有法院的岗位或公钥可以报送。")
    given = payload.model_dump()
    links = {name: given.pop(name) or "" for name in LINKS}
    made = enter_judgment(actor=request.actor, body=body, **given, **linked(**links))
    return _told(request, made, 201)


@router.get("/{int:pk}", response=JudgmentOut, summary="一件裁判")
@needs("coordination.judgment.view")
def get_judgment(request: PageRequest, pk: int) -> Any:
    """看不到的与不存在的一样答复。"""
    found = visible_judgments(request.actor).select_related("appeal_of", "case", "right").filter(pk=pk).first()
    if found is None:
        raise Http404
    return _document(request, found, cause_titles([found.cause]))


def _told(request: PageRequest, made: Judgment, status: int) -> HttpResponse:
    document = _document(request, made, cause_titles([made.cause]))
    return answer(JudgmentOut, document, status=status, headers={"Location": document["url"]})


def _document(request: PageRequest, one: Judgment, titles: dict[str, str]) -> dict[str, Any]:
    plain = ("number", "court", "filed_on", "judged_on", "days", "asked", "awarded")
    plaintiff, defendant = shown_parties(request.actor, one)
    return {
        **{name: getattr(one, name) for name in plain},
        "instance": coded(Instance, one.instance), "outcome": coded(JudgmentOutcome, one.outcome),
        "cause": {"code": one.cause, "label": titles.get(one.cause, one.cause)}, "plaintiff": plaintiff, "defendant": defendant,
        "gist": shown_gist(request.actor, one), "appeal_of": one.appeal_of.number if one.appeal_of else None,
        "case": one.case.number if one.case else None, "right": str(one.right) if one.right else None,
        "url": reverse("api:get_judgment", args=[one.pk]),
    }  # fmt: skip
