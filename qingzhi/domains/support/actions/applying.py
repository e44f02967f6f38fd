"""Applying: a draft is begun, rights are chosen from the register, the payee is entered, the application is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.audit.personal import sealed_text
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.engine.procedures.actions import open_case, take_step

from ..events import ApplicationChanged
from ..models import Call, Claim, SubsidyApplication
from ..queries.holders import family_of, reasons_against_applicant, size_of
from ..queries.offers import Offer, offers_for
from ..queries.rulings import Rulings
from ..refusals import (
    ApplicantUnfit,
    ApplicationMoved,
    AppliedAlready,
    CallNotOpen,
    NothingClaimed,
    RightUnfit,
    ValueNotValid,
)
from ..terms import CallState
from .computing import recompute

PROCEDURE = "support.subsidy"
WRITABLE = ("draft", "correction")


@dataclass(frozen=True)
class Wanted:
    """One act that the applicant ticks, with the official fee and other levels' grants as the papers say."""

    key: str  # of the offer
    official_fee: Decimal | None = None
    other_grants: Decimal = Decimal("0.00")


@transaction.atomic
def begin_application(*, actor: Actor, call: Call, party: Any) -> SubsidyApplication:
    """Begin an application 「开始申报」; one holder has one per call, so that a second click leads to the same draft."""
    require(actor, "support.apply", subject_id=party.subject_id)
    call = Call.objects.select_for_update().get(pk=call.pk)  # of two who begin at once one waits
    _require_open(call)
    there = SubsidyApplication.objects.filter(call=call, party__in=family_of(party)).exclude(
        case__state__in=("withdrawn", "not_accepted")
    )
    found = there.select_related("case").first()
    if found is not None:
        if found.case.state == "draft" and found.case.applicant_id == party.subject_id:
            return found
        raise AppliedAlready(
            f"已在本通知中申报（办件 {found.case.number}，{found.case.state_label}），一个主体只申报一次"
        )
    reasons = reasons_against_applicant(call, party, Rulings(clock.today()))
    if reasons:
        raise ApplicantUnfit("；".join(reasons))
    size, why = size_of(party)
    region = party.region.code if party.region_id else ""
    dossier = SubsidyApplication(
        call=call, party=party, party_name=party.name, region_code=region, size=size, size_reason=why[:300]
    )
    open_case(
        actor=actor, procedure=PROCEDURE, body=call.body, title=f"{party.name}：{call.title}", dossier=dossier,
        applicant=party.subject, region_code=region, told="建立申报草稿",
    )  # fmt: skip
    record(actor, "support.begin_application", dossier, changes={"call": (None, call.code)})
    return dossier


@transaction.atomic
def choose_rights(*, actor: Actor, application: SubsidyApplication, wanted: Sequence[Wanted]) -> SubsidyApplication:
    """Choose what is asked for from the checklist; each is looked at again, and all refusals are told at once."""
    application = _writable(actor, application)
    offers = offers_for(application.call, application.party, clock.today(), besides=application.pk)
    known = {one.key: one for one in offers.offers}
    unfit = [_refusal(one, known) for one in wanted]
    if any(unfit):
        raise RightUnfit("；".join(reason for reason in unfit if reason))
    application.claims.all().delete()
    Claim.objects.bulk_create(_claim(application, known[one.key], one) for one in {w.key: w for w in wanted}.values())
    recompute(application, clock.today())
    chosen = "、".join(known[one.key].right.number_shown for one in wanted)[:500]
    record(actor, "support.choose_rights", application, changes={"claims": (None, chosen or "无")})
    publish(ApplicationChanged(application_id=application.pk))
    return application


@transaction.atomic
def enter_payee(
    *,
    actor: Actor,
    application: SubsidyApplication,
    contact: str = "",
    phone: str = "",
    bank: str = "",
    account: str = "",
) -> SubsidyApplication:
    """Enter whom to reach and where to pay; stored as ciphertext under the applicant's key."""
    application = _writable(actor, application)
    digits = "".join(account.split())
    if digits and not (digits.isascii() and digits.replace("-", "").isalnum() and 6 <= len(digits) <= 40):
        raise ValueNotValid("请填写完整的银行账号", "account")
    subject = application.party.subject_id
    if contact.strip() or phone.strip():
        application.contact_sealed = sealed_text(subject, f"{contact.strip()}\n{phone.strip()}")
    if digits:
        application.account_sealed = sealed_text(subject, f"{bank.strip()}\n{digits}")
        application.account_tail = digits[-4:]
    application.save(update_fields=["contact_sealed", "account_sealed", "account_tail"])
    told = {subject: {"contact": (None, contact), "phone": (None, phone), "account": (None, digits)}}
    record(actor, "support.enter_payee", application, personal=told)
    return application


@transaction.atomic
def submit_application(*, actor: Actor, application: SubsidyApplication, promised: bool) -> SubsidyApplication:
    """Send the application 「提交」, or send it again after a correction; the way follows from the call."""
    application = _writable(actor, application)
    case = application.case
    if not application.claims.exists():
        raise NothingClaimed("请至少选择一项申报的权利")
    step = "resubmit" if case.state == "correction" else "submit_precheck" if application.call.precheck else "submit"
    take_step(actor=actor, case=case, step=step, revision=case.revision, data={"promised": "on" if promised else ""})
    application.refresh_from_db()
    return application


def _writable(actor: Actor, application: SubsidyApplication) -> SubsidyApplication:
    rows = SubsidyApplication.objects.select_for_update(of=("self",))
    found = rows.select_related("case", "call", "party__subject", "party__region").get(pk=application.pk)
    require(actor, "support.apply", subject_id=found.case.applicant_id)
    if found.case.state not in WRITABLE:
        raise ApplicationMoved(f"申报已提交，现为“{found.case.state_label}”，不能再改")
    return found


def _require_open(call: Call) -> None:
    today = clock.today()
    if call.state != CallState.PUBLISHED:
        raise CallNotOpen("这一通知没有发布或已撤回")
    if today < call.opens_on:
        raise CallNotOpen(f"申报自 {call.opens_on} 开始")
    if today > call.closes_on:
        raise CallNotOpen(f"申报已于 {call.closes_on} 截止")


def _refusal(one: Wanted, known: dict[str, Offer]) -> str:
    offer = known.get(one.key)
    if offer is None:
        return "有一项权利不在贵单位名下，请刷新后重选"
    if (one.official_fee is not None and one.official_fee < 0) or one.other_grants < 0:
        return f"{offer.right.number_shown}：金额不能为负"
    return f"{offer.right.number_shown} {offer.deed.label}：{'，'.join(offer.reasons)}" if offer.reasons else ""


def _claim(application: SubsidyApplication, offer: Offer, wanted: Wanted) -> Claim:
    right, deed = offer.right, offer.deed
    fee = wanted.official_fee if wanted.official_fee is not None else deed.official_fee
    return Claim(
        application=application, right=right, kind=right.kind, number=right.number, number_shown=right.number_shown,
        title=right.title, type=offer.type.value, act=deed.act.value, part=deed.part, act_on=deed.on, official_fee=fee,
        other_grants=wanted.other_grants,
    )  # fmt: skip
