"""Templates that offices have uploaded."""

from django.db import models
from django.db.models import F, Q

from qingzhi.base.files.models import StoredFile


class TemplateVersion(models.Model):
    """A .docx that stands for a declared notice 「文书模板」 while it holds (`valid_to` exclusive); else the built-in text does."""

    template = models.CharField("文书", max_length=60)
    version = models.PositiveIntegerField("版次")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    sha256 = models.CharField("SHA-256", max_length=64)
    valid_from = models.DateField("自")
    valid_to = models.DateField("至", null=True, blank=True)
    note = models.CharField("说明", max_length=300)
    uploaded_at = models.DateTimeField("上传时间")
    uploaded_by = models.CharField("上传人", max_length=100)

    class Meta:
        verbose_name = "文书模板"
        ordering = ["template", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["template", "version"], name="template_version_once"),
            models.UniqueConstraint(fields=["template"], condition=Q(valid_to=None), name="one_open_template_version"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="template_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} 第{self.version}版"
