"""Paying many at once under one voucher: all or none."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from qingzhi.base.permits import Actor
from qingzhi.engine.procedures.actions import take_step

from ..models import SubsidyApplication


@transaction.atomic
def pay_applications(*, actor: Actor, applications: Sequence[SubsidyApplication], paid_on: date, voucher: str) -> int:
    """Enter the payment of several decided subsidies 「批量登记拨付」; each is a step of its case. How many."""
    found = (
        SubsidyApplication.objects.filter(pk__in=[one.pk for one in applications]).select_related("case").order_by("pk")
    )
    for one in found:
        data = {"paid_on": paid_on, "voucher": voucher}
        take_step(actor=actor, case=one.case, step="pay", revision=one.case.revision, data=data)
    return len(found)
