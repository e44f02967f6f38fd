"""Mediators, the organisations that they belong to, and whom they stand near."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from qingzhi.base.identity.models import Subject

from ..terms import Field


class Organisation(models.Model):
    """A mediation organisation 「调解组织」; `subject` is whom its secretaries act for by mandate."""

    subject = models.OneToOneField(Subject, models.PROTECT, related_name="mediation_organisation")
    name = models.CharField("名称", max_length=200, unique=True)
    founded_by = models.CharField("设立单位", max_length=200)
    court_list = models.CharField("法院特邀名册", max_length=100, blank=True)
    contact = models.CharField("联系方式", max_length=100, blank=True)
    valid_from = models.DateField("自")
    valid_to = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = "调解组织"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="organisation_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Mediator(models.Model):
    """A mediator 「调解员」 of an organisation: what he knows, and for which term; `valid_to` is exclusive.

    `subject` is for whom he acts by mandate: himself.
    """

    subject = models.OneToOneField(Subject, models.PROTECT, related_name="mediator")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="mediators")
    number = models.CharField("编号", max_length=20, unique=True)
    name = models.CharField("姓名", max_length=100)
    fields = models.JSONField("专业领域", default=list)
    title = models.CharField("职业或职称", max_length=100, blank=True)
    valid_from = models.DateField("聘期自")
    valid_to = models.DateField("聘期至", null=True, blank=True)
    retired_on = models.DateField("注销日期", null=True, blank=True)
    retired_why = models.CharField("注销原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "调解员"
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="mediator_term_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.organisation}）"

    @property
    def fields_shown(self) -> str:
        """His fields by name."""
        return "、".join(Field(one).label for one in self.fields)

    def stands_on(self, day: date) -> bool:
        """Whether he may be chosen on a day."""
        left = self.retired_on is not None and self.retired_on <= day
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to) and not left


class MediatorTie(models.Model):
    """Whom a mediator stands near 「利害关系」: employer, client, relative; he never mediates where that is a side."""

    mediator = models.ForeignKey(Mediator, models.CASCADE, related_name="ties")
    name = models.CharField("对象名称", max_length=200)
    kind = models.CharField("关系", max_length=100)
    declared_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "利害关系"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["mediator", "name", "kind"], name="tie_once")]

    def __str__(self) -> str:
        return f"{self.kind}：{self.name}"
