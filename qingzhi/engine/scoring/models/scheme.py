"""What is judged by: criteria with weights, in dated versions with their source; and the dated numbers of the rules."""

from django.db import models
from django.db.models import F, Q

from ..terms import CriterionKind


class Scheme(models.Model):
    """A set of criteria 「评审标准」 under a stable code; its content is in its versions."""

    code = models.SlugField("代码", max_length=60, unique=True)
    title = models.CharField("名称", max_length=100)

    class Meta:
        verbose_name = "评审标准"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title


class SchemeVersion(models.Model):
    """What the criteria were from a day on (`valid_to` exclusive); a round keeps the version that it was opened with."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="versions")
    valid_from = models.DateField("施行")
    valid_to = models.DateField("废止", null=True, blank=True)
    tie_code = models.CharField("同分时比较的指标", max_length=60, blank=True)
    source = models.CharField("来源", max_length=300)

    class Meta:
        verbose_name = "评审标准版本"
        ordering = ["scheme", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "valid_from"], name="scheme_version_once_a_day"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="scheme_version_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}（{self.valid_from} 起）"


class Criterion(models.Model):
    """One criterion 「评审指标」: its share (percent) of its parent; a leaf is scored by hand (0–100) or computed."""

    version = models.ForeignKey(SchemeVersion, models.CASCADE, related_name="criteria")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="parts")
    code = models.CharField("代码", max_length=60)
    title = models.CharField("指标", max_length=100)
    kind = models.CharField("评分方式", max_length=8, choices=CriterionKind.choices())
    weight = models.DecimalField("权重", max_digits=6, decimal_places=2)
    function = models.CharField("计算方法", max_length=80, blank=True)
    guidance = models.TextField("评分要点", blank=True)
    position = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = "评审指标"
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="criterion_once_a_version")]

    def __str__(self) -> str:
        return self.title


class Threshold(models.Model):
    """A number of the rules 「评审参数」 while it held (`valid_to` exclusive); two thirds is 2 of 3."""

    code = models.CharField("代码", max_length=60)
    title = models.CharField("含义", max_length=100)
    value = models.DecimalField("数值", max_digits=8, decimal_places=2)
    of = models.PositiveSmallIntegerField("分母", default=1)
    valid_from = models.DateField("施行")
    valid_to = models.DateField("废止", null=True, blank=True)
    source = models.CharField("来源", max_length=300)

    class Meta:
        verbose_name = "评审参数"
        ordering = ["code", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="scoring_threshold_once_a_day")]

    def __str__(self) -> str:
        return self.title

    @property
    def shown(self) -> str:
        """The number as people write it."""
        value = f"{self.value.normalize():f}"
        return f"{value}/{self.of}" if self.of != 1 else value
