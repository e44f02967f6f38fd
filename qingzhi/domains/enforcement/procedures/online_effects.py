"""What the steps of an online case ask and do."""

from typing import Any

from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Answer
from qingzhi.engine.limits.queries import due, explain, limit
from qingzhi.engine.procedures.actions import link as link_cases
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.registry import effect, guard
from qingzhi.engine.procedures.terms import Layer, LinkKind
from qingzhi.engine.tasks.actions import close_items
from qingzhi.engine.tasks.terms import Outcome

from ..access.cases import visible_proceedings
from ..actions import take_evidence
from ..actions.online import settle_links
from ..actions.online_papers import NOTICE  # noqa: F401  (declares the paper)
from ..actions.opening import open_penalty
from ..actions.papers import issue_paper
from ..actions.platforms import WORK, ask_platform
from ..events.online import LinksSettled, PlatformNotified
from ..models import CounterNotice, LinkCapture, OnlineLink, PlatformNotice
from ..queries.online import links_of
from ..terms import EvidenceKind
from ..terms.online import CounterEnd, LinkOutcome
from ..terms.penalty import Offence, Source

YES = Answer(True, "")
PLATFORM = "enforcement.online.platform"


def _links(occurrence: Occurrence, *outcomes: LinkOutcome) -> list[OnlineLink]:
    return [one for one in links_of(occurrence.dossier) if one.outcome in outcomes]


@guard("enforcement.links_captured", "每个待处理的链接都有快照")
def links_captured(occurrence: Occurrence) -> Answer:
    """Nothing is noticed that nobody kept."""
    pending = _links(occurrence, LinkOutcome.PENDING)
    if not pending:
        return Answer(False, "没有待处理的链接，请先登记链接")
    bare = [one for one in pending if not one.captures.all()]
    return Answer(False, f"还有{len(bare)}个链接没有快照：{bare[0].url[:60]}") if bare else YES


@guard("enforcement.links_settled", "每个链接都有结果")
def links_settled(occurrence: Occurrence) -> Answer:
    pending = len(_links(occurrence, LinkOutcome.PENDING))
    return Answer(False, f"还有{pending}个链接没有处理结果") if pending else YES


@guard("enforcement.links_removed", "有已采取措施的链接")
def links_removed(occurrence: Occurrence) -> Answer:
    return YES if _links(occurrence, LinkOutcome.REMOVED) else Answer(False, "没有已采取措施的链接")


@guard("enforcement.waited", "等待期届满")
def waited(occurrence: Occurrence) -> Answer:
    """《电子商务法》第四十三条: fifteen days after the declaration reached the holder."""
    last = occurrence.case.clocks.filter(code="wait").order_by("-id").values_list("due_on", flat=True).first()
    return YES if last is not None and occurrence.on > last else Answer(False, f"等待期到 {last} 届满")


@guard("enforcement.target_visible", "并入的案件可以办理")
def target_visible(occurrence: Occurrence) -> Answer:
    given = occurrence.data
    if not given or given["way"] != "known":
        return YES
    return YES if _target(occurrence) is not None else Answer(False, "没有找到这件在办的案件，请核对案件编号")


def _target(occurrence: Occurrence) -> Case | None:
    rows = visible_proceedings(occurrence.actor).filter(number=occurrence.data["number"].strip(), closed_at=None)
    return rows.first()


@effect("enforcement.notify_platform", "制发网络侵权处置通知书")
def notify_platform(occurrence: Occurrence) -> None:
    """《电子商务法》第四十二条: which links, which right, the grounds; the platform's days run from today."""
    case, dossier = occurrence.case, occurrence.dossier
    pending = _links(occurrence, LinkOutcome.PENDING)
    counted = due(PLATFORM, occurrence.on, region=case.region_code, on=case.rules_on)
    notice = PlatformNotice.objects.create(
        online=dossier, addressee=dossier.operator, sent_on=occurrence.on, due_on=counted.on
    )
    notice.links.set(pending)
    publish(PlatformNotified(notice_id=notice.pk))
    values = {
        "platform": dossier.platform, "shop": dossier.shop, "right": dossier.right_told, "ground": dossier.get_ground_display(),
        "facts": dossier.facts, "links": [one.url for one in pending], "limit": str(limit(PLATFORM, case.rules_on).length),
    }  # fmt: skip
    notice.document = issue_paper(occurrence.actor, case, "online_notice", values, addressee=dossier.operator)
    notice.save(update_fields=["document"])
    ask_platform(occurrence.actor, notice, explain(PLATFORM, counted))


@effect("enforcement.keep_outcomes", "记下平台处理结果")
def keep_outcomes(occurrence: Occurrence) -> None:
    """Each link by itself."""
    _answered(occurrence, answered_on=occurrence.data["answered_on"])


@effect("enforcement.keep_platform_answer", "记下平台的答复")
def keep_platform_answer(occurrence: Occurrence) -> None:
    """What the platform itself says, today."""
    _answered(occurrence, answered_on=occurrence.on, words=occurrence.data["words"].strip())


def _answered(occurrence: Occurrence, *, answered_on: Any, words: str = "") -> None:
    given = occurrence.data
    for one in _links(occurrence, LinkOutcome.PENDING):
        outcome = LinkOutcome(given[f"link_{one.pk}"])
        settle_links([one], outcome)
        publish(LinksSettled(case_id=occurrence.case.pk, outcome=outcome.value))
    notice = occurrence.dossier.notices.order_by("-id").first()
    notice.answered_on, notice.forwarded_on, notice.words = answered_on, given["forwarded_on"], words
    notice.save(update_fields=["answered_on", "forwarded_on", "words"])
    close_items(actor=occurrence.actor, subject=notice, kind=WORK)


@effect("enforcement.keep_counter", "记下声明")
def keep_counter(occurrence: Occurrence) -> None:
    """《电子商务法》第四十三条."""
    given = occurrence.data
    made = CounterNotice.objects.create(
        online=occurrence.dossier, by=given["by"].strip(), text=given["text"].strip(), received_on=given["received_on"],
        forwarded_on=given["forwarded_on"],
    )  # fmt: skip
    made.links.set(given["links_named"])


@effect("enforcement.end_counter", "记下投诉、起诉")
def end_counter(occurrence: Occurrence) -> None:
    """The measures stay."""
    given = occurrence.data
    _end(occurrence, CounterEnd(given["ended"]), given["authority"].strip(), given["number"].strip())


@effect("enforcement.restore_links", "恢复链接")
def restore_links(occurrence: Occurrence) -> None:
    """Nothing was heard in time: the platform ends its measures."""
    ended = _end(occurrence, CounterEnd.RESTORED)
    settle_links(list(ended.links.all()), LinkOutcome.RESTORED)
    publish(LinksSettled(case_id=occurrence.case.pk, outcome=LinkOutcome.RESTORED.value))


def _end(occurrence: Occurrence, how: CounterEnd, authority: str = "", number: str = "") -> CounterNotice:
    found = CounterNotice.objects.select_for_update().get(online=occurrence.dossier, ended="")
    found.ended, found.ended_on, found.authority, found.number = how.value, occurrence.on, authority, number
    found.save(update_fields=["ended", "ended_on", "authority", "number"])
    return found


@effect("enforcement.go_offline", "转线下办理")
def go_offline(occurrence: Occurrence) -> None:
    """A new clue, or a case that is there; the captures go along under their digests."""
    case, dossier, given = occurrence.case, occurrence.dossier, occurrence.data
    for notice in dossier.notices.filter(answered_on=None):
        close_items(
            actor=occurrence.actor, subject=notice, kind=WORK, outcome=Outcome.CANCELLED, reason="案件转线下办理"
        )
    target = _target(occurrence) if given["way"] == "known" else _new_case(occurrence)
    assert target is not None
    link_cases(actor=occurrence.actor, case=target, to=case, kind=LinkKind.ARISES_FROM, reason="线上转线下")
    captures = LinkCapture.objects.filter(link__online=dossier).select_related("item__file", "link").order_by("pk")
    for one in captures:
        take_evidence(
            actor=occurrence.actor, case=target, kind=EvidenceKind.ELECTRONIC, title=one.item.title, file=one.item.file, url=one.link.url,
            source=f"线上案件{case.number}快照", taken_at=one.item.taken_at, taken_by=one.item.taken_by, layer=Layer.BODIES,
        )  # fmt: skip
    dossier.offline = target
    dossier.save(update_fields=["offline"])


def _new_case(occurrence: Occurrence) -> Case:
    case, dossier = occurrence.case, occurrence.dossier
    made = open_penalty(
        actor=occurrence.actor, body=case.body, offence=Offence(occurrence.data["offence"]), source=Source.MONITORING,
        party_name=dossier.shop, facts=f"{dossier.facts}\n线上案件{case.number}：{dossier.platform}，{dossier.right_told}", right=dossier.right,
        place=dossier.platform, region_code=case.region_code,
    )  # fmt: skip
    return made.case


def since_declared(case: Any) -> Any:
    """The day on which the running declaration reached the holder."""
    running = case.dossier.counters.filter(ended="").values_list("forwarded_on", flat=True)
    return running.first()
