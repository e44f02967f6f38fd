"""200,000 cases of every kind of protection in bulk: complaints, disputes, penalties, adjudications, fast track, online cases, transfers,
goods at the border; with dossiers, limits, entries, work items and envelopes. Nothing here is anybody's."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zlib import crc32

TODAY = date(2026, 7, 1)
BATCH = 2_000
BODIES, RECEIVERS = 12, 48
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
MIX = (  # of a hundred cases
    ("enforcement.complaint", 40), ("enforcement.grievance", 12), ("enforcement.penalty", 26), ("enforcement.adjudication", 5),
    ("enforcement.fast_track", 3), ("enforcement.online", 6), ("coordination.transfer", 5), ("coordination.customs", 3),
)  # fmt: skip
PERMITS = (
    "enforcement.case.view", "enforcement.case.handle", "enforcement.performance.view", "coordination.view", "coordination.answer",
    "coordination.send", "coordination.transfer", "coordination.customs.view", "procedures.case.view", "procedures.case.handle",
    "tasks.view", "tasks.handle", "documents.view",
)  # fmt: skip


@dataclass(frozen=True)
class Seeded:
    """What the pages are asked for: an officer, one who sees every envelope, a case and a receipt code of each kind."""

    officer: Any
    conference: Any
    cases: dict[str, int]
    codes: dict[str, str]


def seed(cases: int) -> Seeded:
    """Everything, in the order in which it hangs together."""
    from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account
    from qingzhi.base.permits import Scope

    _rules()
    offices = [a_body(f"office-{n:02d}", f"示例执法单位{n:02d}") for n in range(BODIES)]
    others = [a_body(f"body-{n:02d}", f"示例接收单位{n:02d}") for n in range(RECEIVERS)]
    officer, conference = an_account("officer", "示例执法人员"), an_account("conference", "示例联席会议")
    a_post(officer, a_role("bench-officer", *PERMITS, scope=Scope.BODY), offices[0])
    a_post(conference, a_role("bench-conference", *PERMITS, scope=Scope.ALL), others[0])
    _cases(cases, offices, officer.person)
    _dossiers(offices, others)
    _clocks()
    _around()
    _envelopes(offices, others, cases // 4)
    return _found(officer, conference, offices[0])


def _rules() -> None:
    from qingzhi.base.permits import SYSTEM
    from qingzhi.config.reference.loading import national
    from qingzhi.engine.limits.actions import load_limits

    load_limits(actor=SYSTEM, rows=national("limits"))


def _receipt(number: int) -> str:
    """Twelve signs that no two numbers share."""
    found, left = "", number * 7_919 + 104_729
    for _ in range(12):
        left, sign = divmod(left, len(SIGNS))
        found += SIGNS[sign]
    return found


def _spread(number: int, what: str, most: int) -> int:
    """A number below `most` that follows from both, and from nothing else."""
    return crc32(f"{what}:{number}".encode()) % most


def _kinds(cases: int) -> Iterator[tuple[int, str]]:
    """The procedure of each case, mixed through."""
    order = [code for code, share in MIX for _ in range(share)]
    for number in range(cases):
        yield number, order[(number * 37) % len(order)]


def _cases(cases: int, offices: list[Any], owner: Any) -> None:
    from qingzhi.base import clock
    from qingzhi.engine.procedures.models import Case
    from qingzhi.engine.procedures.registry import procedure_of

    now, rows = clock.now(), []
    states = {code: [one for one in procedure_of(code).states if one.code != "draft"] for code, _ in MIX}
    for number, code in _kinds(cases):
        open_, ended = ([one for one in states[code] if one.is_final is final] for final in (False, True))
        closed = _spread(number, "closed", 5) >= 2  # three of five are over
        state = (ended if closed else open_)[number // 5 % len(ended if closed else open_)]
        at = now - timedelta(days=number % 900, minutes=number % 600)
        rows.append(Case(
            number=f"{procedure_of(code).prefix}B{number:07d}", procedure=code, rules_on=at.date(), state=state.code,
            title=f"示例案件 {number:07d}", region_code=offices[0].region.code, body=offices[_spread(number, "body", len(offices))],
            owner=owner if _spread(number, "owner", 36) == 0 else None, due_on=None if closed else TODAY + timedelta(days=number % 60 - 6),
            opened_at=at, submitted_at=at, entered_at=at, closed_at=at + timedelta(days=20) if closed else None,
            outcome=state.outcome.value if state.outcome else "", receipt_code=_receipt(number), revision=3,
        ))  # fmt: skip
        if len(rows) == BATCH:
            Case.objects.bulk_create(rows)
            rows = []
    Case.objects.bulk_create(rows)


def _dossiers(offices: list[Any], others: list[Any]) -> None:
    from qingzhi.base.identity.models import Subject
    from qingzhi.domains.coordination.models import CustomsRecordal, CustomsSeizure, Transfer
    from qingzhi.domains.enforcement.models import AdjudicationCase, Complaint, Grievance, OnlineCase, PenaltyCase
    from qingzhi.engine.procedures.models import Case

    holder = Subject.objects.create(kind="party", display_name="示例权利人")
    recordal = CustomsRecordal.objects.create(
        number="T0000-1", right_told="示例商标", holder=holder, goods="示例商品", body=offices[0], valid_from=date(2020, 1, 1),
        expires_on=date(2030, 1, 1), expiry_told="示例",
    )  # fmt: skip
    at = datetime.combine(TODAY, datetime.min.time()).astimezone()
    first: list[int] = []

    def complaint(pk: int) -> Any:
        return Complaint(case_id=pk, right_type="patent", role="consumer", wishes=["punish"], place="shop", accused=f"示例商店{pk}",
                         facts="示例经过", received_at=at)  # fmt: skip

    def ask(pk: int) -> Any:
        return AdjudicationCase(case_id=pk, patent_number=f"ZL{pk:012d}", patent_title="示例专利", patent_type="utility", claimant_name="示例请求人",
                                standing="holder", respondent_name=f"示例厂{pk}", respondent_address="示例路", requests="停止", facts="示例")  # fmt: skip

    makers: dict[str, tuple[type[Any], Callable[[int], Any]]] = {
        "enforcement.complaint": (Complaint, complaint),
        "enforcement.grievance": (Grievance, lambda pk: Grievance(case_id=pk, complaint_id=first[pk % len(first)])),
        "enforcement.penalty": (PenaltyCase, lambda pk: PenaltyCase(
            case_id=pk, offence="counterfeit", source="inspection", party_name=f"示例商行{pk}", facts="示例", clue_on=TODAY)),
        "enforcement.adjudication": (AdjudicationCase, ask),
        "enforcement.fast_track": (AdjudicationCase, ask),
        "enforcement.online": (OnlineCase, lambda pk: OnlineCase(
            case_id=pk, platform="示例平台", shop=f"示例网店{pk}", ground="trademark", right_told="示例商标", facts="示例")),
        "coordination.transfer": (Transfer, lambda pk: Transfer(
            case_id=pk, offence="mark_counterfeit", suspect=f"示例商行{pk}", facts="示例", acted_on=TODAY, police=others[1], procuratorate=others[2])),
        "coordination.customs": (CustomsSeizure, lambda pk: CustomsSeizure(
            case_id=pk, recordal=recordal, way="ex_officio", direction="export", goods="示例货物", value=60_000, trader=f"示例公司{pk}",
            facts="示例", security=30_000, security_told="示例", noticed_on=TODAY, seized_on=TODAY)),
    }  # fmt: skip
    for code, (model, make) in makers.items():
        keys = list(Case.objects.filter(procedure=code).order_by("pk").values_list("pk", flat=True))
        model._default_manager.bulk_create((make(pk) for pk in keys), batch_size=BATCH)
        if code == "enforcement.complaint":
            first = list(Complaint.objects.order_by("pk").values_list("pk", flat=True)[:1_000])


def _clocks() -> None:
    """One limit of each case: running where it is open, kept or missed where it is over."""
    from qingzhi.engine.procedures.models import Case, CaseClock
    from qingzhi.engine.procedures.registry import procedure_of

    rows = []
    for pk, code, due, closed in (
        Case.objects.order_by("pk").values_list("pk", "procedure", "due_on", "closed_at").iterator()
    ):
        clock_ = next(one for one in procedure_of(code).clocks if not one.period)
        last = due or closed.date() + timedelta(days=pk % 20 - 2)
        rows.append(CaseClock(case_id=pk, code=clock_.code, label=clock_.label, limit=clock_.limit, started_on=last - timedelta(days=10),
                              due_on=last, ended_on=closed.date() if closed else None, explained=["示例"]))  # fmt: skip
        if len(rows) == BATCH:
            CaseClock.objects.bulk_create(rows)
            rows = []
    CaseClock.objects.bulk_create(rows)


def _around() -> None:
    """Entries and work items: three and two of each case; one item is open where the case is."""
    from qingzhi.base import clock
    from qingzhi.engine.procedures.models import Case, CaseEntry
    from qingzhi.engine.tasks.models import WorkItem

    now, kind = clock.now(), Case._meta.label_lower
    known = list(Case.objects.order_by("pk").values_list("pk", "procedure", "body_id", "due_on", "closed_at"))
    for start in range(0, len(known), BATCH):
        part = known[start : start + BATCH]
        CaseEntry.objects.bulk_create([
            CaseEntry(case_id=pk, at=now, label=("建立办件", "留言", "留言")[n], layer=("applicant", "internal", "bodies")[n], by="示例", text="示例")
            for pk, *_ in part for n in range(3)
        ])  # fmt: skip
        WorkItem.objects.bulk_create([
            WorkItem(kind=f"procedures.{code}", title="办理：示例案件", url=f"/cases/{pk}/", body_id=body, subject_kind=kind, subject_id=str(pk),
                     opened_at=now, due_on=due, closed_at=None if n == 0 and closed is None else now,
                     outcome="" if n == 0 and closed is None else "done")
            for pk, code, body, due, closed in part for n in range(2)
        ])  # fmt: skip


def _envelopes(offices: list[Any], others: list[Any], count: int) -> None:
    """Envelopes between the bodies: one in fifty waits, half of these in silence; one in ten was answered late."""
    from qingzhi.base import clock
    from qingzhi.domains.coordination.models import Handover, Silence
    from qingzhi.engine.procedures.models import Case

    now, rows = clock.now(), []
    keys = list(Case.objects.order_by("pk").values_list("pk", flat=True)[: max(1, count)])
    for number in range(count):
        waits, sent = number % 50 == 0, now - timedelta(days=number % 900 + 3)
        due = now + timedelta(days=5 if number % 100 else -9) if waits else sent + timedelta(days=15)
        answered = None if waits else due + timedelta(days=4 if number % 10 == 1 else -2)
        rows.append(Handover(
            kind="assist", case_id=keys[number % len(keys)] if number % 2 else None, title=f"示例协作请求 {number:06d}", request="示例", basis="示例",
            sender=offices[number % BODIES], receiver=others[number % RECEIVERS], sent_by="示例", sent_at=sent, limit="coordination.assist",
            due_at=due, explained=["示例"], reply="" if waits else "accept", answered_at=answered, answered_by="" if waits else "示例",
        ))  # fmt: skip
        if len(rows) == BATCH:
            Handover.objects.bulk_create(rows)
            rows = []
    Handover.objects.bulk_create(rows)
    late = Handover.objects.filter(answered_at=None, due_at__lt=now).values_list("pk", flat=True)
    Silence.objects.bulk_create([Silence(handover_id=pk, mark="due", at=now) for pk in late], batch_size=BATCH)


def _found(officer: Any, conference: Any, body: Any) -> Seeded:
    """An open case of each kind at the officer's body, and its code."""
    from qingzhi.engine.procedures.models import Case

    cases, codes = {}, {}
    for code, _ in MIX:
        row = Case.objects.filter(procedure=code, body=body, closed_at=None).order_by("-pk").first()
        if row is not None:
            cases[code], codes[code] = row.pk, row.receipt_code
    return Seeded(officer, conference, cases, codes)
