"""Factories of trade fairs: rules loaded, a fair with a station and exhibitors, complaints as far as one wants them."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import count
from typing import Any

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.base.identity.testing import a_body, a_region
from qingzhi.base.permits import SYSTEM, Actor
from qingzhi.engine.decisions.actions import load_decisions
from qingzhi.engine.documents.actions import load_series
from qingzhi.engine.limits.actions import load_limits
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.models import Case

from ..actions.fair_exhibitors import load_exhibitors
from ..actions.fair_receiving import FairTold, receive_fair_complaint
from ..actions.fairs import enter_fair, enter_station
from ..models import Fair, FairComplaint, FairStation
from ..rules.fair_lists import ExhibitLine
from ..terms.complaints import RightType
from .cases import BASIC, REFERENCE, SERIES, _rows
from .decisions import someone

STATION = (*BASIC, "enforcement.case.handle", "enforcement.fair.manage")
_keys = count(1)


def make_fair_rules() -> None:
    """Hours, days and grades as the reference data give them; twice changes nothing."""
    limits = [one for one in _rows(REFERENCE / "limits.csv") if one["code"].startswith("enforcement.")]
    load_limits(actor=SYSTEM, rows=limits)
    table = "enforcement.fair_risk"
    load_decisions(actor=SYSTEM, table=table, rows=_rows(REFERENCE / "decisions" / f"{table}.csv"))
    load_series(actor=SYSTEM, rows=[{**SERIES, "body": a_body().code}])


def officer(user_id: int = 31, body: Body | None = None) -> Actor:
    """Who is on duty at a fair."""
    return someone(user_id, *STATION, body=body, name=f"驻会人员{user_id}")


def a_fair(**values: Any) -> Fair:
    """A fair of four days from today on, with one station; rules are there."""
    make_fair_rules()
    today = clock.today()
    usual: dict[str, Any] = {
        "body": a_body(), "name": f"示例藏毯展览会{next(_keys)}", "organiser": "示例会展公司", "place": "示例会展中心", "region": a_region(),
        "begins_on": today, "ends_on": today + timedelta(days=3),
    }  # fmt: skip
    made = enter_fair(actor=SYSTEM, **{**usual, **values})
    enter_station(actor=SYSTEM, fair=made, name="一号工作站", place="一号馆入口", phone="0971-0000000")
    return made


def line(number: int = 2, **values: str) -> ExhibitLine:
    """A line of the organiser's list."""
    usual = {"stand": "A12", "name": "青海示例藏毯有限公司", "product": "手工藏毯"}
    if values.get("right_number"):
        usual["right_type"] = "unsure"
    return ExhibitLine(line=number, **{**usual, **values})


def make_list(fair: Fair, *lines: ExhibitLine) -> None:
    load_exhibitors(actor=officer(body=fair.body), fair=fair, lines=lines or (line(),))


def told(**values: Any) -> FairTold:
    """Somebody's design is copied at stand A12."""
    usual: dict[str, Any] = {
        "complainant": "西宁示例地毯有限公司", "right_type": RightType.PATENT, "right_number": "ZL201730000001.X", "stand": "A12",
        "product": "八宝纹藏毯", "facts": "展出的藏毯与我公司外观设计相同。", "contact": "13900000000", "agent": "马代理",
    }  # fmt: skip
    return FairTold(**{**usual, **values})


def receive(
    fair: Fair, *, key: str = "", held: timedelta | None = None, user_id: int = 31, **values: Any
) -> FairComplaint:
    """A complaint as the station takes it in."""
    station: FairStation | None = fair.stations.first()
    return receive_fair_complaint(
        actor=officer(user_id, fair.body), fair=fair, told=told(**values), request_key=key or f"key-{next(_keys)}", station=station, held=held
    )  # fmt: skip


def minute() -> str:
    return f"{clock.now():%Y-%m-%dT%H:%M}"


def _into(case: Case) -> Mapping[str, Any]:
    first = FairComplaint.objects.filter(fair=case.dossier.fair_id).exclude(case=case).order_by("pk").first()
    return {"into": str(first.pk) if first else "", "why": "同一展位、同一权利"}


DATA: dict[str, Any] = {
    "accept": lambda case: {"notified_at": minute(), "notified_to": "展位负责人"},
    "merge": _into,
    "note_defence": lambda case: {"defence": "自行设计，不侵权", "defended_at": minute()},
    "uphold": {"ground": "examined", "reasons": "整体视觉效果无实质性差异"},
    "dismiss": {"reasons": "整体视觉效果有明显区别"},
    "remove": lambda case: {"how": ["taken", "unlinked"], "removed_at": minute(), "note": "已签承诺书"},
    "hand_over": lambda case: {"way": "penalty", "body": str(case.body_id), "why": "展位外还有库存"},
}


def walk(case: Case, *steps: str, user_id: int = 31, note: str = "理由", **data: Any) -> Case:
    """Take these steps; `data` replaces what the last one is filled with."""
    for step in steps:
        given = DATA.get(step, {})
        filled = dict(given(case) if callable(given) else given)
        if step == steps[-1]:
            filled |= data
        case = take_step(
            actor=officer(user_id, case.body), case=case, step=step, revision=case.revision, data=filled, note=note
        )
    return case


DAY = date(2018, 7, 16)
