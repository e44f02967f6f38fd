"""A subject asks that its finding be repaired."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.identity.models import Subject
from qingzhi.base.permits import Actor, require
from qingzhi.engine.procedures.actions import open_case

from ..access import own_archives
from ..models import Listing, Repair
from ..queries.repairs import bars_to_repair
from ..refusals import NothingToRepair

PROCEDURE = "credit.repair"


@transaction.atomic
def ask_repair(*, actor: Actor, listing: Listing) -> Repair:
    """Begin a repair 「申请信用修复」: a draft, whose promise and evidence are given on its case page. A second click leads to the
    same draft; before the minimum term, or where the rules bar it, it is refused with the day or the reason."""
    require(actor, "credit.own", subject_id=actor.acts_for)
    found = Listing.objects.select_for_update(of=("self",)).select_related("archive", "case__body").get(pk=listing.pk)
    if not own_archives(actor).filter(pk=found.archive_id).exists():
        raise NothingToRepair("这一认定不在贵单位的档案中")
    there = Repair.objects.filter(listing=found, case__closed_at=None).first()
    if there is not None:
        return there
    reasons = bars_to_repair(found, clock.today())
    if reasons:
        raise NothingToRepair("；".join(reasons))
    dossier = Repair(listing=found, measures="")
    open_case(
        actor=actor, procedure=PROCEDURE, body=found.case.body, title=f"{found.archive.name}：{found.get_conduct_display()}信用修复",
        dossier=dossier, applicant=Subject.objects.get(pk=actor.acts_for or 0), region_code=found.archive.region_code,
        told="建立信用修复申请",
    )  # fmt: skip
    record(actor, "credit.ask_repair", dossier, changes={"listing": (None, str(found))})
    return dossier
