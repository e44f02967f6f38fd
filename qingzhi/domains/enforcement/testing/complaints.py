"""Factories: rules of complaints loaded, officers, complaints as far as one wants them."""

from base64 import b64decode
from csv import DictReader
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

from qingzhi.base.identity.models import Body
from qingzhi.base.identity.testing import a_body, a_region
from qingzhi.base.permits import PUBLIC, SYSTEM, Actor
from qingzhi.engine.decisions.actions import load_decisions
from qingzhi.engine.limits.actions import load_limits
from qingzhi.engine.procedures.actions import take_step

from ..actions.complaint_pieces import Piece, receive_piece
from ..actions.complaint_receiving import Told, receive_complaint
from ..models import Complaint
from ..rules.complaint_targets import complaint_target, has_target
from ..terms.complaints import Place, RightType, Role, Way, Wish
from .decisions import DESK, someone

CONFIG = Path(__file__).resolve().parents[3] / "config"
TABLES = CONFIG / "provinces" / "qinghai" / "decisions"
OFFICER = (*DESK, "enforcement.identity.ask", "tasks.handle", "rights.view", "parties.view")
LIMITS = "enforcement."
CHIEF = (*OFFICER, "enforcement.identity.allow", "enforcement.case.approve")
POINT = b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////"
    "wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxD/2Q=="
)
_numbers = count(1)


def make_complaint_rules() -> Body:
    """The decision tables and limits as shipped, with the bodies that they name; twice changes nothing. Returns who receives."""
    a_region()
    others = (
        ("qh-trademark", "省工商行政管理局"),
        ("qh-culture", "省版权局"),
        ("qh-customs", "西宁海关"),
        ("qh-market", "省市场监督管理局"),
    )
    for code, name in others:
        a_body(code, name)
    for table in ("receivers", "routing"):
        load_decisions(actor=SYSTEM, table=f"enforcement.{table}", rows=_rows(TABLES / f"enforcement.{table}.csv"))
    limits = _rows(CONFIG / "reference" / "limits.csv")
    load_limits(actor=SYSTEM, rows=[row for row in limits if row["code"].startswith(LIMITS)])
    return a_body("qh-ip", "省知识产权局")


def officer(user_id: int = 21, body: Body | None = None, name: str = "") -> Actor:
    """Somebody who handles complaints."""
    return someone(user_id, *OFFICER, body=body or a_body("qh-ip", "省知识产权局"), name=name)


def chief(user_id: int = 22, body: Body | None = None) -> Actor:
    """Who allows what needs a second person."""
    return someone(user_id, *CHIEF, body=body or a_body("qh-ip", "省知识产权局"), name=f"负责人{user_id}")


def told(**values: Any) -> Told:
    """Somebody bought a thing that bears a false patent number, wants the money back and the shop looked at."""
    usual: dict[str, Any] = {
        "right_type": RightType.PATENT, "role": Role.CONSUMER, "wishes": (Wish.MEDIATE, Wish.PUNISH), "place": Place.SHOP,
        "accused": "西宁市城东区示例商店", "facts": "五月二十日买了一台净水器，包装上印着专利号，花了八百元。",
    }  # fmt: skip
    return Told(**{**usual, **values})


def photo(traces: str = "") -> bytes:
    """A JPEG of one point; with `traces` as a phone writes where and by whom it was taken. No two are equal."""
    note = b"EXIF-number %d " % next(_numbers) + traces.encode()
    exif = b"\xff\xe1" + (len(note) + 8).to_bytes(2, "big") + b"Exif\0\0" + note
    return POINT[:2] + exif + POINT[2:]


def pieces(*names: str, traces: str = "") -> list[Piece]:
    """Photographs as they come from a phone."""
    return [receive_piece(name, BytesIO(photo(traces))) for name in names]


def make_complaint(to: str = "received", *, with_pieces: list[Piece] | None = None, **values: Any) -> Complaint:
    """A complaint of today, as far as `to`."""
    make_complaint_rules()
    receipt = receive_complaint(actor=PUBLIC, told=told(**values), pieces=with_pieces or [])
    complaint = receipt.complaint
    if to in ("asking", "handling"):
        step, data, note = (
            ("ask", {}, "请问发票上是哪家店？")
            if to == "asking"
            else ("route", {"ways": ["grievance"], "why": "只要求退款"}, "")
        )
        take_step(
            actor=officer(), case=complaint.case, step=step, revision=complaint.case.revision, data=data, note=note
        )
    return Complaint.objects.select_related("case__body").get(pk=complaint.pk)


def stand_in(way: Way) -> None:
    """Where no procedure of this way is declared, let disputes stand in for it."""
    from ..actions.grievances import open_grievance

    if not has_target(way.value):
        complaint_target(way.value, open_grievance)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open() as file:
        return list(DictReader(file))
