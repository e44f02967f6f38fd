"""Mediators and the organisations that they belong to."""

from django.db import models
from django.db.models import F, Q

from qingzhi.base.identity.models import Subject

from .listed import Listed


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


class Mediator(Listed):
    """A mediator 「调解员」 of an organisation. `subject` is for whom he acts by mandate: himself."""

    subject = models.OneToOneField(Subject, models.PROTECT, related_name="mediator")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="mediators")
    number = models.CharField("编号", max_length=20, unique=True)
    name = models.CharField("姓名", max_length=100)
    title = models.CharField("职业或职称", max_length=100, blank=True)

    class Meta(Listed.Meta):
        verbose_name = "调解员"
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.name}（{self.organisation}）"
