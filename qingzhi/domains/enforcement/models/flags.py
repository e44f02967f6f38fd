"""The protection list, poverty counties, what officers note of a case, and the flags that follow from all of it."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from qingzhi.base.identity.models import Body
from qingzhi.base.regions.models import Region

from ..terms.flags import FlagKind, ListedKind


class ListedRight(models.Model):
    """An entry of the protection list 「重点保护名录」: a right of the register, why, from when to when (end exclusive), and who keeps it."""

    right = models.ForeignKey("rights.Right", models.PROTECT, related_name="+", verbose_name="权利")
    kind = models.CharField("类别", max_length=12, choices=ListedKind.choices())
    reason = models.CharField("列入理由", max_length=300)
    source = models.CharField("依据", max_length=300)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="列入单位")
    valid_from = models.DateField("起")
    valid_to = models.DateField("止", null=True, blank=True)
    ended_why = models.CharField("移出理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "重点保护名录"
        ordering = ["-valid_from", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["right", "kind"], condition=Q(valid_to=None), name="listed_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="listed_not_before_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.right}（{self.get_kind_display()}）"

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class PovertyCounty(models.Model):
    """That a county was a poverty county 「贫困县」, from when to when (end exclusive), by which list."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="县")
    valid_from = models.DateField("认定")
    valid_to = models.DateField("退出", null=True, blank=True)
    source = models.CharField("来源", max_length=300)
    ended_source = models.CharField("退出依据", max_length=300, blank=True)

    class Meta:
        verbose_name = "贫困县"
        ordering = ["region__code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["region", "valid_from"], name="poverty_county_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="poverty_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return str(self.region)


class CaseParticulars(models.Model):
    """What officers note of a case for the rules of supervised handling 「案件要素」; what the record says itself is not noted again."""

    case = models.OneToOneField("procedures.Case", models.PROTECT, related_name="particulars")
    regions = models.ManyToManyField(Region, blank=True, related_name="+", verbose_name="涉及的地区")
    amount = models.DecimalField("涉案金额（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    is_source = models.BooleanField("制假源头", default=False)
    malicious = models.BooleanField("恶意侵权", default=False)
    is_group = models.BooleanField("群体侵权", default=False)
    note = models.CharField("说明", max_length=500, blank=True)
    noted_by = models.CharField("登记人", max_length=100)
    noted_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "案件要素"

    def __str__(self) -> str:
        return f"案件要素{self.case_id}"


class CaseFlag(models.Model):
    """A flag on a case 「标记」: what it is flagged as and why, since when; computed, never typed. One that no longer holds ends.

    `reasons` are sentences; of a decision table `rows` are the rows that fired and `table_version` its version.
    """

    case = models.ForeignKey("procedures.Case", models.CASCADE, related_name="flags")
    kind = models.CharField("标记", max_length=12, choices=FlagKind.choices())
    entry = models.ForeignKey(ListedRight, models.PROTECT, null=True, blank=True, related_name="flags")
    counties = models.ManyToManyField(Region, related_name="+", verbose_name="贫困县")
    reasons = models.JSONField("理由", default=list)
    rows = models.JSONField("符合的条款", default=list)
    table_version = models.BigIntegerField("决策表版本", null=True, blank=True)
    since = models.DateTimeField("标记时间")
    ended_at = models.DateTimeField("取消时间", null=True, blank=True)
    ended_why = models.CharField("取消原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "案件标记"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "kind"], condition=Q(ended_at=None), name="flagged_once")
        ]
        indexes = [models.Index(fields=["kind", "case"], condition=Q(ended_at=None), name="flag_of_kind")]

    def __str__(self) -> str:
        return f"{self.case_id}:{self.kind}"
