"""Supervised handling 「挂牌督办」: proposed by rule, confirmed or refused, dated, asked about, told of, ended. Who is silent stands on the board."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import SYSTEM, Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.limits.queries import UnknownLimit, due, explain
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.tasks.actions import close_items, open_item
from qingzhi.engine.tasks.kinds import work_kind
from qingzhi.engine.tasks.terms import Outcome, Priority

from ..events.flags import SupervisionMoved
from ..models import CaseFlag, Supervision, SupervisionNote
from ..queries.staff import is_officer
from ..refusals import ValueNotValid
from ..refusals.flags import OwnCaseSupervised, SupervisionNotOpen
from ..terms.flags import LIVING, FlagKind, SupervisionAct, SupervisionState

CONFIRM = work_kind("enforcement.supervision_confirm", "确认挂牌督办", verb="确认", icon="warn").code
DATE = work_kind("enforcement.supervision_date", "定挂牌督办的办结日期", verb="定期限", icon="clock").code
FINISH = work_kind("enforcement.supervision_finish", "挂牌督办案件办结", verb="办理", icon="late").code
PROGRESS = work_kind("enforcement.supervision_progress", "报告挂牌督办进展", verb="报告", icon="edit").code
DECIDE_LIMIT, DATE_LIMIT, TELL_LIMIT = (f"enforcement.supervise.{one}" for one in ("confirm", "date", "progress"))
WITHDRAWN = "已不符合挂牌督办条件"


@transaction.atomic
def follow_flag(*, case_id: int) -> Supervision | None:
    """Put a case that fulfils the rules before an officer; what is not decided on goes with the flag. A refused case is put again
    only when other rows fire than those that were refused."""
    case = Case.objects.select_for_update(of=("self",)).select_related("body__region").get(pk=case_id)
    flag = CaseFlag.objects.filter(case=case, kind=FlagKind.SUPERVISE.value, ended_at=None).first()
    living = Supervision.objects.filter(case=case, state__in=[one.value for one in LIVING]).first()
    if flag is None or not case.is_open:
        if living is not None and living.state == SupervisionState.PROPOSED:
            _end_proposal(living)
        return None
    if living is not None:
        return living
    last = Supervision.objects.filter(case=case).first()
    if last is not None and {one["ground"] for one in flag.rows} <= {one["ground"] for one in last.grounds}:
        return None
    made = Supervision.objects.create(
        case=case, state=SupervisionState.PROPOSED.value, grounds=flag.rows, proposed_at=clock.now()
    )
    _note(SYSTEM, made, SupervisionAct.PROPOSED, "；".join(one["ground"] for one in flag.rows), None)
    record(SYSTEM, "enforcement.propose_supervision", made, changes={"grounds": (0, len(flag.rows))})
    _item(SYSTEM, made, CONFIRM, case.body, "确认是否挂牌督办", limit=DECIDE_LIMIT)
    return made


@transaction.atomic
def confirm_supervision(*, actor: Actor, supervision: Supervision, body: Body, reason: str = "") -> Supervision:
    """Confirm it 「确认挂牌」 and say which body supervises; that body sets the day next."""
    found = _locked(supervision, SupervisionState.PROPOSED)
    require(actor, "enforcement.supervision.confirm", body_id=found.case.body_id)
    _decide(actor, found, SupervisionState.CONFIRMED, reason, body)
    _note(actor, found, SupervisionAct.CONFIRMED, reason, None)
    close_items(actor=actor, subject=found, kind=CONFIRM)
    _item(actor, found, DATE, body, "定挂牌督办的办结日期", limit=DATE_LIMIT)
    return found


@transaction.atomic
def refuse_supervision(*, actor: Actor, supervision: Supervision, reason: str) -> Supervision:
    """Refuse it 「不予挂牌」, with the reason; the flag stays and says so."""
    found = _locked(supervision, SupervisionState.PROPOSED)
    require(actor, "enforcement.supervision.confirm", body_id=found.case.body_id)
    if len(reason.strip()) < 4:
        raise ValueNotValid("请写明不予挂牌督办的理由", "reason")
    _decide(actor, found, SupervisionState.REFUSED, reason, None)
    _note(actor, found, SupervisionAct.REFUSED, reason, None)
    close_items(actor=actor, subject=found, kind=CONFIRM)
    return found


@transaction.atomic
def set_day(*, actor: Actor, supervision: Supervision, on: date, text: str = "") -> Supervision:
    """Set by when the case is to be done 「定办结日期」, or another day with the reason."""
    found = _directed(actor, supervision, SupervisionState.CONFIRMED, SupervisionState.RUNNING)
    if on <= clock.today():
        raise ValueNotValid("办结日期须晚于今天", "on")
    if found.due_on == on:
        return found
    if found.due_on is not None and len(text.strip()) < 4:
        raise ValueNotValid("调整办结日期须写明理由", "text")
    changes = changed(found, state=SupervisionState.RUNNING.value, due_on=on)
    _save(actor, found, "enforcement.date_supervision", changes, text)
    _note(actor, found, SupervisionAct.DATED, text, on)
    close_items(actor=actor, subject=found, kind=DATE)
    close_items(actor=actor, subject=found, kind=FINISH, outcome=Outcome.CANCELLED, reason="办结日期已调整")
    _item(actor, found, FINISH, found.case.body, "限期办结挂牌督办案件", due_on=on)
    return found


@transaction.atomic
def ask_progress(*, actor: Actor, supervision: Supervision, text: str, by: date | None = None) -> SupervisionNote:
    """Ask the handling body how far it is 「要求报告进展」, by a day or by the usual limit; an open question is not asked twice."""
    found = _directed(actor, supervision, SupervisionState.RUNNING)
    if not text.strip():
        raise ValueNotValid("请写明要报告什么", "text")
    if by is not None and by < clock.today():
        raise ValueNotValid("报告日期不能早于今天", "by")
    last = found.notes.filter(act__in=("asked", "told")).order_by("-pk").first()
    if last is not None and last.act == SupervisionAct.ASKED:
        raise SupervisionNotOpen(f"{last.at:%Y-%m-%d}提出的要求还没有报告，办理单位的待办中已有")
    item = _item(actor, found, PROGRESS, found.case.body, "报告挂牌督办进展", due_on=by, limit="" if by else TELL_LIMIT)
    record(actor, "enforcement.ask_progress", found, changes={"due_on": (None, item)}, reason=text)
    return _note(actor, found, SupervisionAct.ASKED, text, item)


@transaction.atomic
def tell_progress(*, actor: Actor, supervision: Supervision, text: str) -> SupervisionNote:
    """The handling body tells how far it is 「报告进展」; the same words twice in a row are told once."""
    found = _locked(supervision, SupervisionState.RUNNING)
    require(actor, "enforcement.case.handle", body_id=found.case.body_id)
    refuse_classified(text)
    if not text.strip():
        raise ValueNotValid("请写明进展", "text")
    last = found.notes.order_by("-pk").first()
    if last is not None and (last.act, last.text) == (SupervisionAct.TOLD, text.strip()):
        return last
    record(actor, "enforcement.tell_progress", found, reason=text.strip()[:500])
    close_items(actor=actor, subject=found, kind=PROGRESS)
    return _note(actor, found, SupervisionAct.TOLD, text, None)


@transaction.atomic
def end_supervision(*, actor: Actor, supervision: Supervision, reason: str) -> Supervision:
    """End it 「解除督办」, with what came of it."""
    found = _directed(actor, supervision, SupervisionState.CONFIRMED, SupervisionState.RUNNING)
    if len(reason.strip()) < 4:
        raise ValueNotValid("请写明解除督办的理由和办理结果", "reason")
    changes = changed(found, state=SupervisionState.ENDED.value, ended_at=clock.now())
    _save(actor, found, "enforcement.end_supervision", changes, reason)
    _note(actor, found, SupervisionAct.ENDED, reason, None)
    close_items(actor=actor, subject=found)
    return found


def _end_proposal(found: Supervision) -> None:
    changes = changed(found, state=SupervisionState.ENDED.value, ended_at=clock.now(), reason=WITHDRAWN)
    _save(SYSTEM, found, "enforcement.end_supervision", changes, WITHDRAWN)
    _note(SYSTEM, found, SupervisionAct.ENDED, WITHDRAWN, None)
    close_items(actor=SYSTEM, subject=found, outcome=Outcome.CANCELLED, reason=WITHDRAWN)


def _decide(actor: Actor, found: Supervision, state: SupervisionState, reason: str, body: Body | None) -> None:
    changes = changed(
        found, state=state.value, decided_by=actor.name[:100], decided_at=clock.now(), reason=reason.strip()[:500]
    )
    found.decided_by_id, found.body = actor.user_id, body
    if state is SupervisionState.REFUSED:
        found.ended_at = clock.now()
    _save(actor, found, f"enforcement.{'confirm' if body else 'refuse'}_supervision", changes, reason)


def _save(
    actor: Actor, found: Supervision, action: str, changes: dict[str, tuple[object, object]], reason: str
) -> None:
    refuse_classified(reason)
    found.save()
    record(actor, action, found, changes=changes, reason=reason.strip()[:500])
    publish(SupervisionMoved(supervision_id=found.pk, state=found.state))


def _locked(supervision: Supervision, *states: SupervisionState) -> Supervision:
    rows = Supervision.objects.select_for_update(of=("self",)).select_related("case__body__region", "body")
    found = rows.get(pk=supervision.pk)
    if found.state not in {one.value for one in states}:
        by = f"（{found.decided_by}办理）" if found.decided_by else ""
        raise SupervisionNotOpen(f"现在是“{found.get_state_display()}”{by}，请刷新查看")
    return found


def _directed(actor: Actor, supervision: Supervision, *states: SupervisionState) -> Supervision:
    found = _locked(supervision, *states)
    require(actor, "enforcement.supervision.direct", body_id=found.body_id)
    if is_officer(found.case, actor.subject_id):
        raise OwnCaseSupervised("您是本案的办案人员，督办须由他人办理")
    return found


def _note(actor: Actor, found: Supervision, act: SupervisionAct, text: str, day: date | None) -> SupervisionNote:
    return SupervisionNote.objects.create(
        supervision=found,
        act=act.value,
        text=text.strip(),
        due_on=day,
        at=clock.now(),
        by=actor.name[:100],
        body_id=actor.body_id,
    )


def _item(
    actor: Actor, found: Supervision, kind: str, body: Body, what: str, *, due_on: date | None = None, limit: str = ""
) -> date | None:
    """Open the item and return its day."""
    explained: list[str] = []
    if limit:
        try:
            counted = due(limit, clock.today(), region=body.region.code)
            due_on, explained = counted.on, explain(limit, counted)
        except UnknownLimit:
            due_on = None
    open_item(
        actor=actor, kind=kind, title=f"{what}：{found.case.title}"[:200], body=body, subject=found, due_on=due_on, due_explained=explained,
        url=reverse("enforcement:supervision", args=[found.pk]), lead_region=found.case.region_code, priority=Priority.URGENT,
    )  # fmt: skip
    return due_on
