"""Appraisal bodies and their experts (E09)."""

from django.db import models

from qingzhi.base.identity.models import Subject

from .listed import Listed


class AppraisalBody(Listed):
    """An appraisal body 「鉴定机构」 with its licence; `subject` is whom its people act for by mandate."""

    subject = models.OneToOneField(Subject, models.PROTECT, related_name="appraisal_body")
    name = models.CharField("名称", max_length=200, unique=True)
    licence = models.CharField("许可证号", max_length=60, unique=True)
    listed_by = models.CharField("登记或推荐单位", max_length=200)
    contact = models.CharField("联系方式", max_length=100, blank=True)

    class Meta(Listed.Meta):
        verbose_name = "鉴定机构"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Appraiser(Listed):
    """An expert 「鉴定人」 of a body with the own certificate; where he stands in the register of experts too, `subject` is the same."""

    subject = models.OneToOneField(Subject, models.PROTECT, related_name="appraiser")
    body = models.ForeignKey(AppraisalBody, models.PROTECT, related_name="appraisers")
    name = models.CharField("姓名", max_length=100)
    certificate = models.CharField("执业证号", max_length=60, unique=True)
    title = models.CharField("专业和职称", max_length=100, blank=True)

    class Meta(Listed.Meta):
        verbose_name = "鉴定人"
        ordering = ["certificate"]

    def __str__(self) -> str:
        return f"{self.name}（{self.certificate}）"
