"""The brand register: brands, the marks that cover them, how far they are cultivated; and what counts as a part of the whole."""

from django.db import models

from ..terms import BrandState, BrandTrait
from .right import Right


class BrandCategory(models.Model):
    """A category of brands 「品牌类别」 as the plan names them; a row of the province, retired and never deleted."""

    code = models.SlugField("代码", max_length=40, unique=True)
    title = models.CharField("名称", max_length=60)
    clause = models.CharField("计划条目", max_length=20, blank=True)
    source = models.CharField("来源", max_length=300)
    position = models.PositiveSmallIntegerField("次序", default=0)
    retired_on = models.DateField("停用", null=True, blank=True)

    class Meta:
        verbose_name = "品牌类别"
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.title


class Brand(models.Model):
    """One brand 「品牌」: more than one mark, with a place, perhaps a GI, and somebody who leads it."""

    code = models.SlugField("编号", max_length=40, unique=True)
    name = models.CharField("名称", max_length=100)
    category = models.ForeignKey(BrandCategory, models.PROTECT, related_name="brands", verbose_name="类别")
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+", verbose_name="地区")
    gi = models.ForeignKey(Right, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="地理标志")
    leader = models.ForeignKey("parties.Party", models.PROTECT, null=True, blank=True, related_name="+")
    leader_name = models.CharField("龙头企业", max_length=200, blank=True)
    description = models.TextField("简介", blank=True)
    state = models.CharField("培育状态", max_length=12, choices=BrandState.choices())
    is_public = models.BooleanField("对外公布", default=True)
    is_sample = models.BooleanField("示例", default=False)
    registered_on = models.DateField("登记日期")
    updated_at = models.DateTimeField("更新时间")

    class Meta:
        verbose_name = "品牌"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class BrandMark(models.Model):
    """A mark that a brand rests on; `number` stands alone while the mark is not in the register."""

    brand = models.ForeignKey(Brand, models.CASCADE, related_name="marks")
    right = models.ForeignKey(Right, models.PROTECT, null=True, blank=True, related_name="+")
    number = models.CharField("注册号", max_length=40)
    added_on = models.DateField("登记日期")

    class Meta:
        verbose_name = "品牌商标"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["brand", "number"], name="brand_mark_once")]

    def __str__(self) -> str:
        return self.number


class BrandStateSpan(models.Model):
    """How far a brand was cultivated, from when to when (end exclusive)."""

    brand = models.ForeignKey(Brand, models.CASCADE, related_name="states")
    state = models.CharField("培育状态", max_length=12, choices=BrandState.choices())
    valid_from = models.DateField("起")
    valid_to = models.DateField("止", null=True, blank=True)
    basis = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        verbose_name = "培育状态"
        ordering = ["valid_from", "id"]

    def __str__(self) -> str:
        return self.get_state_display()


class BrandTraitSpan(models.Model):
    """What is true of a brand for a time: it goes abroad 「走出去」, it enriches farmers 「商标富农」."""

    brand = models.ForeignKey(Brand, models.CASCADE, related_name="traits")
    trait = models.CharField("特征", max_length=10, choices=BrandTrait.choices())
    valid_from = models.DateField("起")
    valid_to = models.DateField("止", null=True, blank=True)
    basis = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        verbose_name = "品牌特征"
        ordering = ["valid_from", "id"]

    def __str__(self) -> str:
        return self.get_trait_display()


class MarkGroup(models.Model):
    """A part of all registered marks that the plan counts 「其中」: by Nice class, or GI marks; dated, with its source."""

    code = models.SlugField("代码", max_length=40)
    title = models.CharField("名称", max_length=60)
    only_gi = models.BooleanField("只计地理标志商标", default=False)
    classes = models.CharField("尼斯类别", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("次序", default=0)
    valid_from = models.DateField("启用")
    valid_to = models.DateField("停用", null=True, blank=True)
    source = models.CharField("来源", max_length=300)
    confirmed = models.BooleanField("口径已确认", default=False)

    class Meta:
        verbose_name = "商标统计口径"
        ordering = ["position", "code"]
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="mark_group_once")]

    def __str__(self) -> str:
        return self.title
