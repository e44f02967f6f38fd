"""Filing for special support: the fund, compensation, priority. What is claimed is looked up, never typed."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.domains.parties.queries import family_ids
from qingzhi.domains.rights.queries.holdings import rights_of_records
from qingzhi.engine.procedures.actions import open_case

from ..models import CompensationApplication, PriorityStanding, RecordedTransaction, VarietyFundApplication
from ..queries.aid import fund_standard, side_of
from ..refusals.awards import RecordedAlready, RightUnfit, UseNotFunded, ValueUnfit
from ..terms.awards import CompensationKind, FundUse, PriorityGround, TransactionSide

OPEN_ENDS = ("refused", "withdrawn")


@transaction.atomic
def apply_to_fund(
    *, actor: Actor, party: Any, body: Body, right: Any, use: str, purpose: str, cost: Decimal, requested: Decimal,
    area: str = "", programme: Any = None,
) -> VarietyFundApplication:  # fmt: skip
    """Apply to the variety-right fund with an own right in force, for a use that the fund can pay for on this day."""
    _require_own(actor, party)
    today = clock.today()
    if right.kind != "variety" or right.status != "in_force":
        raise RightUnfit("只有有效的植物新品种权可以申请", "right")
    _refuse_foreign(party, right)
    standard = fund_standard(FundUse(use), today)
    if standard.standard is None:
        raise UseNotFunded(standard.reason or "基金不资助这种用途", "use")
    if cost <= 0 or requested <= 0 or requested > cost:
        raise ValueUnfit("支出和申请金额须大于零，申请金额不能超过支出", "requested")
    refuse_classified(purpose)
    if VarietyFundApplication.objects.filter(year=today.year, right=right, use=use).exists():
        raise RecordedAlready(f"{today.year}年已就这件品种权申请过“{FundUse(use).label}”", "use")
    dossier = VarietyFundApplication(
        year=today.year, right=right, holder=party, use=use, purpose=purpose.strip(), cost=cost, requested=requested,
        area=area.strip(), programme=programme,
    )  # fmt: skip
    return _opened(actor, dossier, "support.variety_fund", body, party, f"{right.title}：{FundUse(use).label}")


@transaction.atomic
def apply_for_transaction(
    *, actor: Actor, party: Any, body: Body, transaction_: RecordedTransaction, programme: Any = None
) -> CompensationApplication:
    """Apply for compensation of a recorded transaction, once for each side of it."""
    _require_own(actor, party)
    held = RecordedTransaction.objects.select_for_update().get(pk=transaction_.pk)
    if held.void_on is not None:
        raise ValueUnfit(f"这笔交易记录已于 {held.void_on} 作废", "transaction")
    side = side_of(held, party)
    if side is None:
        raise ValueUnfit("您不是这笔交易的一方", "transaction")
    before = held.applications.filter(side=side).exclude(case__state__in=OPEN_ENDS).select_related("case").first()
    if before is not None:
        raise RecordedAlready(
            f"这笔交易的{TransactionSide(side).label}已申请补偿（{before.case.number}）", "transaction"
        )
    dossier = CompensationApplication(
        kind=CompensationKind.TRANSACTION.value, holder=party, transaction=held, side=side, programme=programme
    )
    return _opened(actor, dossier, "support.compensation", body, party, f"{held}补偿")


@transaction.atomic
def apply_for_enforcement(
    *, actor: Actor, party: Any, body: Body, right: Any, judgement: Mapping[str, Any], fees: Mapping[str, Decimal],
    programme: Any = None,
) -> CompensationApplication:  # fmt: skip
    """Apply for the costs of an enforcement: what established the infringement, the fees, what the damages covered.

    `judgement` has kind, number, on, found; `fees` has lawyer, notary, appraisal, covered.
    """
    _require_own(actor, party)
    _refuse_foreign(party, right)
    if judgement["on"] > clock.today():
        raise ValueUnfit("文书生效日不能晚于今天", "judgement_on")
    number = str(judgement["number"]).strip()
    before = CompensationApplication.objects.filter(judgement_number=number, holder__in=family_ids(party))
    before = before.exclude(case__state__in=OPEN_ENDS)
    if found := before.select_related("case").first():
        raise RecordedAlready(f"这份文书已申请补偿（{found.case.number}）", "judgement_number")
    dossier = CompensationApplication(
        kind=CompensationKind.ENFORCEMENT.value, holder=party, right=right, judgement_kind=judgement["kind"],
        judgement_number=number, judgement_on=judgement["on"], infringement_found=judgement["found"],
        lawyer_fee=fees["lawyer"], notary_fee=fees["notary"], appraisal_fee=fees["appraisal"], covered=fees["covered"],
        programme=programme,
    )  # fmt: skip
    return _opened(actor, dossier, "support.compensation", body, party, f"维权费用补偿：{number}")


@transaction.atomic
def apply_for_priority(
    *, actor: Actor, party: Any, body: Body, ground: str, name: str, basis: str, role: str = "", right: Any = None
) -> PriorityStanding:
    """Ask that membership of an alliance or a pool, or a core portfolio, is recognised."""
    _require_own(actor, party)
    if ground == PriorityGround.PORTFOLIO and right is None:
        raise ValueUnfit("核心专利组合须指明权利", "right")
    if right is not None:
        _refuse_foreign(party, right)
    if not name.strip() or not basis.strip():
        raise ValueUnfit("请填写名称和依据", "name")
    same = PriorityStanding.objects.filter(party__in=family_ids(party), ground=ground, name=name.strip(), right=right)
    if same.exclude(case__state__in=(*OPEN_ENDS, "ended")).exists():
        raise RecordedAlready("同一事由已经申请或认可", "name")
    dossier = PriorityStanding(
        ground=ground, party=party, right=right, name=name.strip(), role=role.strip(), basis=basis.strip()
    )
    return _opened(actor, dossier, "support.priority", body, party, f"{PriorityGround(ground).label}：{name.strip()}")


def _opened(actor: Actor, dossier: Any, procedure: str, body: Body, party: Any, title: str) -> Any:
    open_case(
        actor=actor, procedure=procedure, body=body, applicant=party.subject, dossier=dossier, title=title[:200],
        region_code=party.region.code if party.region_id else "",
    )  # fmt: skip
    record(actor, "support.apply_for_aid", dossier, changes={"procedure": ("", procedure)})
    return dossier


def _require_own(actor: Actor, party: Any) -> None:
    require(actor, "support.aid.apply", subject_id=party.subject_id)


def _refuse_foreign(party: Any, right: Any) -> None:
    if not rights_of_records(family_ids(party)).filter(pk=right.pk).exists():
        raise RightUnfit("登记簿中这件权利不属于您单位", "right")
