"""Reads of protection at the border: recordals and seizures that an actor sees, who has not answered, securities by table."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.components import Figure, State
from qingzhi.base.permits import Actor
from qingzhi.engine.decisions.declaring import Condition, OutcomeColumn, TableSpec, decision_table
from qingzhi.engine.decisions.queries import decide
from qingzhi.engine.limits.queries import limit
from qingzhi.engine.procedures.access import visible_cases
from qingzhi.engine.procedures.models import Case

from ..access import visible_recordals
from ..models import CustomsRecordal
from ..rules.customs import months_from, security, standing
from ..terms.customs import RecordalStanding, SecurityMode

CODE = "coordination.customs"
RECORDING = "coordination.recordal"  # help with a recordal
RENEW, TERM = "coordination.customs.renew", "coordination.customs.term"
TABLE = "coordination.security"
LIGHTS = {
    RecordalStanding.EFFECTIVE: "ok", RecordalStanding.ENDING: "warn", RecordalStanding.EXPIRED: "late",
    RecordalStanding.CANCELLED: "none",
}  # fmt: skip
SECURITY = decision_table(
    TableSpec(
        TABLE,
        "海关担保",
        (
            Condition("mode", "担保的种类", "choice", choices=SecurityMode.choices()),
            Condition("patent", "专利权", "yes_no"),
            Condition("value", "货物价值或上年仓储处置费", "number", unit="元"),
        ),
        (
            OutcomeColumn("allowed", "可以提供", "yes_no"),
            OutcomeColumn("share", "比例", "percent"),
            OutcomeColumn("least", "不低于", "money", optional=True),
            OutcomeColumn("most", "不高于", "money", optional=True),
            OutcomeColumn("reason", "依据"),
        ),
        hit="first",
        basis="《知识产权海关保护条例》第十四条、第十九条；实施办法第二十三条、第二十四条",
    )
)


@dataclass(frozen=True)
class Asked:
    """What the table asks for: whether it may be given at all, how much, and why."""

    allowed: bool
    amount: Decimal
    told: str


def security_for(mode: SecurityMode, value: Decimal, on: date, *, patent: bool) -> Asked:
    """The security for goods of that value, by the table of the day (D-SECURITY)."""
    verdict = decide(TABLE, {"mode": mode.value, "patent": patent, "value": value}, on)
    row = verdict.outcome
    if not row.get("allowed"):
        return Asked(False, Decimal(0), str(row.get("reason", "没有可以适用的规定")))
    amount = security(value, Decimal(row["share"]), row.get("least"), row.get("most"))
    return Asked(True, amount, f"{row['reason']}：{amount:,.2f}元")


def standing_of(recordal: CustomsRecordal, on: date | None = None, months: int | None = None) -> RecordalStanding:
    """How a recordal stands; give `months` (of the row of renewal) when asking for many."""
    opens = limit(RENEW).value if months is None else months
    return standing(on or clock.today(), recordal.expires_on, opens, recordal.cancelled_on)


def light_of(recordal: CustomsRecordal, months: int | None = None) -> State:
    """Its light, with the reason."""
    found = standing_of(recordal, months=months)
    return State(LIGHTS[found], found.label, recordal.cancelled_why or recordal.expiry_told)


def in_standing(rows: QuerySet[CustomsRecordal], code: str) -> QuerySet[CustomsRecordal]:
    """Those that stand so today."""
    today = clock.today()
    cancelled = Q(cancelled_on__lte=today)
    if code == RecordalStanding.CANCELLED:
        return rows.filter(cancelled)
    rows = rows.exclude(cancelled)
    if code == RecordalStanding.EXPIRED:
        return rows.filter(expires_on__lt=today)
    last = _last_opening(today)
    rows = rows.filter(expires_on__gte=today)
    return rows.filter(expires_on__lte=last) if code == RecordalStanding.ENDING else rows.filter(expires_on__gt=last)


def _last_opening(today: date) -> date:
    """The latest end of a term that may be renewed today: exact at the ends of months too."""
    months = limit(RENEW).value
    last = months_from(today, months) + timedelta(days=3)
    while months_from(last, -months) > today:
        last -= timedelta(days=1)
    return last


def visible_seizures(actor: Actor) -> QuerySet[Case]:
    """The cases of seizure among those that the actor sees."""
    return visible_cases(actor).filter(procedure=CODE)


def visible_recordings(actor: Actor) -> QuerySet[Case]:
    """The cases of help with a recordal among those that the actor sees."""
    return visible_cases(actor).filter(procedure=RECORDING)


def recorded_already(holder_id: int | None, right_id: int | None) -> CustomsRecordal | None:
    """The recordal in force by which a holder's right is recorded already."""
    if right_id is None:
        return None
    rows = CustomsRecordal.objects.filter(holder=holder_id, right=right_id, expires_on__gte=clock.today())
    return rows.exclude(cancelled_on__lte=clock.today()).first()


def silent_holders(actor: Actor) -> QuerySet[Case]:
    """Notices of the customs whose holder has not answered in time, the longest silent first."""
    late = visible_seizures(actor).filter(state="notified", closed_at=None, due_on__lt=clock.today())
    return late.select_related("applicant", "body").order_by("due_on", "pk")


def customs_figures(actor: Actor, recordals_url: str, seizures_url: str) -> list[Figure]:
    """The strip over the list of recordals; each number is a link to what it counts."""
    today = clock.today()
    in_force = Q(expires_on__gte=today) & ~Q(cancelled_on__lte=today)
    kept = (
        visible_recordals(actor)
        .order_by()
        .aggregate(
            valid=Count("pk", filter=in_force),
            ending=Count("pk", filter=in_force & Q(expires_on__lte=_last_opening(today))),
        )
    )
    held = visible_seizures(actor).order_by().aggregate(
        open=Count("pk", filter=Q(closed_at=None), distinct=True), abroad=Count("pk", filter=~Q(customs_seizure__foreign_why=""), distinct=True),
        silent=Count("pk", filter=Q(closed_at=None, state="notified", due_on__lt=today), distinct=True),
    )  # fmt: skip
    return [
        Figure("有效备案", kept["valid"], url=f"{recordals_url}?standing=valid", unit="项"),
        Figure("可以续展", kept["ending"], url=f"{recordals_url}?standing=ending", unit="项", state="warn" if kept["ending"] else "ok"),
        Figure("备案辅导", visible_recordings(actor).filter(closed_at=None).count(), url=f"{reverse('procedures:inbox')}?tab=&procedure={RECORDING}", unit="件"),
        Figure("在办扣留", held["open"], url=f"{seizures_url}?open=1", unit="件"),
        Figure("权利人逾期未答复", held["silent"], url=f"{seizures_url}?silent=1", unit="件", state="late" if held["silent"] else "ok"),
        Figure("涉外", held["abroad"], url=f"{seizures_url}?foreign=1", unit="件"),
    ]  # fmt: skip
