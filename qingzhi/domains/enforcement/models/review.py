"""Reviews of closed dossiers: drawn from a seed that was bound before, scored by dated criteria, corrections asked and answered."""

from django.db import models

from qingzhi.base.identity.models import Body
from qingzhi.engine.scoring.models import SchemeVersion

from ..terms.review import DossierState, ReviewState


class DossierReview(models.Model):
    """A review 「案卷评查」 of what bodies of the organiser's region closed in a time.

    `seed_hash` is published when it begins; with the draw the seed is told, and everybody can draw again from `numbers`.
    """

    title = models.CharField("名称", max_length=120)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    closed_from = models.DateField("办结自")
    closed_to = models.DateField("办结至")
    version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=10, choices=ReviewState.choices(), default=ReviewState.COMMITTED.value)
    public_number_is = models.CharField("另用的公共随机数", max_length=200, blank=True)
    public_number = models.CharField("公共随机数的值", max_length=200, blank=True)
    seed_hash = models.CharField("种子摘要", max_length=64)
    seed_sealed = models.BinaryField("种子（密文）", null=True, blank=True)
    seed = models.CharField("种子", max_length=64, blank=True)
    numbers = models.JSONField("锁定的案件编号", default=list)
    list_digest = models.CharField("名单摘要", max_length=64, blank=True)
    draw_key = models.CharField("抽取密钥", max_length=64, blank=True)
    opened_by = models.CharField("发起人", max_length=100)
    opened_at = models.DateTimeField("发起时间")
    drawn_at = models.DateTimeField("抽取时间", null=True, blank=True)
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "案卷评查"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(closed_to__gte=models.F("closed_from")), name="review_period_in_order")
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class ReviewedDossier(models.Model):
    """A dossier that was drawn, its sheet, what is to be corrected and how that was answered."""

    review = models.ForeignKey(DossierReview, models.PROTECT, related_name="dossiers")
    case = models.ForeignKey("procedures.Case", models.PROTECT, related_name="dossier_reviews")
    place = models.PositiveIntegerField("抽取次序")
    state = models.CharField("状态", max_length=10, choices=DossierState.choices(), default=DossierState.WAITING.value)
    total = models.DecimalField("得分", max_digits=5, decimal_places=2, null=True, blank=True)
    opinion = models.TextField("评查意见", blank=True)
    reviewed_by = models.CharField("评查人", max_length=100, blank=True)
    reviewed_at = models.DateTimeField("评查时间", null=True, blank=True)
    to_correct = models.TextField("须整改的问题", blank=True)
    correct_by = models.DateField("整改期限", null=True, blank=True)
    correction = models.TextField("整改情况", blank=True)
    corrected_by = models.CharField("整改人", max_length=100, blank=True)
    corrected_at = models.DateTimeField("整改时间", null=True, blank=True)
    returned_why = models.CharField("退回理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "评查的案卷"
        ordering = ["review", "place"]
        constraints = [models.UniqueConstraint(fields=["review", "case"], name="dossier_once_in_a_review")]

    def __str__(self) -> str:
        return f"{self.review_id}:{self.place}"


class DossierScore(models.Model):
    """The points of one criterion, 0 to 100, with what was found."""

    dossier = models.ForeignKey(ReviewedDossier, models.CASCADE, related_name="scores")
    code = models.CharField("指标代码", max_length=60)
    title = models.CharField("指标", max_length=100)
    share = models.DecimalField("占总分", max_digits=6, decimal_places=4)
    points = models.DecimalField("得分", max_digits=5, decimal_places=2)
    finding = models.CharField("发现的问题", max_length=500, blank=True)

    class Meta:
        verbose_name = "评查得分"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "code"], name="criterion_once_a_dossier"),
            models.CheckConstraint(condition=models.Q(points__range=(0, 100)), name="points_of_a_hundred"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.points}"

    @property
    def percent(self) -> str:
        """Its share of the whole as people write it."""
        return f"{(self.share * 100).normalize():f}"
