"""What the steps of a complaint at a fair do beside moving it, and what must hold before them."""

from qingzhi.base import clock
from qingzhi.base.permits import Actor, Answer
from qingzhi.engine.limits.queries import due, limit
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.registry import effect, guard

from ..actions import fair_handling as handling
from ..actions.fair_following import follow_up_fair
from ..actions.fair_papers import issue_finding, issue_notice_to
from ..queries.fair_alike import alike_to
from ..terms.fairs import FollowUp, Ground, Removal

DEFENCE = "enforcement.fair.defence"
YES = Answer(True, "")


def _renew(occurrence: Occurrence) -> None:
    """The case reads again what an action has just written of it."""
    occurrence.dossier.refresh_from_db()


@effect("enforcement.fair_notify", "通知被投诉参展商")
def notify(occurrence: Occurrence) -> None:
    """Its hours run from the notice."""
    data, case = occurrence.data, occurrence.case
    handling.notify_exhibitor(
        actor=occurrence.actor, complaint=occurrence.dossier, at=data["notified_at"], to=data["notified_to"]
    )
    _renew(occurrence)
    until = due(DEFENCE, occurrence.dossier.notified_at, on=case.rules_on)
    issue_notice_to(occurrence.actor, occurrence.dossier, str(until.length), until.at or clock.now())


@effect("enforcement.fair_defence", "登记参展商陈述")
def defend(occurrence: Occurrence) -> None:
    """What the exhibitor said, in its words."""
    data = occurrence.data
    handling.keep_fair_defence(
        actor=occurrence.actor, complaint=occurrence.dossier, text=data["defence"], admitted=data["admitted"], at=data["defended_at"]
    )  # fmt: skip
    _renew(occurrence)


@effect("enforcement.fair_uphold", "认定侵权成立，要求撤展")
def uphold(occurrence: Occurrence) -> None:
    """With its ground; the paper comes last."""
    data = occurrence.data
    handling.find_at_fair(
        actor=occurrence.actor, complaint=occurrence.dossier, upheld=True, ground=Ground(data["ground"]), opinion=data["opinion"],
        reasons=data["reasons"],
    )  # fmt: skip
    _renew(occurrence)
    issue_finding(occurrence.actor, occurrence.dossier)


@effect("enforcement.fair_dismiss", "认定侵权不成立")
def dismiss(occurrence: Occurrence) -> None:
    """The exhibit stays."""
    data = occurrence.data
    handling.find_at_fair(
        actor=occurrence.actor, complaint=occurrence.dossier, upheld=False, opinion=data["opinion"], reasons=data["reasons"]
    )  # fmt: skip
    _renew(occurrence)
    issue_finding(occurrence.actor, occurrence.dossier)


@effect("enforcement.fair_remove", "登记撤展")
def remove(occurrence: Occurrence) -> None:
    """Off the stand, or covered."""
    data = occurrence.data
    handling.note_removal(
        actor=occurrence.actor, complaint=occurrence.dossier, how=[Removal(one) for one in data["how"]], at=data["removed_at"],
        note=data["note"],
    )  # fmt: skip
    _renew(occurrence)


@effect("enforcement.fair_merge", "并入较早的一件")
def merge(occurrence: Occurrence) -> None:
    """Its evidence goes along."""
    data = occurrence.data
    handling.merge_fair_complaints(
        actor=occurrence.actor, complaint=occurrence.dossier, into=data["into"], reason=data["why"]
    )
    _renew(occurrence)


@effect("enforcement.fair_follow_up", "移交后续案件")
def follow_up(occurrence: Occurrence) -> None:
    """The case that goes on begins with what was found here."""
    data = occurrence.data
    follow_up_fair(
        actor=occurrence.actor,
        complaint=occurrence.dossier,
        way=FollowUp(data["way"]),
        body=data["body"],
        reason=data["why"],
    )
    _renew(occurrence)


def has_earlier(actor: Actor, case: Case) -> Answer:
    """Whether there is an earlier one, still open, about the same stand and right, to merge this one into."""
    del actor  # the permit was asked
    earliest = alike_to(case.dossier).first()
    if earliest is None:
        return Answer(False, "没有同一展位、同一权利的在办投诉")
    if (earliest.counted_from, earliest.pk) > (case.dossier.counted_from, case.dossier.pk):
        return Answer(False, f"本件较早，请在{earliest.case.number}中并入本件")
    return YES


@guard("enforcement.fair_defence_over", "陈述时限已过")
def defence_over(occurrence: Occurrence) -> Answer:
    """The hours since the notice have passed."""
    until = due(DEFENCE, occurrence.dossier.notified_at, on=occurrence.case.rules_on).at
    if until is not None and clock.now() > until:
        return YES
    told = f"{until.astimezone(clock.now().tzinfo):%m月%d日%H:%M}" if until else ""
    return Answer(False, f"陈述时限到 {told}（{limit(DEFENCE, occurrence.case.rules_on).length}）才满")
