"""A review of dossiers in the demonstration: the seed bound, a dossier drawn and scored, a correction that waits. Made up."""

from datetime import date, datetime
from decimal import Decimal

from qingzhi.base import clock
from qingzhi.domains.enforcement.actions.review import draw_dossiers, open_review, score_dossier
from qingzhi.domains.enforcement.models import DossierReview

from .stage import Stage

REVIEWER = "legal2"
POINTS = {"subject": 100, "facts": 92, "law": 100, "procedure": 88, "papers": 85}
FINDINGS = {
    "facts": "现场照片没有注明拍摄人。（示例）",
    "procedure": "告知书送达回证缺见证人签名。（示例）",
    "papers": "卷内目录漏编一页。（示例）",
}


def tell_review(stage: Stage) -> int | bool:
    """One review; how many dossiers were drawn."""
    if DossierReview.objects.exists():
        return False
    body = stage.bodies[stage.province.facts["plan"]["owner"]]
    with clock.fixed(datetime(2018, 6, 4, 9, 0)):
        review = open_review(
            actor=stage.actor(REVIEWER), body=body, title="2018年上半年行政执法案卷评查（示例）", closed_from=date(2018, 1, 1), closed_to=date(2018, 5, 31),
        )  # fmt: skip
    with clock.fixed(datetime(2018, 6, 5, 9, 30)):
        draw_dossiers(actor=stage.actor(REVIEWER), review=review)
    with clock.fixed(datetime(2018, 6, 22, 15, 0)):
        for one in review.dossiers.all():
            score_dossier(
                actor=stage.actor(REVIEWER), dossier=one, points={code: Decimal(value) for code, value in POINTS.items()}, findings=FINDINGS,
                opinion="事实清楚，处罚适当；程序和文书有瑕疵。（示例）", to_correct="补正送达回证的见证人签名，重新编制卷内目录。（示例）",
            )  # fmt: skip
    return review.dossiers.count()
