"""What the steps of an award do beside moving the case: each inside the step's transaction, audited by its own verb."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import SYSTEM, Actor, require
from qingzhi.domains.rights.actions.links_recognitions import add_honour
from qingzhi.engine.documents.actions import issue_document

from ..events.awards import AwardGiven, AwardRevoked
from ..models import AwardNomination, AwardRevocation
from ..refusals.awards import ValueUnfit
from ..terms.awards import AwardKind
from .award_papers import CERTIFICATE, SERIES, certificate_paper
from .award_publishing import publish_revocation
from .money import ask_back, let_go, pay_money, promise_money


@transaction.atomic
def keep_visit(
    *, actor: Actor, nomination: AwardNomination, visited_on: date, visited_by: str, finding: str, confirmed: bool
) -> AwardNomination:
    """Keep what a visit on the spot found 「现场考察」."""
    found = _locked(actor, "support.award.manage", nomination)
    if visited_on > clock.today():
        raise ValueUnfit("考察日期不能晚于今天", "visited_on")
    changes = changed(
        found, visited_on=visited_on, visited_by=visited_by, visit_finding=finding.strip(), visit_ok=confirmed
    )
    found.save()
    record(actor, "support.keep_award_visit", found, changes=changes)
    return found


@transaction.atomic
def give_award(*, actor: Actor, nomination: AwardNomination, decision: str) -> AwardNomination:
    """Give the award 「授奖」: dated, valid so long as the rules say, its prize promised by the programme."""
    found = _locked(actor, "support.award.decide", nomination)
    if found.seat is None:
        raise ValueUnfit("没有拟授奖项")
    today, years = clock.today(), found.round.validity_years
    changes = changed(
        found, awarded_on=today, valid_to=_years_on(today, years) if years else None, prize=found.seat.prize
    )
    found.save()
    record(actor, "support.give_award", found, changes=changes, reason=decision)
    promise_money(
        actor=actor, dossier=found, programme=found.round.programme, amount=found.prize, payee=found.holder,
        decision=decision,
    )  # fmt: skip
    if found.round.kind == AwardKind.MARK:
        add_honour(
            actor=SYSTEM, right=found.right, kind="famous", valid_from=today, valid_to=found.valid_to,
            basis=f"{found.round.title}，{decision}"[:200],
        )  # fmt: skip
    publish(AwardGiven(nomination_id=found.pk))
    return found


@transaction.atomic
def issue_certificate(*, actor: Actor, nomination: AwardNomination) -> AwardNomination:
    """Issue the certificate 「制发证书」; issued already, nothing changes."""
    found = _locked(actor, "support.award.manage", nomination)
    if found.certificate_number:
        return found
    issued = issue_document(
        actor=actor, kind=CERTIFICATE, title=f"{found.round.title}证书：{found.right.title}"[:200], series=SERIES,
        document=lambda number: certificate_paper(number, found), body=found.round.body, subject=found.case,
        url=f"/cases/{found.case_id}/",
    )  # fmt: skip
    found.certificate_number = issued.number
    found.save(update_fields=["certificate_number"])
    record(actor, "support.issue_award_certificate", found, changes={"certificate_number": ("", issued.number)})
    return found


@transaction.atomic
def pay_prize(*, actor: Actor, nomination: AwardNomination, voucher: str) -> AwardNomination:
    """Enter the payment of the prize."""
    found = _locked(actor, "support.award.pay", nomination)
    pay_money(actor=actor, dossier=found, payee=found.holder, voucher=voucher)
    changes = changed(found, paid_on=clock.today())
    found.save(update_fields=["paid_on"])
    record(actor, "support.pay_prize", found, changes=changes, reason=voucher)
    return found


@transaction.atomic
def propose_revocation(*, actor: Actor, nomination: AwardNomination, reason: str, basis: str) -> AwardRevocation:
    """Propose that an award is revoked 「拟撤销」; the nominating body is heard before it is decided."""
    found = _locked(actor, "support.award.manage", nomination)
    made = AwardRevocation.objects.create(
        nomination=found, reason=reason.strip(), basis=basis.strip(), proposed_on=clock.today()
    )
    record(actor, "support.propose_revocation", found, changes={"basis": ("", basis)}, reason=reason)
    return made


@transaction.atomic
def keep_statement(*, actor: Actor, nomination: AwardNomination, statement: str) -> AwardRevocation:
    """Keep what the holder or the nominating body says to a revocation."""
    require(actor, "support.award.nominate", subject_id=nomination.case.applicant_id)
    made = open_revocation(nomination)
    changes = changed(made, statement=statement.strip())
    made.save(update_fields=["statement"])
    record(actor, "support.keep_award_statement", nomination, changes=changes)
    return made


@transaction.atomic
def revoke_award(*, actor: Actor, nomination: AwardNomination, decision: str) -> AwardNomination:
    """Revoke an award 「撤销」: what was paid is asked back, what was promised is let go, everybody is told."""
    found = _locked(actor, "support.award.decide", nomination)
    made = open_revocation(found)
    back = Decimal(0)
    if found.prize > 0:
        let_go(actor=actor, dossier=found, payee=found.holder, note=made.reason)
        back = ask_back(actor=actor, dossier=found, payee=found.holder, decision=decision, note=made.reason)
    changed(made, decided_on=clock.today(), revoked=True, recovered=back)
    made.save()
    changes = changed(found, revoked_on=clock.today())
    found.save(update_fields=["revoked_on"])
    record(actor, "support.revoke_award", found, changes={**changes, "recovered": (0, back)}, reason=decision)
    publish_revocation(actor, found, made.reason)
    publish(AwardRevoked(nomination_id=found.pk))
    return found


@transaction.atomic
def keep_award(*, actor: Actor, nomination: AwardNomination, reason: str) -> AwardRevocation:
    """Leave an award as it is; the proposal to revoke it is decided."""
    require(actor, "support.award.decide", body_id=nomination.case.body_id)
    made = open_revocation(nomination)
    changes = changed(made, decided_on=clock.today(), revoked=False)
    made.save()
    record(actor, "support.keep_award", nomination, changes=changes, reason=reason)
    return made


@transaction.atomic
def remove_mark(*, actor: Actor, nomination: AwardNomination, reason: str) -> AwardNomination:
    """Take a famous mark off the list 「移出名录」 before its term is over."""
    found = _locked(actor, "support.award.decide", nomination)
    changes = changed(found, removed_on=clock.today(), removed_why=reason.strip()[:300])
    found.save(update_fields=["removed_on", "removed_why"])
    record(actor, "support.remove_mark", found, changes=changes, reason=reason)
    publish_revocation(actor, found, reason)
    publish(AwardRevoked(nomination_id=found.pk))
    return found


def open_revocation(nomination: AwardNomination) -> AwardRevocation:
    """The proposal that is not decided yet, locked."""
    found = AwardRevocation.objects.select_for_update().filter(nomination=nomination, decided_on=None).first()
    if found is None:
        raise ValueUnfit("没有待决定的撤销")
    return found


def _locked(actor: Actor, permit: str, nomination: AwardNomination) -> AwardNomination:
    rows = AwardNomination.objects.select_for_update(of=("self",))
    found = rows.select_related("case", "round__body", "round__programme", "seat", "holder", "right", "nominator").get(
        pk=nomination.pk
    )
    require(actor, permit, body_id=found.case.body_id)
    return found


def _years_on(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes the first of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
