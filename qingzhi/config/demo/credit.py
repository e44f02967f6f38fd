"""Credit in the demonstration: two findings that stand, one that was just told, a disputed entry, a natural person; licences published,
cancelled, still to be published.

All parties, results and numbers are made up and marked as examples.
"""

from datetime import date, datetime
from typing import Any

from qingzhi.base import clock
from qingzhi.domains.credit.actions import (
    change_licence,
    dispute_entry,
    enter_licence,
    propose_listing,
    publish_licence,
    read_archive,
    record_result,
)
from qingzhi.domains.credit.models import Archive, Entry, Listing
from qingzhi.domains.credit.terms import EntryKind, Severity, Wish
from qingzhi.domains.credit.terms.licences import LicenceCategory, LicenceStatus
from qingzhi.domains.parties.models import Party
from qingzhi.engine.procedures.actions import take_step

from .stage import Stage

CLERK, CHIEF = "credit", "enforcement_chief"
TOLD, DISPUTING = "applicant4", "applicant3"
FIRST = tuple(date(2017, 12, day) for day in (1, 4, 12, 13, 15, 18))
SECOND = tuple(date(2018, 4, day) for day in (2, 3, 12, 12, 13, 16))
RESULTS = (  # kind, severity, number, authority, violation, content, effective
    (EntryKind.FAIR, Severity.ORDINARY, "展知（示例）〔2017〕3号", "示例展会知识产权投诉站", "展出涉嫌侵犯外观设计专利权的产品", "撤下展品，未再展出（示例）", "2017-08-04"),
    (EntryKind.CUSTOMS, Severity.ORDINARY, "关知（示例）〔2017〕11号", "示例海关", "出口侵犯商标专用权的货物", "没收侵权货物一批（示例）", "2017-10-12"),
    (EntryKind.CIVIL, Severity.ORDINARY, "（2017）示民初21号", "示例中级人民法院", "侵害实用新型专利权", "停止侵害并赔偿（示例）", "2018-05-08"),
    (EntryKind.FAIR, Severity.LIGHT, "展知（示例）〔2018〕5号", "示例展会知识产权投诉站", "展品标注失效专利号", "当场改正（示例）", "2018-05-22"),
)  # fmt: skip


def tell_credit(stage: Stage) -> int | bool:
    """Enter results, find two subjects dishonest, tell a third, let a fourth object; how many archives."""
    if Archive.objects.exists():
        return False
    firms = [*_firms(stage, 2), *(_party_of(stage, one) for one in (TOLD, DISPUTING))]
    entries = [_enter(stage, party, *row) for party, row in zip(firms, RESULTS, strict=True)]
    _listed(
        stage,
        entries[0],
        "false_promise",
        "资助申报中承诺的事项未履行，经催告仍未改正。（示例）",
        FIRST,
        "青知信（示例）〔2017〕1号",
    )
    _listed(
        stage,
        entries[1],
        "refusal",
        "对生效处罚有能力履行而拒不履行。（示例）",
        SECOND,
        "青知信（示例）〔2018〕1号",
    )
    _told(stage, entries[2])
    _disputed(stage, entries[3])
    _person(stage)
    _licences(stage, firms[0])
    return Archive.objects.count()


def _firms(stage: Stage, count: int) -> list[Any]:
    """Made-up firms for whom nobody acts."""
    rows = Party.objects.filter(
        fictional=True, kind="enterprise", merged_into=None, ended_on=None, subject__mandates=None
    )
    return list(rows.exclude(credit_code="").select_related("subject", "region", "root").order_by("-pk")[:count])


def _party_of(stage: Stage, account: str) -> Any:
    return Party.objects.select_related("subject", "region", "root").get(subject=stage.actor(account).acts_for)


def _enter(
    stage: Stage, party: Any, kind: EntryKind, severity: Severity, number: str, authority: str, violation: str, content: str, on: str
) -> Entry:  # fmt: skip
    day = date.fromisoformat(on)
    with clock.fixed(datetime.combine(day, datetime.min.time()).replace(hour=16, minute=10)):
        return record_result(
            actor=stage.actor(CLERK), party=party, kind=kind, severity=severity, number=number, authority=authority,
            violation=violation, content=content, decided_on=day, effective_on=day, basis="示例依据",
        )  # fmt: skip


def _listed(stage: Stage, entry: Entry, conduct: str, facts: str, days: tuple[date, ...], number: str) -> None:
    """A finding that stands, with every step on its day: begun, told, nobody spoke, proposed, decided, served."""
    begun, told, silent, proposed, decided, served = days
    listing = _proposed(stage, entry, conduct, facts, begun)
    for day, account, step, data in (
        (told, CLERK, "notify", {}), (silent, CLERK, "no_statement", {}),
        (proposed, CLERK, "propose", {"finding": "当事人未提出陈述申辩，事实清楚。（示例）"}),
        (decided, CHIEF, "decide", {"number": number}),
        (served, CLERK, "serve", {"served_on": served.isoformat(), "way": "直接送达"}),
    ):  # fmt: skip
        _step(stage, listing, day, account, step, data)


def _told(stage: Stage, entry: Entry) -> None:
    """A finding of which the subject was told; it has until the limit to speak."""
    facts = "申报材料所附证明与原件不符。（示例）"
    listing = _proposed(stage, entry, "false_papers", facts, date(2018, 6, 27))
    _step(stage, listing, date(2018, 6, 28), CLERK, "notify", {})


def _disputed(stage: Stage, entry: Entry) -> None:
    with clock.fixed(datetime(2018, 6, 25, 10, 5)):
        made = dispute_entry(
            actor=stage.actor(DISPUTING),
            entry=entry,
            wish=Wish.REMOVE,
            claim="展品所标专利在展出时有效，年费已于展前补缴。（示例）",
        )
    with clock.fixed(datetime(2018, 6, 26, 9, 20)):
        take_step(actor=stage.actor(CLERK), case=made.case, step="mark", revision=made.case.revision)
        purpose = f"核实异议（{made.case.number}）"
        read_archive(actor=stage.actor(CLERK), archive=made.entry.archive, purpose=purpose)


def _person(stage: Stage) -> None:
    with clock.fixed(datetime(2018, 5, 30, 11, 0)):
        record_result(
            actor=stage.actor(CLERK), person="马示例", kind=EntryKind.CRIMINAL, severity=Severity.HEAVY,
            number="（2018）示刑初8号", authority="示例人民法院", violation="销售假冒注册商标的商品罪", content="判处罚金（示例）",
            decided_on=date(2018, 5, 15), effective_on=date(2018, 5, 26),
        )  # fmt: skip


def _licences(stage: Stage, firm: Any) -> None:
    """A firm's, published in time; a person's, whose name is covered, cancelled since; one whose day has not come yet."""
    body = stage.bodies[stage.province.facts["plan"]["owner"]]
    rows: tuple[tuple[str, str, dict[str, Any]], ...] = (
        (
            "2018-04-17",
            "青知许（示例）〔2018〕1号",
            {"party": firm, "content": "准予设立专利代理机构办事机构。（示例）"},
        ),
        (
            "2018-05-15",
            "青知许（示例）〔2018〕2号",
            {"person": "才让示例", "content": "准予变更办事机构负责人。（示例）"},
        ),
        ("2018-06-27", "青知许（示例）〔2018〕3号", {"party": firm, "content": "准予变更办事机构经营场所。（示例）"}),
    )
    made = []
    for day, number, told in rows:
        on = date.fromisoformat(day)
        with clock.fixed(datetime.combine(on, datetime.min.time()).replace(hour=16, minute=30)):
            made.append(enter_licence(
                actor=stage.actor(CLERK), body=body, number=number, document="准予行政许可决定书（示例）", category=LicenceCategory.GENERAL.value,
                decided_on=on, valid_from=on, valid_to=date(on.year + 5, on.month, on.day), certificate="办事机构登记证（示例）",
                certificate_number=number[-3:-1], **told,
            ))  # fmt: skip
    for one, on in zip(made[:2], (datetime(2018, 4, 20, 9, 10), datetime(2018, 5, 18, 9, 25)), strict=True):
        with clock.fixed(on):
            publish_licence(actor=stage.actor(CLERK), notice=one)
    with clock.fixed(datetime(2018, 6, 20, 10, 40)):
        change_licence(
            actor=stage.actor(CLERK),
            notice=made[1],
            status=LicenceStatus.CANCELLED,
            why="申请人不再从事该业务，申请注销。（示例）",
        )


def _proposed(stage: Stage, entry: Entry, conduct: str, facts: str, on: date) -> Listing:
    with clock.fixed(datetime.combine(on, datetime.min.time()).replace(hour=9, minute=40)):
        body = stage.bodies[stage.province.facts["plan"]["owner"]]
        return propose_listing(actor=stage.actor(CLERK), entry=entry, conduct=conduct, facts=facts, body=body)


def _step(stage: Stage, listing: Listing, on: date, account: str, step: str, data: dict[str, Any]) -> None:
    with clock.fixed(datetime.combine(on, datetime.min.time()).replace(hour=15, minute=5)):
        case = listing.case
        case.refresh_from_db()
        listing.case = take_step(actor=stage.actor(account), case=case, step=step, revision=case.revision, data=data)
