"""The certificate of an award as an official document with a code that anybody can check."""

from qingzhi.base import clock
from qingzhi.engine.documents.kinds import document_kind
from qingzhi.engine.documents.rules.drawing import Align, Block, Kind, OfficialDocument, Paragraph, Table

from ..models import AwardNomination

CERTIFICATE = document_kind("support.award_certificate", "奖项证书").code
SERIES = "award-certificate"


def certificate_paper(number: str, nomination: AwardNomination) -> OfficialDocument:
    """The certificate: which right, whose, which grade, by whom, from when to when."""
    round_ = nomination.round
    return OfficialDocument(
        kind=Kind.LETTER,
        issuer_head=f"{round_.body.name}奖励证书",
        number=number,
        title=f"{round_.title}证书",
        body=tuple(_body(nomination)),
        signatory=round_.body.name,
        dated_on=clock.today(),
        words=("奖励证书", round_.known_kind.label),
    )


def _body(nomination: AwardNomination) -> list[Block]:
    round_ = nomination.round
    seat = nomination.seat.title if nomination.seat else round_.known_kind.label
    return [
        Paragraph(f"下列{round_.known_kind.label}项目经评审委员会评审、公示和审定，授予{seat}，特发此证。"),
        Table(
            header=("项目", "内容"), rows=_rows(nomination, seat), widths=(1, 3.2), alignment=(Align.CENTER, Align.LEFT)
        ),
    ]


def _rows(nomination: AwardNomination, seat: str) -> tuple[tuple[str, str], ...]:
    rows = [
        ("奖项", seat),
        ("权利号", nomination.right.number_shown),
        ("名称", nomination.right.title),
        ("权利人", "、".join(nomination.holders)),
    ]
    if nomination.persons:
        rows.append(("发明（设计）人", "、".join(nomination.persons)))
    rows.append(("推荐单位", nomination.nominator.name))
    if nomination.valid_to:
        rows.append(("有效期至", f"{nomination.valid_to}"))
    return tuple(rows)
