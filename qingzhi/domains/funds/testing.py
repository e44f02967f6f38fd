"""Factories: programmes with money, references, payees with accounts, people who may do everything."""

from decimal import Decimal
from itertools import count
from typing import Any

from qingzhi.base import clock
from qingzhi.base.identity.models import Body, Subject
from qingzhi.base.identity.testing import a_body
from qingzhi.base.permits import SYSTEM, Actor

from .actions import appropriate, open_line, open_programme, set_payee_account
from .models import Programme, ProgrammeLine
from .terms import Reference, Source

_numbers = count(1)


def make_programme(body: Body | None = None, year: int | None = None, **values: Any) -> Programme:
    """A programme of this year."""
    number = next(_numbers)
    given = {"code": f"zx-{number}", "name": f"知识产权专项{number}", "basis": "青财教〔2018〕1号", **values}
    return open_programme(actor=SYSTEM, year=year or clock.today().year, body=body or a_body(), **given)


def make_line(amount: int | Decimal = 1000, programme: Programme | None = None, **values: Any) -> ProgrammeLine:
    """A line with so much money."""
    given = {"source": Source.PROVINCIAL, **values}
    line = open_line(actor=SYSTEM, programme=programme or make_programme(), **given)
    if amount:
        key = f"test-appropriation-{next(_numbers)}"
        appropriate(actor=SYSTEM, line=line, amount=Decimal(amount), document_number="青财教〔2018〕2号", key=key)
    return line


def make_reference(payee: Subject | None = None, label: str = "示例事项", **values: Any) -> Reference:
    """A record that money may be kept for."""
    number = next(_numbers)
    given = {"subject_kind": "tests.case", "subject_id": str(number), **values}
    return Reference(label=f"{label}{number}", payee_id=payee.pk if payee else None, **given)


def make_payee(
    name: str = "青海示例盐湖科技有限公司", number: str = "6228480402564890018", actor: Actor = SYSTEM
) -> Subject:
    """A payee with a bank account."""
    payee = Subject.objects.create(kind="party", display_name=name)
    if number:
        set_payee_account(actor=actor, payee_id=payee.pk, holder_name=name, bank_name="示例银行西宁分行", number=number)
    return payee
