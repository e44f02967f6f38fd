"""A publicity with an objection, a lead and a correction, and a list that stays: what the public pages show at once."""

from datetime import datetime
from decimal import Decimal

from qingzhi.base import clock
from qingzhi.base.permits import PUBLIC
from qingzhi.engine.publication.actions import (
    Row,
    accept_objection,
    answer_objection,
    correct_row,
    object_to,
    publish_notice,
)
from qingzhi.engine.publication.actions.objecting import Objector
from qingzhi.engine.publication.models import Publication
from qingzhi.engine.publication.queries import grounds_for

from .stage import Stage

KIND = "publication.names"
PARTIES = ("青海高原枸杞科技有限公司（示例）", "西宁盐湖新材料有限公司（示例）", "海东青稞食品有限公司（示例）")
INVENTORS = ("马占元、李生财", "星卓玛", "欧阳建国")
AT = ("2018-06-27 09:30", "2018-06-28 11:05", "2018-06-28 16:20", "2018-06-29 09:10")
CONTACT = "知识产权促进处，0971-0000000（示例）"


def tell(stage: Stage) -> int | bool:
    """Publish, object by name and without, accept, correct; then the result of an earlier year with a decided objection."""
    if Publication.objects.filter(kind=KIND).exists():
        return False
    chief = stage.actor("support_chief")
    found = _published(stage, AT[0], "2018年度发明专利授权资助拟资助名单公示（示例）")
    with clock.fixed(datetime.fromisoformat(AT[1])):
        named = _object(
            found,
            "ownership",
            "名单第二行的专利权人在登记簿上另有共有人，未列入名单。",
            Objector("祁海青", "0971-0000001"),
        )
        _object(found, "clerical", "听说第三行的金额算错了，请核对计算依据。", None)
    with clock.fixed(datetime.fromisoformat(AT[2])):
        accept_objection(actor=chief, objection=named)
    with clock.fixed(datetime.fromisoformat(AT[3])):
        item = found.items.get(position=3, withdrawn_at=None)
        correct_row(actor=chief, item=item, row=_row(2, "2800"), reason="金额按官费上限重新核算")
    earlier = _published(stage, "2017-11-06 09:00", "2017年度发明专利授权资助拟资助名单公示（示例）")
    with clock.fixed(datetime.fromisoformat("2017-11-08 10:00")):
        late = _object(
            earlier, "clerical", "第一行的单位名称与营业执照不一致，请更正。", Objector("祁海青", "0971-0000001")
        )
        accept_objection(actor=chief, objection=late)
    with clock.fixed(datetime.fromisoformat("2017-11-10 10:00")):
        answer_objection(
            actor=chief, objection=late, upheld=False, answer="经核对营业执照，名单所列名称与登记一致，异议不成立。"
        )
    return Publication.objects.filter(kind=KIND).count()


def _published(stage: Stage, at: str, title: str) -> Publication:
    with clock.fixed(datetime.fromisoformat(at)):
        return publish_notice(
            actor=stage.actor("support_chief"), kind=KIND, title=title, body=stage.bodies["qh-ip"], contact=CONTACT,
            text="经形式审查、权属核验和查重，现将拟资助名单予以公示。本件为演示示例，单位和人员均为虚构。",
            rows=[_row(place, amount) for place, amount in enumerate(("4000", "4000", "3000"))],
        )  # fmt: skip


def _row(place: int, amount: str) -> Row:
    number = f"ZL20161000{place + 1}234.{place}"
    values = {"party": PARTIES[place], "number": number, "person": INVENTORS[place], "amount": Decimal(amount)}
    return Row({**values, "account": f"（示例账号{place + 1}）"})


def _object(found: Publication, ground: str, text: str, objector: Objector | None):
    """By a ground that needs no evidence here: the demonstration brings no files."""
    known = grounds_for(found.kind)
    chosen = known.filter(code=ground, needs_evidence=False).first() or known.get(code="clerical")
    return object_to(actor=PUBLIC, publication=found, ground=chosen, text=text, objector=objector)
