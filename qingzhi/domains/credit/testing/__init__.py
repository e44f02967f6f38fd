"""Factories: rules loaded, the people of credit, entries, findings as far as one wants them."""

from csv import DictReader
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from qingzhi.base import clock
from qingzhi.base.events.bus import deliver_events
from qingzhi.base.files.actions import receive_file
from qingzhi.base.files.testing import pdf_bytes
from qingzhi.base.identity.models import Body, User
from qingzhi.base.identity.testing import a_body, a_post, a_region, a_role, an_account
from qingzhi.base.permits import SYSTEM, Actor, Scope
from qingzhi.domains.enforcement.actions import make_effective
from qingzhi.domains.enforcement.testing.decisions import a_decision, make_case
from qingzhi.domains.parties.testing import make_party
from qingzhi.engine.decisions.actions import load_decisions
from qingzhi.engine.documents.actions import load_series
from qingzhi.engine.limits.actions import load_limits
from qingzhi.engine.procedures.actions import attach, take_step

from ..actions import ask_repair, propose_listing, record_result
from ..models import Entry, Listing, Repair
from ..terms import EntryKind, Severity

REFERENCE = Path(__file__).resolve().parents[3] / "config" / "reference"
TABLES = ("entries", "conducts", "repair_bars", "formula", "grades", "bars")
DESK = (
    "credit.archive.view", "credit.person.view", "credit.case.view", "credit.handle", "credit.penalty.publish",
    "credit.reading.view", "procedures.case.view", "procedures.case.handle", "tasks.view", "tasks.handle",
)  # fmt: skip
CHIEF = ("credit.archive.view", "credit.case.view", "credit.decide", "procedures.case.view", "tasks.view")
_numbers = count(1)


def make_rules() -> None:
    """The decision tables, limits and series as the reference data give them; twice changes nothing."""
    for table in TABLES:
        load_decisions(
            actor=SYSTEM, table=f"credit.{table}", rows=_rows(REFERENCE / "decisions" / f"credit.{table}.csv")
        )
    if not User.objects.filter(username="credit-keeper").exists():
        a_post(an_account("credit-keeper"), a_role("credit-keeper", "credit.handle"), office())  # whom new cases go to
    load_limits(
        actor=SYSTEM, rows=[one for one in _rows(REFERENCE / "limits.csv") if one["code"].startswith("credit.")]
    )
    row = {
        "code": "notice",
        "title": "办事通知书",
        "prefix": "青知n",
        "form": "number",
        "body": office().code,
        "retired_on": "",
    }
    load_series(actor=SYSTEM, rows=[row])


def office() -> Body:
    """The body that keeps the archives."""
    return a_body("office", "省知识产权局", a_region())


def clerk(*permits: str, user_id: int = 51, scope: Scope = Scope.ALL) -> Actor:
    """Who keeps the archives; another number is another person."""
    at = office()
    return Actor(
        kind="person", name=f"信用经办{user_id}", user_id=user_id, role_title="信用档案经办", body_id=at.pk, body_name=at.name,
        region_code=at.region.code, acts_for=at.subject_id, grants=dict.fromkeys(permits or DESK, scope),
    )  # fmt: skip


def chief(user_id: int = 52) -> Actor:
    """Who decides."""
    return clerk(*CHIEF, user_id=user_id)


def subject(party: Any, user_id: int = 950) -> Actor:
    """Who acts for a party by mandate."""
    grants = dict.fromkeys(("credit.own", "procedures.case.file", "tasks.view"), Scope.BODY)
    return Actor(
        kind="person", name="企业经办", user_id=user_id, role_title="申请人", body_name=party.name, acts_for=party.subject_id,
        mandate_id=1, grants=grants,
    )  # fmt: skip


def make_firm(name: str = "", **values: Any) -> Any:
    """A made-up firm of the register."""
    return make_party(name or f"青海示例商贸{next(_numbers)}有限公司", **values)


def make_entry(party: Any, **values: Any) -> Entry:
    """An effective result of another authority in a party's archive."""
    usual: dict[str, Any] = {
        "kind": EntryKind.FAIR, "severity": Severity.ORDINARY, "number": f"展知〔2018〕{next(_numbers)}号", "authority": "示例展会投诉站",
        "violation": "展出侵犯专利权的产品", "content": "撤展", "decided_on": date(2018, 1, 15), "effective_on": date(2018, 1, 15),
    }  # fmt: skip
    return record_result(actor=clerk(), party=party, **{**usual, **values})


def make_penalty(party: Any = None, **values: Any) -> Any:
    """A penalty that was made about a party (the sample's table must be there)."""
    named = {"party": party, "party_name": party.name} if party is not None else {}
    return a_decision(make_case(office()), **{**named, **values})


def make_effective_penalty(party: Any = None, *, on: date = date(2018, 6, 4), **values: Any) -> Any:
    """A penalty that was served and took effect on a day; credit has heard of it."""
    decision = make_penalty(party, **values)
    type(decision).objects.filter(pk=decision.pk).update(served_on=on)
    make_effective(actor=SYSTEM, decision=decision, on=on)
    deliver_events()
    decision.refresh_from_db()
    return decision


def make_listing(party: Any, *, to: str = "listed", conduct: str = "false_promise", served_on: str = "") -> Listing:
    """A finding on a party, as far as a state of its case."""
    made = propose_listing(
        actor=clerk(), entry=make_entry(party), conduct=conduct, facts="承诺事项未履行。", body=office()
    )
    return walk(made, to, served_on=served_on)


def walk(listing: Listing, to: str, *, served_on: str = "") -> Listing:
    """Take the usual steps until the case is in a state."""
    steps: dict[str, tuple[str, Actor, dict[str, Any]]] = {
        "proposed": ("notify", clerk(), {}),
        "notified": ("enter_statement", clerk(), {"statement": "已知悉，正在整改。"}),
        "reviewing": ("propose", clerk(), {"finding": "理由不成立，不予采纳。"}),
        "deciding": ("decide", chief(), {"number": f"青知信〔2018〕{next(_numbers)}号"}),
        "decided": ("serve", clerk(), {"served_on": served_on or clock.today().isoformat(), "way": "直接送达"}),
    }  # fmt: skip
    case = listing.case
    case.refresh_from_db()
    while case.state != to:
        step, actor, data = steps[case.state]
        case = take_step(actor=actor, case=case, step=step, revision=case.revision, data=data)
    listing.refresh_from_db()
    return listing


def make_repair(party: Any, listing: Listing, *, to: str = "repaired") -> Repair:
    """A repair of a finding, as far as a state of its case."""
    who = subject(party)
    made = ask_repair(actor=who, listing=listing)
    received = receive_file(actor=SYSTEM, name="证明.pdf", data=pdf_bytes("evidence"))
    attach(actor=who, case=made.case, slot="evidence", label="证明", received=received)
    steps: dict[str, tuple[str, Actor, dict[str, Any]]] = {
        "draft": ("submit", who, {"measures": "已履行全部承诺事项。", "promised": "on"}),
        "submitted": ("accept", clerk(), {}),
        "reviewing": ("propose", clerk(), {"finding": "已履行，建议准予修复。"}),
        "deciding": ("grant", chief(), {}),
    }
    case = made.case
    case.refresh_from_db()
    while case.state != to:
        step, actor, data = steps[case.state]
        case = take_step(actor=actor, case=case, step=step, revision=case.revision, data=data)
    made.refresh_from_db()
    return made


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(DictReader(file))
