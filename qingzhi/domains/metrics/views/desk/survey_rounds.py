"""Rounds of surveys: sent, watched, reminded of, locked."""

from django.http import HttpResponse
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.components import Figure, State
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ...access.surveys import visible_rounds, visible_sheets
from ...actions.survey_rounds import dun_round, lock_round, send_round
from ...forms.surveys import NothingForm, SendForm
from ...models import Survey, SurveyAnswer, SurveyRound
from ...queries.survey_sheets import counts_of, late_sheets, sheet_days_late, sheet_light, with_counts
from ...rules.survey_light import Light
from ...rules.survey_periods import last_over
from ...terms.surveys import AnswerState
from .survey_finding import confirmed, drawer, found_round


def round_state(round_: SurveyRound) -> State:
    """Open, past its day, or locked."""
    if round_.is_locked:
        return State("done", "已锁定", f"{round_.locked_by}锁定")
    if round_.due_on < clock.today():
        return State("warn", "已到期", "到期后应当催报、审核并锁定")
    return State("ok", "填报中")


def deadline_light(answer: SurveyAnswer) -> State | Light:
    """The light of a sheet's deadline: what has come in has none any more."""
    return State("done", answer.get_state_display()) if answer.state == AnswerState.SUBMITTED else sheet_light(answer)


class RoundListing(Listing):
    name = "统计调查"
    columns = [
        Column("state", "状态", kind="state", value=round_state, sort=False),
        Column("survey", "统计调查", kind="link", value=lambda one: one.survey.title, sort="survey__position",
               url=lambda one: reverse("metrics:survey_round", args=[one.pk]), sub=lambda one: one.survey.get_audience_display()),
        Column("period", "报告期", value=lambda one: one.period_label, sort="period"),
        Column("due_on", "报送期限", kind="deadline", state=round_state),
        Column("sheets", "应报", kind="number"),
        Column("came", "已报", kind="number"),
        Column("done", "已认可", kind="number", drop=True),
        Column("opens_on", "下发", kind="date", drop=True),
    ]  # fmt: skip
    filters = [Search("q", "按名称或报告期查找", fields=["survey__title", "period"])]
    default_order = ("-opens_on", "-id")
    empty_title = "还没有下发过统计调查"
    empty_hint = "下发一期调查后，每个调查对象会收到一张预填好的调查表。"


class SheetListing(Listing):
    name = "各单位调查表"
    columns = [
        Column("state", "状态", kind="state", value=sheet_light, sort="state"),
        Column("body", "单位", kind="link", value=lambda one: one.body.short_name, sort="body__position",
               url=lambda one: reverse("metrics:sheet", args=[one.pk])),
        Column("due_on", "期限", kind="deadline", state=deadline_light),
        Column("late", "逾期天数", kind="number", value=lambda one: sheet_days_late(one) or None, sort=False),
        Column("dun_count", "催报", value=lambda one: f"{one.dun_count} 次，{one.dunned_on}" if one.dun_count else "", drop=True),
        Column("submitted_by", "填报人", sub=lambda one: f"{one.approved_by}审核" if one.approved_by else "", drop=True),
        Column("first_submitted_on", "首次报送", kind="date", drop=True),
    ]  # fmt: skip
    filters = [
        Search("q", "按单位查找", fields=["body__name", "body__short_name"]),
        Choice("state", "状态", lookup="state", options=lambda listing: AnswerState.choices()),
    ]
    default_order = "body__position"
    page_size = 50
    compact = True


@desk("metrics.survey.view")
def surveys(request: PageRequest) -> HttpResponse:
    """Every round that was sent."""
    listing = RoundListing(request, with_counts(visible_rounds(request.actor)))
    allowed = {
        "may_send": bool(check(request.actor, "metrics.survey.send")),
        "may_design": bool(check(request.actor, "metrics.survey.design")),
    }
    return listing.respond("metrics/surveys/surveys.html", allowed)


@desk("metrics.survey.view")
def round_page(request: PageRequest, round_id: int) -> HttpResponse:
    """Who has answered and who has not."""
    found = found_round(request, round_id)
    sheets = visible_sheets(request.actor).filter(round=found)
    listing = SheetListing(request, sheets)
    late = [one for one in sheets.all() if sheet_light(one).code == "late"]
    may_send = bool(check(request.actor, "metrics.survey.send"))
    context = {
        "round": found,
        "state": round_state(found),
        "figures": _figures(found, late, whole=may_send),
        "silent": "、".join(one.body.short_name for one in late[:12]),
        "late": late,
        "may_dun": may_send and not found.is_locked and bool(late),
        "may_lock": bool(check(request.actor, "metrics.survey.lock")) and _can_lock(found),
        "entries": drawer(found),
    }
    return listing.respond("metrics/surveys/round.html", context)


def _figures(round_: SurveyRound, late: list[SurveyAnswer], *, whole: bool) -> list[Figure]:
    if not whole:
        return []
    counts = counts_of(round_)
    came = sum(counts[state] for state in (AnswerState.SUBMITTED, AnswerState.ACCEPTED, AnswerState.LOCKED))
    return [
        Figure("应报", sum(counts.values()), "?", unit="份"),
        Figure("已报", came, "?", unit="份"),
        Figure("逾期未报", len(late), "?sort=state", state="late" if late else "", unit="份"),
        Figure("待省局审核", counts["submitted"], "?state=submitted", state="warn" if counts["submitted"] else ""),
        Figure("已退回", counts["returned"], "?state=returned", state="warn" if counts["returned"] else ""),
        Figure("已认可", counts["accepted"] + counts["locked"], "?state=accepted" if counts["accepted"] else "?state=locked",
               state="done"),
    ]  # fmt: skip


def _can_lock(round_: SurveyRound) -> bool:
    return not round_.is_locked or counts_of(round_)["accepted"] > 0


@desk("metrics.survey.send")
def send(request: PageRequest) -> HttpResponse:
    """Send a period; the newest one that is over is proposed."""
    survey = Survey.objects.filter(versions__state="published").first()
    proposed = {"survey": survey, "period": last_over(survey.span, clock.today()).code} if survey else {}
    return acted(
        request,
        template="metrics/form.html",
        title="下发统计调查",
        form=SendForm(request.POST or None, initial=proposed),
        do=lambda form: send_round(actor=request.actor, **form.cleaned_data),
        to=lambda made: reverse("metrics:survey_round", args=[made.pk]),
        success="调查已下发，各单位已收到预填好的调查表",
        cancel_url=reverse("metrics:surveys"),
        submit="下发",
    )


@desk("metrics.survey.send")
def dun(request: PageRequest, round_id: int) -> HttpResponse:
    """Remind all who are late."""
    found = found_round(request, round_id)
    late = list(late_sheets(found))
    to = reverse("metrics:survey_round", args=[found.pk])
    return confirmed(
        request,
        title=f"催报“{found}”",
        form=NothingForm(request.POST or None),
        do=lambda form: dun_round(actor=request.actor, round=found),
        to=to,
        success="催报通知已发出",
        cancel_url=to,
        warning=f"将向 {len(late)} 个逾期单位发出催报通知，同一单位一天只发一次。",
        consequences=[f"{one.body.name}：逾期 {(clock.today() - one.due_on).days} 天" for one in late],
        submit="发出催报",
        danger=False,
    )


@desk("metrics.survey.lock")
def lock(request: PageRequest, round_id: int) -> HttpResponse:
    """Lock what is accepted: it becomes statistics."""
    found = found_round(request, round_id)
    counts = counts_of(found)
    missing = counts["owed"] + counts["draft"] + counts["returned"]
    to = reverse("metrics:survey_round", args=[found.pk])
    told = [f"已认可的 {counts['accepted']} 张调查表锁定，其中对应指标的数成为统计数据，注明来源"]
    if not found.is_locked:
        told.append(f"未报的 {missing} 个单位记为“未报”；须加总的指标缺报时不产生全省数")
    told.append("锁定后只能解锁或更正，都须写明理由")
    return confirmed(
        request,
        title=f"锁定“{found}”",
        form=NothingForm(request.POST or None),
        do=lambda form: lock_round(actor=request.actor, round=found),
        to=to,
        success="已锁定，调查所得的数已收入统计数据",
        cancel_url=to,
        warning="锁定后填报单位不能再改。",
        consequences=told,
        submit="锁定",
    )
