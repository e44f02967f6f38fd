"""The lists of a call: those to be subsidised, each case moved on with it; those who were, after the decision."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.engine.procedures.actions import take_step

from ..events import ListPublished, ResultsAnnounced
from ..models import Call, SubsidyApplication
from ..queries.results import to_announce
from ..refusals import NothingClaimed
from .notices import publish_list, publish_results


@transaction.atomic
def propose_list(*, actor: Actor, call: Call, applications: Sequence[SubsidyApplication] = ()) -> int:
    """Publish the proposed cases of a call as one list 「发布拟资助名单」, or only these; how many cases moved on."""
    call = Call.objects.select_for_update().get(pk=call.pk)
    require(actor, "support.list.publish", body_id=call.body_id)
    rows = SubsidyApplication.objects.filter(call=call, case__state="proposed").select_related("case")
    if applications:
        rows = rows.filter(pk__in=[one.pk for one in applications])
    found = list(rows.prefetch_related("claims").order_by("case__number"))
    if not found:
        raise NothingClaimed("没有待公示的申报")
    publication = publish_list(actor, call, found)
    for one in found:
        SubsidyApplication.objects.filter(pk=one.pk).update(publication=publication)
        take_step(actor=actor, case=one.case, step="publish", revision=one.case.revision)
    amount = sum((one.amount_computed for one in found), Decimal(0))
    record(actor, "support.propose_list", call, changes={"cases": (None, len(found)), "amount": (None, amount)})
    publish(ListPublished(call_id=call.pk, cases=len(found)))
    return len(found)


@transaction.atomic
def announce_results(*, actor: Actor, call: Call) -> int:
    """Announce the decided cases of a call that no announcement has named yet 「发布结果公告」; how many."""
    call = Call.objects.select_for_update().get(pk=call.pk)
    require(actor, "support.list.publish", body_id=call.body_id)
    found = list(to_announce(call).select_related("case").prefetch_related("claims").order_by("case__number"))
    if not found:
        raise NothingClaimed("没有待公告的资助决定，可能已被他人发布")
    publication = publish_results(actor, call, found)
    SubsidyApplication.objects.filter(pk__in=[one.pk for one in found]).update(result=publication)
    amount = sum((one.amount_granted or Decimal(0) for one in found), Decimal(0))
    record(actor, "support.announce_results", call, changes={"cases": (None, len(found)), "amount": (None, amount)})
    publish(ResultsAnnounced(call_id=call.pk, cases=len(found)))
    return len(found)
