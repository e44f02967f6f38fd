"""Whatever is tried in whatever order: never overdrawn, always balanced."""

from decimal import Decimal as D

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingzhi.base.identity.testing import an_actor
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.funds import actions
from qingzhi.domains.funds.models import Claim, Journal, LineBalance
from qingzhi.domains.funds.queries import ledger_problems
from qingzhi.domains.funds.refusals import FundsRefusal
from qingzhi.domains.funds.rules.receipts import Receipt
from qingzhi.domains.funds.terms import Account, Reference
from qingzhi.domains.funds.testing import make_line, make_payee, make_programme

pytestmark = pytest.mark.django_db
AMOUNTS = st.integers(1, 40_000).map(lambda cents: D(cents).scaleb(-2))
VERBS = st.sampled_from(
    ["appropriate", "reduce", "reserve", "reserve", "commit", "commit", "pay", "release", "claw_back", "refund",
     "reverse", "batch", "issue", "arrive", "bounce", "cancel", "settle"]
)  # fmt: skip
STEPS = st.lists(st.tuples(VERBS, st.integers(0, 2), AMOUNTS), min_size=4, max_size=14)


@pytest.fixture
def world():
    programme = make_programme(code="zl")
    make_programme(code="zl", year=programme.year + 1)
    line = make_line(500, programme)
    payees = [make_payee(f"示例企业{number}") for number in range(3)]
    references = [Reference("tests.case", str(number), f"申请{number}", payees[number].pk) for number in range(3)]
    return line, references, an_actor("second", "funds.pay")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_no_sequence_overdraws_or_unbalances(world, steps):
    with transaction.atomic():
        point = transaction.savepoint()
        for place, step in enumerate(steps):
            try:
                with transaction.atomic():
                    attempt(world, f"k{place}", *step)
            except FundsRefusal as refused:
                assert refused.reason
            holds(world[0])
        transaction.savepoint_rollback(point)


def attempt(world, key, verb, place, amount):
    """One step of somebody who tries everything; what does not fit is refused."""
    line, references, second = world
    reference = references[place]
    batch = line.programme.batches.order_by("-pk").first()
    given = {"actor": SYSTEM, "reference": reference, "key": key}
    steps = {
        "appropriate": lambda: budget(line, amount, key),
        "reduce": lambda: budget(line, -amount, key),
        "reserve": lambda: actions.reserve(**given, amount=amount, line=line),
        "commit": lambda: actions.commit(**given, amount=amount),
        "release": lambda: actions.release(**given),
        "pay": lambda: actions.pay(**given | {"actor": second}, amount=amount, voucher="1"),
        "claw_back": lambda: actions.claw_back(**given, amount=amount, decision="1"),
        "refund": lambda: actions.refund(**given, amount=amount, voucher="1"),
        "reverse": lambda: actions.reverse(actor=SYSTEM, journal=Journal.objects.order_by("?")[0], reason="误"),
        "batch": lambda: actions.make_payment_batch(
            actor=SYSTEM, programme=line.programme, claims=list(Claim.objects.filter(payee=reference.payee_id)), key=key
        ),
        "issue": lambda: batch and actions.issue_batch(actor=second, batch=batch),
        "cancel": lambda: batch and actions.cancel_batch(actor=SYSTEM, batch=batch, reason="误"),
        "arrive": lambda: batch and answered(batch, second, paid=True),
        "bounce": lambda: batch and answered(batch, second, paid=False),
        "settle": lambda: actions.settle_line(
            actor=SYSTEM, line=line, way="carry" if place else "return", document_number="1", key=key
        ),
    }
    steps[verb]()


def budget(line, amount, key):
    actions.appropriate(actor=SYSTEM, line=line, amount=amount, document_number="1", key=key)


def answered(batch, second, *, paid):
    receipts = [(1, Receipt(item.voucher, paid, reason="账号不符")) for item in batch.items.all()]
    actions.take_receipts(actor=second, batch=batch, receipts=receipts)


def holds(line):
    """The books balance, and each account of the line is what its claims hold of it."""
    assert ledger_problems() == []
    row = LineBalance.objects.get(line=line)
    assert sum(getattr(row, one.value) for one in Account) == 0
    claims = list(Claim.objects.filter(line=line))
    for name in ("reserved", "committed", "paid", "clawed_back"):
        assert sum((getattr(one, name) for one in claims), D(0)) == getattr(row, name) >= 0
    assert row.available >= 0 and all(0 <= one.batched <= one.committed for one in claims)
