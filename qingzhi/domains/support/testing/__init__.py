"""Factories: rules loaded, people, calls with money, applications as far as one wants them."""

from collections.abc import Sequence
from csv import DictReader
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from qingzhi.base.files.actions import receive_file
from qingzhi.base.files.testing import pdf_bytes
from qingzhi.base.identity.models import Body
from qingzhi.base.identity.testing import a_body, a_region
from qingzhi.base.permits import SYSTEM, Actor, Scope
from qingzhi.domains.funds.testing import make_line, make_programme
from qingzhi.domains.parties.testing import make_party, make_region
from qingzhi.domains.rights.testing import make_right
from qingzhi.engine.decisions.actions import load_decisions
from qingzhi.engine.documents.actions import load_series
from qingzhi.engine.limits.actions import load_limits
from qingzhi.engine.procedures.actions import attach, take_step

from ..actions import begin_application, choose_rights, draft_call, enter_payee, publish_call, submit_application
from ..actions.applying import Wanted
from ..models import Call, SubsidyApplication

REFERENCE = Path(__file__).resolve().parents[3] / "config" / "reference"
TABLES = ("policy", "amounts", "caps", "earlier", "sizes", "keep")
DESK = (
    "support.call.view", "support.call.write", "support.application.view", "support.handle", "support.precheck",
    "support.ledger.view", "support.ledger.import", "support.mark", "support.recheck", "documents.issue",
    "procedures.case.handle", "publication.manage", "publication.answer", "tasks.view", "tasks.handle",
)  # fmt: skip
CHIEF = (*DESK, "support.call.publish", "support.list.publish", "support.decide", "funds.commit")
FINANCE = ("support.pay", "support.application.view", "support.ledger.view", "funds.pay", "funds.batch.manage")
WAY = ("formal", "review", "proposed", "publicity", "decision", "committed", "paid", "closed")
_numbers = count(1)


def make_rules() -> None:
    """The decision tables, limits and series as the reference data give them; twice changes nothing."""
    for table in TABLES:
        load_decisions(
            actor=SYSTEM, table=f"support.{table}", rows=_rows(REFERENCE / "decisions" / f"support.{table}.csv")
        )
    load_limits(actor=SYSTEM, rows=_rows(REFERENCE / "limits.csv"))
    body = office()
    for code, title in (("support-call", "申报通知"), ("notice", "办事通知书")):
        row = {
            "code": code,
            "title": title,
            "prefix": f"青知{code[0]}",
            "form": "number",
            "body": body.code,
            "retired_on": "",
        }
        load_series(actor=SYSTEM, rows=[row])


def office() -> Body:
    """The body that announces and decides."""
    return a_body("office", "省知识产权局", a_region())


def clerk(*permits: str, user_id: int = 11, body: Body | None = None, scope: Scope = Scope.ALL) -> Actor:
    """Somebody of the office; another number is another person."""
    at = body or office()
    return Actor(
        kind="person", name=f"经办{user_id}", user_id=user_id, role_title="资助奖励经办", body_id=at.pk, body_name=at.name,
        region_code=at.region.code, acts_for=at.subject_id, grants=dict.fromkeys(permits or DESK, scope),
    )  # fmt: skip


def chief(user_id: int = 12) -> Actor:
    """Who publishes and decides."""
    return clerk(*CHIEF, user_id=user_id)


def finance(user_id: int = 13) -> Actor:
    """Who pays."""
    return clerk(*FINANCE, user_id=user_id)


def applicant(party: Any, user_id: int = 900) -> Actor:
    """Who acts for a party by mandate."""
    grants = dict.fromkeys(("support.apply", "procedures.case.file", "tasks.view"), Scope.BODY)
    return Actor(
        kind="person", name="企业经办", user_id=user_id, role_title="申请人", body_name=party.name,
        acts_for=party.subject_id, mandate_id=1, grants=grants,
    )  # fmt: skip


def make_applicant(name: str = "", **values: Any) -> Any:
    """A party of Xining."""
    a_region("630100", "西宁市", a_region())
    values.setdefault("region", make_region("630102", "城东区"))
    return make_party(name or f"青海示例藏药{next(_numbers)}有限公司", **values)


def make_call(*, budget: int = 1_000_000, published: bool = True, **values: Any) -> Call:
    """A call of 2018 for inventions that were granted in 2017, with a programme that has so much money."""
    make_rules()
    number = next(_numbers)
    usual: dict[str, Any] = {
        "code": f"call-{number}", "year": 2018, "scheme": "patent", "body": office(), "title": f"2018年专利资助申报{number}",
        "opens_on": date(2018, 3, 1), "closes_on": date(2018, 12, 31), "acts_from": date(2017, 1, 1),
        "acts_to": date(2017, 12, 31), "guide": "请按期申报。", "contact": "0971-0000000", "basis": "推进计划四、（一）1",
        "items": [("patent.invention", "grant"), ("patent.utility", "grant")],
        "documents": [("paper-1", "授权证书复印件", True, "")],
    }  # fmt: skip
    if "programme" not in values and budget:
        values["programme"] = make_programme(office())
        make_line(budget, values["programme"])
    call = draft_call(actor=SYSTEM, **{**usual, **values})
    return publish_call(actor=SYSTEM, call=call) if published else call


def make_granted(party: Any, **values: Any) -> Any:
    """An invention of the party that was granted in 2017."""
    usual = {"holders": [party.name], "registered_on": date(2017, 6, 9), "applied_on": date(2015, 3, 15)}
    return make_right(**{**usual, **values})


def make_application(
    call: Call, party: Any, rights: Sequence[Any] = (), *, to: str = "draft", **amounts: Any
) -> SubsidyApplication:
    """An application for the grant of these rights, filled in, as far as `to`."""
    who = applicant(party)
    made = begin_application(actor=who, call=call, party=party)
    act = call.items.first().act  # type: ignore[union-attr]
    choose_rights(actor=who, application=made, wanted=[Wanted(f"{one.pk}:{act}:", **amounts) for one in rights])
    enter_payee(
        actor=who,
        application=made,
        contact="李某",
        phone="0971-1234567",
        bank="示例银行",
        account="6228480402564890018",
    )
    for paper in call.documents.filter(required=True):
        received = receive_file(actor=SYSTEM, name="材料.pdf", data=pdf_bytes(paper.code))
        attach(actor=who, case=made.case, slot=paper.code, label=paper.label, received=received)
    if to != "draft":
        made = submit_application(actor=who, application=made, promised=True)
        walk(made, to)
    made.refresh_from_db()
    return made


def walk(application: SubsidyApplication, to: str) -> SubsidyApplication:
    """Take the usual steps until the case is in a state; the publicity is waited for by whoever holds the clock."""
    steps: dict[str, tuple[str, Actor, dict[str, Any]]] = {
        "formal": ("accept", clerk(), {}),
        "review": ("propose", clerk(), {}),
        "proposed": ("publish", chief(), {}),
        "publicity": ("end_publicity", clerk(), {}),
        "decision": ("decide", chief(), {"meeting": "2018年第6次局务会", "meeting_on": "2018-07-01", "decision_number": "青知资〔2018〕1号"}),
        "committed": ("pay", finance(), {"paid_on": "2018-07-01", "voucher": "PZ-1"}),
        "paid": ("confirm", applicant(application.party), {}),
    }  # fmt: skip
    case = application.case
    case.refresh_from_db()
    while case.state != to:
        step, actor, data = steps[case.state]
        case = take_step(actor=actor, case=case, step=step, revision=case.revision, data=data)
    application.refresh_from_db()
    return application


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(DictReader(file))
