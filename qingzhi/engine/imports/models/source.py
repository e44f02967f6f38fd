"""Where data come from, and what was learnt of how they name their columns."""

from django.db import models

from qingzhi.base.identity.models import Body

from ..terms import Period


class Feed(models.Model):
    """A source that sends again and again 「数据来源」: how often, under which licence, what may be republished.

    `grace_days` run from the end of each period; `grace_until` is a respite with its reason. `window_days` is how long the
    source keeps what it offers: what is not fetched by then is lost (0: it keeps everything).
    """

    code = models.SlugField("代码", max_length=60, unique=True)
    title = models.CharField("名称", max_length=200)
    kind = models.CharField("导入种类", max_length=60)
    every = models.CharField("周期", max_length=8, choices=Period.choices(), default=Period.NONE.value)
    since = models.DateField("自何日起应有数据", null=True, blank=True)
    grace_days = models.PositiveSmallIntegerField("宽限（天）", default=15)
    grace_until = models.DateField("暂不提醒至", null=True, blank=True)
    grace_reason = models.CharField("暂不提醒的原因", max_length=200, blank=True)
    window_days = models.PositiveSmallIntegerField("来源保留天数", default=0)
    keeper = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任单位")
    licence = models.CharField("使用许可", max_length=200, blank=True)
    republish = models.JSONField("可公开字段", default=list, blank=True)
    retired_on = models.DateField("停用", null=True, blank=True)

    class Meta:
        verbose_name = "数据来源"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title


class ColumnMapping(models.Model):
    """Which column holds what, as a person confirmed it for a head of these names; it is offered again."""

    kind = models.CharField("导入种类", max_length=60)
    head_digest = models.CharField("表头指纹", max_length=64)
    columns = models.JSONField("列名对照", default=dict)
    confirmed_at = models.DateTimeField("确认时间")
    confirmed_by = models.CharField("确认人", max_length=100)

    class Meta:
        verbose_name = "列名对照"
        constraints = [models.UniqueConstraint(fields=["kind", "head_digest"], name="column_mapping_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.head_digest[:8]}"
