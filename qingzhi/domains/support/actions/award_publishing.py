"""What becomes public of a round: the proposed awards, the awards given, corrections of the order of names."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.permits import Actor, require
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.publication.actions import Row, correct_row, publish_notice
from qingzhi.engine.publication.models import Publication, PublicationItem

from ..models import AwardNomination, AwardRound
from ..queries.award_shown import vacancies_of
from ..refusals.awards import RoundNotThere, ValueUnfit
from ..terms.awards import AwardStage
from ..terms.publications import GIVEN, PROPOSED, REVOKED
from .award_rounds import locked_round, move_round

CONTACT = "异议请以书面方式并署真实姓名提出"


@transaction.atomic
def publicise(*, actor: Actor, round: AwardRound) -> Publication:
    """Publish those that the panel passed 「拟授奖公示」, all in one list; each that needs a visit has had it.

    Who moved up into a free place is published in a list of his own, with the whole period.
    """
    found = locked_round(actor, round, AwardStage.VOTED, AwardStage.PUBLICISED)
    rows = list(_rows(found).filter(case__state="voted"))
    if not rows:
        raise ValueUnfit("没有可以公示的推荐")
    more = "（递补）" if found.stage == AwardStage.PUBLICISED else ""
    publication = publish_notice(
        actor=actor, kind=PROPOSED.code, title=f"{found.title}拟授奖公示{more}", rows=[row_of(one) for one in rows],
        text=f"经形式审查、专家评审和评审委员会表决，现将{found.title}拟授奖项目予以公示。", body=found.body, subject=found,
        contact=CONTACT, url=f"/awards/{found.pk}/",
    )  # fmt: skip
    for one in rows:
        take_step(actor=actor, case=one.case, step="publicise", revision=one.case.revision)
    if found.stage == AwardStage.VOTED:
        move_round(actor, found, AwardStage.PUBLICISED, "support.publicise_award", publication=publication.pk)
    return publication


@transaction.atomic
def announce(*, actor: Actor, round: AwardRound) -> Publication:
    """Publish the awards given 「公布获奖名单」 for good and close the round; nothing of it is on its way any more."""
    found = locked_round(actor, round, AwardStage.PUBLICISED, permit="support.award.decide")
    open_ones = found.nominations.filter(case__closed_at=None).exclude(case__state__in=("paying", "revoking"))
    if open_ones.exclude(case__state="draft").exists():
        raise RoundNotThere(f"还有 {open_ones.exclude(case__state='draft').count()} 项没有办结，不能公布")
    if free := vacancies_of(found).count():
        raise RoundNotThere(f"还有 {free} 个空出的名额没有办理，不能公布")
    rows = list(_rows(found).exclude(awarded_on=None).filter(revoked_on=None))
    if not rows:
        raise ValueUnfit("没有获奖项目")
    publication = publish_notice(
        actor=actor, kind=GIVEN.code, title=f"{found.title}获奖名单", body=found.body, subject=found,
        rows=[row_of(one, since=one.awarded_on, until=one.valid_to) for one in rows], url=f"/awards/{found.pk}/",
    )  # fmt: skip
    found.closed_at = clock.now()
    move_round(actor, found, AwardStage.CLOSED, "support.announce_award")
    return publication


@transaction.atomic
def correct_order(
    *, actor: Actor, nomination: AwardNomination, holders: Sequence[str], persons: Sequence[str], reason: str
) -> AwardNomination:
    """Correct the order of holders or persons 「更正排序」 after a formal objection; who they are does not change here."""
    require(actor, "support.award.manage", body_id=nomination.case.body_id)
    found = AwardNomination.objects.select_for_update(of=("self",)).get(pk=nomination.pk)
    if sorted(holders) != sorted(found.holders) or sorted(persons) != sorted(found.persons):
        raise ValueUnfit("更正排序不能增减单位或人员", "holders")
    if not reason.strip():
        raise ValueUnfit("请填写更正理由", "reason")
    changes = changed(found, holders=list(holders), persons=list(persons))
    if not changes:
        return found
    found.save(update_fields=["holders", "persons"])
    record(actor, "support.correct_award_order", found, changes=changes, reason=reason)
    item = PublicationItem.objects.filter(
        subject_kind=found._meta.label_lower, subject_id=str(found.pk), withdrawn_at=None,
        publication__kind=PROPOSED.code,
    ).first()  # fmt: skip
    if item is not None:
        correct_row(actor=actor, item=item, row=row_of(found), reason=reason)
    return found


def publish_revocation(actor: Actor, nomination: AwardNomination, reason: str) -> Publication:
    """Tell everybody that an award was revoked or a mark removed."""
    round_ = nomination.round
    return publish_notice(
        actor=actor, kind=REVOKED.code, title=f"{round_.title}撤销公告：{nomination.right.number_shown}", body=round_.body,
        subject=nomination, rows=[row_of(nomination, reason=reason)],
    )  # fmt: skip


def row_of(nomination: AwardNomination, **more: Any) -> Row:
    """A nomination as everybody reads it."""
    values = {
        "grade": nomination.seat.title if nomination.seat else "",
        "number": nomination.right.number_shown,
        "title": nomination.right.title,
        "holders": "、".join(nomination.holders),
        "persons": "、".join(nomination.persons) or None,
        "nominator": nomination.nominator.name,
    }
    return Row({**values, **more}, nomination)


def _rows(found: AwardRound) -> Any:
    rows = found.nominations.select_related("case", "right", "seat", "nominator", "round__body")
    return rows.order_by("seat__position", "rank", "pk")
