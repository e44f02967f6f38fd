"""What registers of mediation share: for which term somebody is listed, what he knows, whom he stands near."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from qingzhi.base.identity.models import Subject

from ..terms import Field


class Listed(models.Model):
    """Listed for a term (`valid_to` is exclusive) until struck off; knows some fields."""

    fields = models.JSONField("专业领域", default=list)
    valid_from = models.DateField("有效期自")
    valid_to = models.DateField("有效期至", null=True, blank=True)
    retired_on = models.DateField("注销日期", null=True, blank=True)
    retired_why = models.CharField("注销原因", max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="%(class)s_term_ends_after_start"
            )
        ]

    @property
    def fields_shown(self) -> str:
        """The fields by name."""
        return "、".join(Field(one).label for one in self.fields)

    def stands_on(self, day: date) -> bool:
        """Whether it may be chosen on a day."""
        left = self.retired_on is not None and self.retired_on <= day
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to) and not left


class Tie(models.Model):
    """Whom a mediator, an appraiser or an appraisal body stands near 「利害关系」: employer, client, relative; kept out where that is a side."""

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="mediation_ties")
    name = models.CharField("对象名称", max_length=200)
    kind = models.CharField("关系", max_length=100)
    declared_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "利害关系"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["subject", "name", "kind"], name="subject_tie_once")]

    def __str__(self) -> str:
        return f"{self.kind}：{self.name}"
