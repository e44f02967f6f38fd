"""What experts answer to a seat, and who comes next in the order of the draw."""

from django.db import transaction
from django.db.models import Q

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..access import subjects_of
from ..events import ExpertsDrawn, SeatAnswered
from ..models import Candidate, Draw, Entry, Finding, Round, Seat, Sheet
from ..queries.draws import exclusions
from ..queries.rounds import active_entries
from ..queries.standings import wide_entries
from ..queries.thresholds import threshold
from ..refusals import (
    DeclarationMissing,
    NotYourSeat,
    ReasonMissing,
    SheetClosed,
    TooFewCandidates,
)
from ..refusals import SeatAnswered as AnsweredOnce
from ..rules.draw import substitute
from ..terms import RoundState, SeatKind, SeatState, SheetState
from .locking import locked_round, require_state

DECLARATION = (
    "本人承诺：与本组参评项目的申报单位、权利人、发明人没有应当回避的任职（近三年）、亲属、代理、师生、合作发明（近五年）、"
    "持股或其他利益关系，本人没有申报同届评审；独立、客观、公正评分，不泄露评审内容；评审中发现应当回避的，立即提出回避。"
)  # 回避规则参见专利奖评审通行做法（默认，待确认）


@transaction.atomic
def accept_seat(*, actor: Actor, seat: Seat, declared: bool) -> Seat:
    """Sign the declaration 「签署承诺」 and take the seat; only now the entries can be seen. Signing twice changes nothing."""
    round_, seat = _own(actor, seat)
    if seat.state == SeatState.ACCEPTED:
        return seat
    if seat.state != SeatState.OFFERED:
        raise AnsweredOnce("您已经答复过这次邀请，席位已由他人递补")
    if not declared:
        raise DeclarationMissing("请先阅读并勾选承诺，再进入评审")
    seat.state, seat.declaration, seat.declared_at = SeatState.ACCEPTED.value, DECLARATION, clock.now()
    seat.save(update_fields=["state", "declaration", "declared_at"])
    _open_sheets(round_, seat)
    record(actor, "scoring.accept_seat", seat, changes={"state": (SeatState.OFFERED.label, SeatState.ACCEPTED.label)})
    publish(SeatAnswered(round_id=round_.pk, seat_id=seat.pk, accepted=True))
    return seat


@transaction.atomic
def decline_seat(*, actor: Actor, seat: Seat, reason: str) -> Seat:
    """Decline a seat 「谢绝」 with a reason; the next in the order of the draw is asked."""
    round_, seat = _own(actor, seat)
    if not reason.strip():
        raise ReasonMissing("请写明不能参加的原因")
    if seat.state == SeatState.DECLINED:
        return seat
    if seat.state != SeatState.OFFERED:
        raise AnsweredOnce("您已签署承诺，如须退出请联系评审办公室")
    leave_seat(actor, round_, seat, SeatState.DECLINED, reason.strip())
    record(actor, "scoring.decline_seat", seat, reason=reason)
    publish(SeatAnswered(round_id=round_.pk, seat_id=seat.pk, accepted=False))
    return seat


@transaction.atomic
def replace_seat(*, actor: Actor, seat: Seat, reason: str) -> Seat | None:
    """Take an expert who does not answer or cannot go on out of the seat 「递补」; what was submitted stays. Returns the new seat."""
    round_ = locked_round(actor, seat.group.round, RoundState.SCORING)
    seat = Seat.objects.select_for_update().get(pk=seat.pk)
    if not reason.strip():
        raise ReasonMissing("更换专家须写明理由")
    if not seat.sits:
        raise AnsweredOnce("该席位已由他人递补，请刷新查看")
    if seat.sheets.filter(state=SheetState.SUBMITTED).exists():
        raise SheetClosed("该专家已提交部分评分，不能整体更换；个别项目可登记回避后单项递补")
    new = leave_seat(actor, round_, seat, SeatState.REMOVED, reason.strip())
    record(actor, "scoring.replace_seat", seat, changes={"state": ("", SeatState.REMOVED.label)}, reason=reason)
    return new


@transaction.atomic
def recuse(*, actor: Actor, sheet: Sheet, reason: str) -> Sheet:
    """Leave one entry 「单项回避」 on recognising it; another expert is drawn for it alone."""
    round_, _seat = _own(actor, sheet.seat)
    if not reason.strip():
        raise ReasonMissing("请写明回避的理由")
    sheet = Sheet.objects.select_for_update().get(pk=sheet.pk)
    if sheet.state == SheetState.RECUSED:
        return sheet
    if sheet.state == SheetState.SUBMITTED:
        raise SheetClosed("该项目的评分已提交，如须回避请联系评审办公室")
    Finding.objects.get_or_create(
        entry=sheet.entry, candidate=sheet.seat.candidate, code="declared", source_text="专家本人提出",
        defaults={"reason": reason.strip()[:400], "found_at": clock.now()},
    )  # fmt: skip
    leave_entry(actor, round_, sheet, reason.strip())
    record(actor, "scoring.recuse", sheet, changes={"state": ("", SheetState.RECUSED.label)}, reason=reason)
    return sheet


@transaction.atomic
def review_entry(*, actor: Actor, entry: Entry) -> Draw:
    """Draw experts for a second look 「复评」 at an entry on which the first lie too far apart or are too few."""
    round_ = locked_round(actor, entry.round, RoundState.SCORING)
    if entry.pk not in {one.pk for one in wide_entries(round_)}:
        raise AnsweredOnce("该项目不需要复评，或已经抽取复评专家，请刷新查看")
    count = int(threshold("review.experts", round_.rules_on))
    seats = [
        _seat_for_entry(actor, round_, entry, SeatKind.REVIEW, "离散度或有效评分数不符，复评") for _ in range(count)
    ]
    if None in seats:
        raise TooFewCandidates("没有足够的无回避专家可供复评")
    record(actor, "scoring.review_entry", entry, reason=f"抽取复评专家 {count} 人")
    return seats[-1].draw  # type: ignore[union-attr]


def leave_seat(actor: Actor, round_: Round, seat: Seat, state: SeatState, reason: str) -> Seat | None:
    """End a seat inside an action of ours and seat the next; None where nobody is left (the page tells of the gap)."""
    seat.state, seat.left_reason = state.value, reason[:300]
    seat.save(update_fields=["state", "left_reason"])
    seat.sheets.exclude(state=SheetState.SUBMITTED).update(state=SheetState.RECUSED, recused_reason=reason[:300])
    if seat.only_entry is not None:
        return _seat_for_entry(actor, round_, seat.only_entry, SeatKind(seat.kind), reason)
    out = exclusions(round_)[seat.group.code]
    _also(out, Seat.objects.filter(group__round=round_).filter(_busy(seat.group_id)), "seated")
    return _next(actor, round_, seat, None, SeatKind.REPLACEMENT, seat.group.code, out, reason)


def leave_entry(actor: Actor, round_: Round, sheet: Sheet, reason: str) -> Seat | None:
    """Strike one sheet inside an action of ours and seat another expert for that entry alone."""
    sheet.state, sheet.recused_reason = SheetState.RECUSED.value, reason[:300]
    sheet.save(update_fields=["state", "recused_reason"])
    if sheet.seat.only_entry_id:
        sheet.seat.state, sheet.seat.left_reason = SeatState.REMOVED.value, reason[:300]
        sheet.seat.save(update_fields=["state", "left_reason"])
    return _seat_for_entry(actor, round_, sheet.entry, SeatKind.ENTRY, reason)


def _seat_for_entry(actor: Actor, round_: Round, entry: Entry, kind: SeatKind, reason: str) -> Seat | None:
    """The next expert for one entry: no conflict with it, and not one who judges or left it."""
    rows = Finding.objects.filter(Q(entry=entry) | Q(entry=None), candidate__round=round_, lifted_reason="")
    out: dict[str, list[str]] = {}
    for number, code in rows.values_list("candidate__number", "code"):
        out.setdefault(number, []).append(code)
    for number, groups in Candidate.objects.filter(round=round_).exclude(groups="").values_list("number", "groups"):
        if entry.group.code not in groups.split():
            out.setdefault(number, []).append("field")
    judging = Q(group=entry.group, only_entry=None) | Q(only_entry=entry) | Q(state__in=("declined", "removed"))
    _also(out, Seat.objects.filter(group__round=round_).filter(judging), "seated")
    purpose = f"{entry.group.code}#{entry.number}"
    return _next(actor, round_, Seat(group=entry.group), entry, kind, purpose, out, reason)


def _next(
    actor: Actor, round_: Round, old: Seat, entry: Entry | None, kind: SeatKind, purpose: str,
    out: dict[str, list[str]], reason: str,
) -> Seat | None:  # fmt: skip
    people = dict(Candidate.objects.filter(round=round_).order_by("number").values_list("number", "pk"))
    number = substitute(round_.draw_key, purpose, people, out)
    if number is None:
        return None
    draw = Draw.objects.create(
        round=round_, number=round_.draws.count() + 1, kind=kind.value, purpose=purpose,
        excluded={purpose: {one: sorted(set(why)) for one, why in sorted(out.items())}}, drawn={purpose: [number]},
        reason=reason[:300], at=clock.now(), by=actor.name,
    )  # fmt: skip
    seat = Seat.objects.create(
        group=old.group, candidate_id=people[number], draw=draw, only_entry=entry, kind=kind.value
    )
    publish(ExpertsDrawn(round_id=round_.pk, draw_id=draw.pk))
    return seat


def _busy(group_id: int) -> Q:
    """Seats that keep an expert from a group's seat: one in any group, or one that was left."""
    return Q(only_entry=None) | Q(group=group_id) | Q(state__in=(SeatState.DECLINED, SeatState.REMOVED))


def _also(out: dict[str, list[str]], seats: object, code: str) -> None:
    for number in seats.values_list("candidate__number", flat=True):  # type: ignore[attr-defined]
        out.setdefault(number, []).append(code)


def _own(actor: Actor, seat: Seat) -> tuple[Round, Seat]:
    """The round and the seat, locked, if the seat is of the expert for whom the actor acts."""
    require(actor, "scoring.score")
    round_ = Round.objects.select_for_update().get(pk=seat.group.round_id)
    require_state(round_, RoundState.SCORING)
    seat = (
        Seat.objects.select_for_update(of=("self",)).select_related("candidate", "group", "only_entry").get(pk=seat.pk)
    )
    if seat.candidate.subject_id not in subjects_of(actor):
        raise NotYourSeat("这是其他专家的评审席位")
    return round_, seat


def _open_sheets(round_: Round, seat: Seat) -> None:
    entries = [seat.only_entry] if seat.only_entry else list(active_entries(round_).filter(group=seat.group))
    conflicts = set(
        Finding.objects.filter(candidate=seat.candidate, lifted_reason="").values_list("entry_id", flat=True)
    )
    Sheet.objects.bulk_create(
        [Sheet(seat=seat, entry=one) for one in entries if one.pk not in conflicts],
        batch_size=500,
        ignore_conflicts=True,
    )
