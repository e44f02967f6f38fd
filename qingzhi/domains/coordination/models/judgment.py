"""What courts decided on intellectual property (E22)."""

from django.db import models
from django.db.models import Q

from qingzhi.base.identity.models import Body

from ..terms.judgments import Instance, JudgmentOutcome


class Judgment(models.Model):
    """A judgment 「裁判」 on an intellectual property case, as its court entered it; amounts in yuan.

    `cause` is a symbol of the code table `cause` 「案由」. `case` is the administrative case and `right` the right that it
    concerns, where there is one. `appeal_of` is the judgment against which the appeal was. Names of natural persons are
    shown covered to whoever may not read them.
    """

    entered_for = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="录入法院")
    court = models.CharField("审理法院", max_length=100)
    number = models.CharField("案号", max_length=60, unique=True)
    instance = models.CharField("审级", max_length=8, choices=Instance.choices())
    cause = models.CharField("案由", max_length=20)
    filed_on = models.DateField("立案日期")
    judged_on = models.DateField("裁判日期")
    outcome = models.CharField("裁判结果", max_length=10, choices=JudgmentOutcome.choices())
    asked = models.DecimalField("请求赔偿额（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    awarded = models.DecimalField("判决赔偿额（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    plaintiff = models.CharField("原告（上诉人、公诉机关）", max_length=300)
    defendant = models.CharField("被告（被上诉人、被告人）", max_length=300)
    has_persons = models.BooleanField("当事人有自然人", default=True)
    gist = models.TextField("裁判要旨", blank=True)
    appeal_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="appeals", verbose_name="原审"
    )
    case = models.ForeignKey(
        "procedures.Case", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="行政案件"
    )
    right = models.ForeignKey(
        "rights.Right", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="权利"
    )
    entered_at = models.DateTimeField("录入时间")
    entered_by = models.CharField("录入人", max_length=100)
    batch_id = models.BigIntegerField("批次", null=True, blank=True)

    class Meta:
        verbose_name = "裁判"
        ordering = ["-judged_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(judged_on__gte=models.F("filed_on")), name="judged_after_filing"),
            models.CheckConstraint(
                condition=Q(awarded=None) | Q(asked=None) | Q(awarded__lte=models.F("asked")),
                name="awarded_within_asked",
            ),
        ]
        indexes = [
            models.Index(fields=["judged_on"], name="judgment_on"),
            models.Index(fields=["cause"], name="judgment_cause"),
            models.Index(fields=["entered_for"], name="judgment_of_court"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def days(self) -> int:
        """Days from filing to judgment 「审理天数」."""
        return (self.judged_on - self.filed_on).days
