"""Reads of reviews: which dossiers are in the list, how many are drawn, and the draw made again."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_CEILING, Decimal

from django.db.models import QuerySet

from qingzhi.base import clock
from qingzhi.base.permits import region_prefix
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.scoring.queries import threshold
from qingzhi.engine.scoring.queries.sampling import commitment_of, sample

from ..models import DossierReview

KINDS = ("enforcement.penalty", "enforcement.adjudication", "enforcement.fast_track", "enforcement.grievance")


@dataclass(frozen=True)
class Check:
    """One thing that the record says, whether it follows from the rest, and how."""

    title: str
    holds: bool
    how: str


def closed_cases(review: DossierReview) -> QuerySet[Case]:
    """What bodies of the organiser's region closed in the review's time."""
    zone = clock.now().tzinfo
    begin = datetime.combine(review.closed_from, time.min, tzinfo=zone)
    end = datetime.combine(review.closed_to + timedelta(days=1), time.min, tzinfo=zone)
    rows = Case.objects.filter(procedure__in=KINDS, closed_at__gte=begin, closed_at__lt=end).order_by()
    return rows.filter(body__region__code__startswith=region_prefix(review.body.region.code))


def how_many(whole: int, on: date) -> int:
    """How many of so many are drawn, by the dated rows of the day."""
    part = (Decimal(whole) * threshold("dossier.share", on) / 100).to_integral_value(ROUND_CEILING)
    return min(whole, max(int(threshold("dossier.least", on)), int(part)))


def drawn_again(review: DossierReview) -> list[Check]:
    """What anybody can reckon again from seed and list; empty before the draw."""
    if not review.seed:
        return []
    shown = list(review.dossiers.order_by("place").values_list("case__number", flat=True))
    again = sample(review.seed, review.public_number, review.numbers, len(shown))
    return [
        Check("种子与事先公布的摘要一致", commitment_of(review.seed) == review.seed_hash, "种子的 SHA-256 值"),
        Check(
            "名单与锁定时的摘要一致",
            again.digest == review.list_digest,
            "空行和各案件编号（由小到大，各占一行）的 SHA-256 值",
        ),
        Check("抽取密钥由种子、公共随机数和名单摘要得出", again.key == review.draw_key, "三者各占一行的 SHA-256 值"),
        Check(
            "抽取结果可以重现",
            list(again.chosen) == shown,
            "按密钥、sample、案件编号（半角冒号连接）的 SHA-256 值由小到大，取前几件",
        ),
    ]
