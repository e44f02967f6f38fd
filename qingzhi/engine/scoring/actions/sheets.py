"""Scores: drafts that can be left and taken up, and one submission."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified

from ..access import subjects_of
from ..events import SeatDone
from ..models import Criterion, LeafValue, Round, Score, Sheet
from ..queries.schemes import nodes_of
from ..refusals import NotYourSeat, ScoreInvalid, SheetClosed
from ..rules.criteria import shares
from ..rules.totals import total
from ..terms import CriterionKind, RoundState, SeatState, SheetState
from .locking import require_state

MOST = Decimal(100)


@transaction.atomic
def save_draft(*, actor: Actor, sheet: Sheet, values: Mapping[str, Any], comment: str = "") -> Sheet:
    """Keep what is filled in so far; leaves without a score stay open."""
    sheet = _own_open(actor, sheet)
    given = _read(sheet, values, whole=False)
    _write(sheet, given, comment)
    sheet.state, sheet.saved_at = SheetState.DRAFT.value, clock.now()
    sheet.save(update_fields=["state", "comment", "saved_at"])
    record(actor, "scoring.save_draft", sheet)
    return sheet


@transaction.atomic
def submit_sheet(*, actor: Actor, sheet: Sheet, values: Mapping[str, Any], comment: str = "") -> Sheet:
    """Submit an entry's scores 「提交评分」, every leaf by hand; the total follows, and nothing changes any more.

    Sending the same once more is harmless.
    """
    known = Sheet.objects.filter(pk=sheet.pk, state=SheetState.SUBMITTED).first()
    if known is not None and _is_own(actor, known) and _same(known, values):
        return known
    sheet = _own_open(actor, sheet)
    given = _read(sheet, values, whole=True)
    _write(sheet, given, comment)
    computed = LeafValue.objects.filter(entry=sheet.entry, criterion__kind=CriterionKind.COMPUTED)
    whole = {**given, **dict(computed.values_list("criterion__code", "value"))}
    sheet.total = total(whole, shares(nodes_of(sheet.entry.round.version)))
    sheet.state, sheet.submitted_at = SheetState.SUBMITTED.value, clock.now()
    sheet.saved_at = sheet.submitted_at
    sheet.save(update_fields=["state", "comment", "total", "submitted_at", "saved_at"])
    record(actor, "scoring.submit_sheet", sheet, changes={"state": ("", SheetState.SUBMITTED.label)})
    if not Sheet.objects.filter(seat=sheet.seat, state__in=(SheetState.OPEN, SheetState.DRAFT)).exists():
        publish(SeatDone(round_id=sheet.entry.round_id, seat_id=sheet.seat_id))
    return sheet


give_score = submit_sheet


def _own_open(actor: Actor, sheet: Sheet) -> Sheet:
    require(actor, "scoring.score")
    round_ = Round.objects.select_for_update().get(pk=sheet.entry.round_id)
    require_state(round_, RoundState.SCORING)
    found = (
        Sheet.objects.select_for_update(of=("self",))
        .select_related("entry__round__version", "seat__candidate")
        .get(pk=sheet.pk)
    )
    if not _is_own(actor, found) or found.seat.state != SeatState.ACCEPTED:
        raise NotYourSeat("这是其他专家的评分表，或您还没有签署承诺")
    if found.state == SheetState.SUBMITTED:
        raise SheetClosed("该项目的评分已经提交，不能再修改")
    if found.state == SheetState.RECUSED or found.entry.withdrawn_reason:
        raise SheetClosed("该项目您已回避，或项目已退出评审")
    return found


def _is_own(actor: Actor, sheet: Sheet) -> bool:
    return sheet.seat.candidate.subject_id in subjects_of(actor)


def _read(sheet: Sheet, values: Mapping[str, Any], *, whole: bool) -> dict[str, Decimal]:
    """The scores by hand, each from 0 to 100 with at most two decimals; `whole` asks for every one."""
    version = sheet.entry.round.version
    titles = dict(version.criteria.filter(kind=CriterionKind.HAND).values_list("code", "title"))
    found: dict[str, Decimal] = {}
    wrong: dict[str, str] = {}
    for code, title in titles.items():
        text = str(values.get(code) if values.get(code) is not None else "").strip()
        if not text:
            if whole:
                wrong[code] = f"请为“{title}”打分"
            continue
        try:
            number = Decimal(text)
        except InvalidOperation:
            wrong[code] = f"“{title}”的得分须是数字"
            continue
        if not number.is_finite() or not 0 <= number <= MOST or number != number.quantize(Decimal("0.01")):
            wrong[code] = f"“{title}”的得分须在 0 到 100 之间，最多两位小数"
            continue
        found[code] = number
    strange = set(values) - set(titles)
    if strange:
        raise ScoreInvalid("评分表中有评审标准没有的指标，请刷新页面后重新填写")
    if wrong:
        raise ScoreInvalid(f"评分未提交：{next(iter(wrong.values()))}", wrong)
    return found


def _write(sheet: Sheet, given: Mapping[str, Decimal], comment: str) -> None:
    refuse_classified(comment)
    sheet.comment = comment.strip()[:2000]
    ids = dict(Criterion.objects.filter(version=sheet.entry.round.version_id).values_list("code", "pk"))
    sheet.scores.all().delete()
    Score.objects.bulk_create(
        [Score(sheet=sheet, criterion_id=ids[code], value=value) for code, value in given.items()]
    )


def _same(sheet: Sheet, values: Mapping[str, Any]) -> bool:
    given = {code: str(value.normalize()) for code, value in sheet.scores.values_list("criterion__code", "value")}
    try:
        return given == {code: str(Decimal(str(value)).normalize()) for code, value in values.items()}
    except InvalidOperation:
        return False
