"""Money in the demonstration: two years of programmes, budgets, a batch with payments that came back, a claw-back, a carry-over.

Every amount, document number and account is made up. The claims of this scene stand for decisions that were taken before
the procedures began; what the procedures pay comes from their own scenes.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.permits import Actor
from qingzhi.base.regions.models import Region
from qingzhi.domains.funds.actions import (
    appropriate,
    claw_back,
    commit,
    issue_batch,
    make_payment_batch,
    open_line,
    open_programme,
    refund,
    reserve,
    set_payee_account,
    settle_line,
    take_receipts,
)
from qingzhi.domains.funds.models import Claim, PaymentBatch, Programme, ProgrammeLine
from qingzhi.domains.funds.rules.receipts import Receipt
from qingzhi.domains.funds.terms import Reference
from qingzhi.domains.parties.models import Party

from .stage import Stage, number

MAKER, PAYER, CHIEF = "cashier", "funds", "support_chief"
YEARS = (("2017-07-10 09:40", 2017), ("2018-02-06 10:15", 2018))


def tell_money(stage: Stage) -> int | bool:
    """Set up the programmes of two years and what was paid out of them."""
    if Programme.objects.filter(year=2018).exists():
        return False
    for when, year in YEARS:
        with clock.fixed(datetime.fromisoformat(when)):
            _set_up(stage, year)
        if year == 2017:
            _pay_2017(stage)
    _pay_2018(stage)
    return Claim.objects.count()


def _set_up(stage: Stage, year: int) -> None:
    finance = stage.actor(PAYER)
    regions = {one.code: one for one in Region.objects.all()}
    body = stage.bodies[stage.province.facts["plan"]["owner"]]
    for row in stage.rows("programmes"):
        if int(row["year"]) != year:
            continue
        made = open_programme(
            actor=finance, code=row["code"], year=year, name=row["name"], body=body, purpose=row["purpose"],
            basis=row["basis"],
        )  # fmt: skip
        line = open_line(
            actor=finance, programme=made, source=row["source"], region=regions[row["region"]], funder=row["funder"]
        )
        key = f"demo-{year}-{line.pk}"
        appropriate(actor=finance, line=line, amount=Decimal(row["amount"]), document_number=row["number"], key=key)


def _pay_2017(stage: Stage) -> None:
    """Fourteen grants: two came back for a wrong account and went out again; one was clawed back; the rest was carried over."""
    line = _line(2017, "zhuanli", "provincial")
    with clock.fixed(datetime(2017, 9, 18, 10, 0)):
        claims = [_grant(stage, line, party, 2017) for party in _enterprises(stage, 0, 14)]
    batch = _batch(stage, claims, "2017-09-25 15:10", "2017-09-26 09:20")
    with clock.fixed(datetime(2017, 9, 30, 11, 0)):
        answers = [(row, _answer(row, item.voucher)) for row, item in enumerate(batch.items.order_by("pk"), 2)]
        take_receipts(actor=stage.actor(PAYER), batch=batch, receipts=answers)
    again = list(Claim.objects.filter(line=line, committed__gt=0).select_related("line__programme", "payee"))
    with clock.fixed(datetime(2017, 10, 16, 9, 30)):
        for one in again:
            _account(stage.actor(MAKER), one, "2")
    second = _batch(stage, again, "2017-10-16 10:00", "2017-10-17 09:00")
    with clock.fixed(datetime(2017, 10, 20, 9, 0)):
        answers = [(row, Receipt(item.voucher, True)) for row, item in enumerate(second.items.order_by("pk"), 2)]
        take_receipts(actor=stage.actor(PAYER), batch=second, receipts=answers)
    _claw_back(stage, claims[3])
    _close_2017(stage)


def _claw_back(stage: Stage, claim: Claim) -> None:
    reference = _reference(claim)
    with clock.fixed(datetime(2017, 11, 20, 16, 0)):
        note = "资助后六个月内专利权因未缴年费终止（示例）"
        claw_back(actor=stage.actor(CHIEF), reference=reference, key="demo-cb", decision="青知追〔2017〕1号", note=note)
    with clock.fixed(datetime(2017, 12, 8, 10, 0)):
        amount = Claim.objects.get(pk=claim.pk).clawed_back
        refund(actor=stage.actor(PAYER), reference=reference, amount=amount, key="demo-rf", voucher="SK-2017-0031")


def _close_2017(stage: Stage) -> None:
    """The provincial remainder goes on to 2018, the rest goes back; the next year's programmes are set up for it."""
    with clock.fixed(datetime(2017, 12, 29, 15, 0)):
        finance, body = stage.actor(PAYER), stage.bodies[stage.province.facts["plan"]["owner"]]
        for line in ProgrammeLine.objects.filter(programme__year=2017).select_related("programme").order_by("pk"):
            carried = line.source == "provincial"
            if carried:
                row = next(
                    one
                    for one in stage.rows("programmes")
                    if one["code"] == line.programme.code and one["year"] == "2018"
                )
                open_programme(
                    actor=finance, code=row["code"], year=2018, name=row["name"], body=body, purpose=row["purpose"],
                    basis=row["basis"],
                )  # fmt: skip
            number_ = "青财库〔2017〕1188号（示例）"
            settle_line(
                actor=finance,
                line=line,
                way="carry" if carried else "return",
                document_number=number_,
                key=f"demo-end-{line.pk}",
            )


def _pay_2018(stage: Stage) -> None:
    """Grants of spring: one batch paid, one sent and not answered, one waiting for its check, some overdue, some only reserved."""
    line, awards = _line(2018, "zhuanli", "provincial"), _line(2018, "jiangli", "provincial")
    with clock.fixed(datetime(2018, 3, 12, 10, 0)):
        first = [_grant(stage, line, party, 2018) for party in _enterprises(stage, 14, 24)]
    paid = _batch(stage, first, "2018-03-20 10:00", "2018-03-21 10:00")
    with clock.fixed(datetime(2018, 3, 26, 10, 0)):
        answers = [(row, Receipt(item.voucher, True)) for row, item in enumerate(paid.items.order_by("pk"), 2)]
        take_receipts(actor=stage.actor(PAYER), batch=paid, receipts=answers)
    with clock.fixed(datetime(2018, 5, 14, 10, 0)):
        late = [_grant(stage, line, party, 2018) for party in _enterprises(stage, 24, 28)]
    with clock.fixed(datetime(2018, 5, 21, 15, 30)):
        _reduce(stage)
    with clock.fixed(datetime(2018, 6, 19, 10, 0)):
        prizes = [_grant(stage, awards, party, 2018, "2017年度专利奖奖金") for party in _enterprises(stage, 0, 6)]
    _batch(stage, prizes[:4], "2018-06-25 10:00", "2018-06-26 10:00")
    _batch(stage, late[:2], "2018-06-29 16:00", "")
    with clock.fixed(datetime(2018, 6, 27, 10, 0)):
        for party in _enterprises(stage, 28, 33):
            reserve(**_facts(stage, line, party, 2018, "专利资助申请"), line=line)


def _reduce(stage: Stage) -> None:
    line = _line(2018, "pinzhong", "provincial")
    appropriate(
        actor=stage.actor(PAYER), line=line, amount=Decimal(-200_000), document_number="青财教〔2018〕356号（示例）",
        key="demo-reduce", note="年中调减，统筹用于他项",
    )  # fmt: skip


def _line(year: int, code: str, source: str) -> ProgrammeLine:
    rows = ProgrammeLine.objects.select_related("programme", "region")
    found: ProgrammeLine = rows.filter(programme__year=year, programme__code=code, source=source).order_by("pk")[0]
    return found


def _enterprises(stage: Stage, first: int, last: int) -> list[Party]:
    """Made-up enterprises of the register, in a fixed order."""
    rows = Party.objects.filter(kind="enterprise", merged_into=None, region__isnull=False).select_related("region")
    return list(rows.order_by("credit_code", "pk")[first:last])


def _facts(stage: Stage, line: ProgrammeLine, party: Party, year: int, what: str) -> dict[str, Any]:
    reference = Reference(
        "parties.party", f"{party.pk}-{line.pk}", f"{what}（示例）：{party.name}", party.subject_id,
        reverse("parties:party", args=[party.pk]), party.region.code if party.region else "",
    )  # fmt: skip
    amount = Decimal(number(4, 40, "grant", party.pk, line.pk) * 1000)
    return {
        "actor": stage.actor(CHIEF),
        "reference": reference,
        "amount": amount,
        "key": f"demo-r-{line.pk}-{party.pk}",
    }


def _grant(stage: Stage, line: ProgrammeLine, party: Party, year: int, what: str = "专利资助") -> Claim:
    facts = _facts(stage, line, party, year, what)
    journal = reserve(**facts, line=line)
    key, decision = f"demo-c-{line.pk}-{party.pk}", f"青知发〔{year}〕28号（示例）"
    commit(actor=stage.actor(CHIEF), reference=facts["reference"], key=key, line=line, decision=decision)
    claim = Claim.objects.select_related("line__programme", "payee").get(journals=journal)
    _account(stage.actor(MAKER), claim, "1")
    return claim


def _account(actor: Actor, claim: Claim, turn: str) -> None:
    """A made-up account."""
    digits = f"{number(10**8, 10**9 - 1, 'account', claim.payee_id, turn)}{number(10**8, 10**9 - 1, claim.payee_id)}"
    holder = str(claim.payee)
    set_payee_account(
        actor=actor, payee_id=claim.payee_id or 0, holder_name=holder, bank_name="示例银行西宁城中支行", number=digits,
        source="申请材料（示例）",
    )  # fmt: skip


def _batch(stage: Stage, claims: list[Claim], made_at: str, issued_at: str) -> PaymentBatch:
    with clock.fixed(datetime.fromisoformat(made_at)):
        programme = claims[0].line.programme
        made = make_payment_batch(actor=stage.actor(MAKER), programme=programme, claims=claims, key=f"demo-{made_at}")
    if issued_at:
        with clock.fixed(datetime.fromisoformat(issued_at)):
            made = issue_batch(actor=stage.actor(PAYER), batch=made)
    return made


def _answer(row: int, voucher: str) -> Receipt:
    bounced = row in (5, 9)
    return Receipt(voucher, not bounced, reason="账号与户名不符" if bounced else "")


def _reference(claim: Claim) -> Reference:
    return Reference(claim.subject_kind, claim.subject_id, claim.label, claim.payee_id)
