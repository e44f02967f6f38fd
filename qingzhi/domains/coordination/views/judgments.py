"""Judgments: listed with their figures, one, entered and corrected by their court."""

from datetime import date
from typing import Any

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.listing import Choice, Column, DateRange, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.domains.rights.queries.industry_codes import symbols_of
from qingzhi.engine.procedures.access import visible_cases

from ..access import visible_judgments
from ..actions.judging import correct_judgment, enter_judgment
from ..forms.judgments import CorrectionForm, JudgmentForm
from ..models import Judgment
from ..queries.judgments import SCHEME, WHICH, appeals_of, cause_titles, figures_of, shown_gist, shown_parties
from ..queries.linking import linked
from ..terms.judgments import Instance, JudgmentOutcome
from .desk import filled, own_body

LINKS = ("appeal_of", "case_number", "right_kind", "right_number")


class Judgments(Listing):
    """The judgments that somebody sees; names of natural persons covered."""

    name = "知识产权裁判"
    default_order = "-judged_on"
    empty_title = "没有裁判"
    empty_hint = "法院录入或导入的知识产权裁判列在这里。"

    def __init__(self, request: PageRequest, rows: Any):
        super().__init__(request, rows.annotate(span=F("judged_on") - F("filed_on")))
        causes = symbols_of(SCHEME)
        titles = dict(causes)
        self.columns = [
            Column("number", "案号", kind="link", sub=lambda one: one.court, url=lambda one: reverse("coordination:judgment", args=[one.pk])),
            Column("cause", "案由", value=lambda one: titles.get(one.cause, one.cause)),
            Column("instance", "审级", value=lambda one: one.get_instance_display(), drop=True),
            Column("outcome", "结果", value=lambda one: one.get_outcome_display()),
            Column("asked", "请求赔偿（元）", kind="number", drop=True),
            Column("awarded", "判决赔偿（元）", kind="number"),
            Column("judged_on", "裁判日期", kind="date"),
            Column("days", "审理天数", kind="number", sort="span", drop=True),
        ]  # fmt: skip
        self.filters = [
            Search("q", "按案号或法院查找", fields=["number", "court"]),
            Choice("cause", "案由", options=causes, narrowing=lambda rows, code: rows.filter(cause__startswith=code)),
            Choice("instance", "审级", options=Instance.choices(), lookup="instance"),
            Choice("outcome", "结果", options=JudgmentOutcome.choices(), lookup="outcome"),
            Choice("which", "范围", options=(("damages", "有赔偿请求并已判决"), ("appeal", "上诉和再审已裁判"), ("reversed", "改判和发回")),
                   narrowing=lambda rows, code: WHICH[code](rows)),
            DateRange("judged_on", "裁判日期", lookup="judged_on"),
        ]  # fmt: skip


@desk("coordination.judgment.view")
def judgments(request: PageRequest) -> HttpResponse:
    """All that the actor sees, with the figures of what the list is narrowed to."""
    rows = visible_judgments(request.actor)
    listing = Judgments(request, rows)
    may_enter = bool(check(request.actor, "coordination.judgment.enter", body_id=request.actor.body_id))
    return listing.respond(
        "coordination/judgments.html", {"figures": _figures(request, listing), "may_enter": may_enter}
    )


def _figures(request: PageRequest, listing: Judgments) -> list[Figure]:
    """Each opens the rows that it is of, within the list as it is narrowed."""
    told = figures_of(listing.rows)  # type: ignore[arg-type]
    kept = request.GET.copy()
    for name in ("page", "sort", "which", "export"):
        kept.pop(name, None)

    def opens(**more: str) -> str:
        asked = kept.copy()
        for name, value in more.items():
            asked[name] = value
        return f"?{asked.urlencode()}"

    return [
        Figure("裁判", told.count, url=opens(), unit="件"),
        Figure("判赔占请求", "—" if told.share is None else f"{told.share:.1f}", unit="%", url=opens(which="damages"), note=f"{told.damages} 件"),
        Figure("审理天数中位数", "—" if told.days is None else told.days, unit="天", url=opens(sort="-days"), note="自立案至裁判"),
        Figure("改判和发回", "—" if told.reversal is None else f"{told.reversal:.1f}", unit="%", url=opens(which="reversed"),
               note=f"{told.appeals} 件上诉和再审中 {told.reversed} 件"),
    ]  # fmt: skip


@desk("coordination.judgment.view")
def judgment(request: PageRequest, pk: int) -> HttpResponse:
    """One, with its appeal, the administrative case and the right."""
    rows = visible_judgments(request.actor).select_related("entered_for", "appeal_of", "case", "right")
    found = get_object_or_404(rows, pk=pk)
    seen = visible_judgments(request.actor)
    context = {
        "judgment": found, "cause": cause_titles([found.cause])[found.cause], "parties": shown_parties(request.actor, found),
        "gist": shown_gist(request.actor, found),
        "appeals": appeals_of(found), "sees_before": found.appeal_of_id and seen.filter(pk=found.appeal_of_id).exists(),
        "sees_case": found.case_id and visible_cases(request.actor).filter(pk=found.case_id).exists(),
        "sees_right": bool(check(request.actor, "rights.view")),
        "may_correct": bool(check(request.actor, "coordination.judgment.enter", body_id=found.entered_for_id)),
    }  # fmt: skip
    return render(request, "coordination/judgment.html", context)


@desk("coordination.judgment.enter")
def new(request: PageRequest) -> HttpResponse:
    """Enter one."""
    own = own_body(request)
    form = JudgmentForm(request.POST or None, causes=symbols_of(SCHEME), initial={"court": own.name})
    return filled(
        request, template="coordination/form.html", title="录入裁判", form=form, submit="录入", success="已录入",
        do=lambda form: enter_judgment(actor=request.actor, body=own, **_values(form.cleaned_data)),
        to=lambda made: reverse("coordination:judgment", args=[made.pk]), cancel_url=reverse("coordination:judgments"),
        lead="成批的裁判可以在“数据导入”中以文件导入，或由法院系统以接口报送。",
    )  # fmt: skip


@desk("coordination.judgment.enter")
def correct(request: PageRequest, pk: int) -> HttpResponse:
    """Correct what was entered."""
    rows = visible_judgments(request.actor).filter(entered_for=request.actor.body_id)
    found = get_object_or_404(rows.select_related("appeal_of", "case", "right"), pk=pk)
    back = reverse("coordination:judgment", args=[pk])
    form = CorrectionForm(request.POST or None, causes=symbols_of(SCHEME), initial=_initial(found))
    return filled(
        request, template="coordination/form.html", title=f"更正：{found.number}", form=form, submit="更正", success="已更正", to=back,
        do=lambda form: correct_judgment(actor=request.actor, judgment=found, **_values(form.cleaned_data)), cancel_url=back,
        lead="原来的内容和更正理由留在操作记录中。",
    )  # fmt: skip


def _values(given: dict[str, Any]) -> dict[str, Any]:
    plain = {name: value for name, value in given.items() if name not in LINKS}
    return {**plain, **linked(**{name: given.get(name) or "" for name in LINKS})}


def _initial(found: Judgment) -> dict[str, Any]:
    plain = {
        field.name: getattr(found, field.name) for field in Judgment._meta.concrete_fields if not field.is_relation
    }
    return {
        **{name: value.isoformat() if isinstance(value, date) else value for name, value in plain.items()},
        "appeal_of": found.appeal_of.number if found.appeal_of else "", "case_number": found.case.number if found.case else "",
        "right_kind": found.right.kind if found.right else "", "right_number": found.right.number_shown if found.right else "",
    }  # fmt: skip
