"""An expert, where he works and worked, what he knows."""

from django.db import models
from django.db.models import F, Q

from qingzhi.base.identity.models import Subject
from qingzhi.base.regions.models import Region

from ..rules.standing import standing
from ..terms import ExpertState, FieldScheme


class Expert(models.Model):
    """A person in the expert register 「专家」; `party` is the person's own record among holders, where there is one."""

    subject = models.OneToOneField(Subject, models.PROTECT, related_name="expert")
    number = models.CharField("专家编号", max_length=20, unique=True)
    name = models.CharField("姓名", max_length=100)
    party = models.ForeignKey(
        "parties.Party", models.PROTECT, null=True, blank=True, verbose_name="登记簿中的本人", related_name="+"
    )
    title = models.CharField("职称", max_length=100, blank=True)
    honours = models.CharField("称号和头衔", max_length=300, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, verbose_name="所在地区", related_name="+")
    place = models.CharField("所在地（省外）", max_length=60, blank=True)
    outside = models.BooleanField("省外专家", default=False)
    valid_from = models.DateField("聘期自")
    valid_to = models.DateField("聘期至", null=True, blank=True)
    retired_on = models.DateField("退出日期", null=True, blank=True)
    retire_reason = models.CharField("退出原因", max_length=300, blank=True)
    source = models.CharField("来源", max_length=200, blank=True)
    fictional = models.BooleanField("示例专家", default=False)
    registered_at = models.DateTimeField("登记时间")
    batch_id = models.BigIntegerField("导入批次", null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = "专家"
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="expert_term_ends_after_start"
            )
        ]
        indexes = [models.Index(fields=["name"], name="expert_name")]

    def __str__(self) -> str:
        return self.name

    def standing_on(self, on: object) -> tuple[ExpertState, str]:
        """Whether the expert may be drawn on a day, and why."""
        return standing(on, self.valid_from, self.valid_to, self.retired_on)  # type: ignore[arg-type]


class ExpertEmployment(models.Model):
    """Where an expert works or worked 「任职」, from when to when (end exclusive)."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="employments")
    party = models.ForeignKey(
        "parties.Party", models.PROTECT, null=True, blank=True, verbose_name="单位（登记簿）", related_name="+"
    )
    employer = models.CharField("单位", max_length=200)
    post = models.CharField("职务", max_length=100, blank=True)
    valid_from = models.DateField("起", null=True, blank=True)
    valid_to = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = "专家任职"
        ordering = ["-valid_from", "-id"]

    def __str__(self) -> str:
        return self.employer


class ExpertField(models.Model):
    """What an expert knows 「专业领域」: a class, an industry, a discipline."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="fields")
    scheme = models.CharField("分类体系", max_length=10, choices=FieldScheme.choices())
    symbol = models.CharField("领域", max_length=60)

    class Meta:
        verbose_name = "专家专业领域"
        ordering = ["scheme", "symbol"]
        constraints = [models.UniqueConstraint(fields=["expert", "scheme", "symbol"], name="expert_field_once")]

    def __str__(self) -> str:
        return self.symbol
