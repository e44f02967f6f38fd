"""Code tables, the plan's industries, and the concordances that lead from one to the other."""

from django.db import models

from ..terms import Evidence
from .right import Right


class CodeTable(models.Model):
    """One edition of an official classification 「代码表」, such as GB/T 4754-2017, with where it came from."""

    code = models.SlugField("代码", max_length=40, unique=True)
    scheme = models.CharField("分类体系", max_length=8)
    title = models.CharField("名称", max_length=100)
    edition = models.CharField("版本", max_length=40, blank=True)
    valid_from = models.DateField("施行", null=True, blank=True)
    valid_to = models.DateField("停用", null=True, blank=True)
    source = models.CharField("来源", max_length=300)

    class Meta:
        verbose_name = "代码表"
        ordering = ["scheme", "-valid_from"]

    def __str__(self) -> str:
        return self.title


class Code(models.Model):
    """One symbol of a code table; it is retired, never deleted. `confirmed` is no where the wording is still to be checked."""

    table = models.ForeignKey(CodeTable, models.PROTECT, related_name="codes")
    symbol = models.CharField("代码", max_length=20)
    parent = models.CharField("上级代码", max_length=20, blank=True)
    level = models.PositiveSmallIntegerField("层级")
    title = models.CharField("名称", max_length=300)
    title_en = models.CharField("英文名称", max_length=300, blank=True)
    source = models.CharField("来源", max_length=200)
    confirmed = models.BooleanField("已核对", default=False)
    retired_on = models.DateField("停用", null=True, blank=True)

    class Meta:
        verbose_name = "代码"
        ordering = ["table", "symbol"]
        constraints = [models.UniqueConstraint(fields=["table", "symbol"], name="code_once_in_table")]

    def __str__(self) -> str:
        return f"{self.symbol} {self.title}"


class IndustryGroup(models.Model):
    """A list of industries in the plan, such as 「四个千亿元」, with the words of the plan that name it."""

    code = models.SlugField("代码", max_length=40, unique=True)
    title = models.CharField("名称", max_length=100)
    clause = models.CharField("计划条目", max_length=20, blank=True)
    quote = models.TextField("计划原文", blank=True)
    position = models.PositiveSmallIntegerField("次序", default=0)
    retired_on = models.DateField("停用", null=True, blank=True)

    class Meta:
        verbose_name = "产业分组"
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.title


class Industry(models.Model):
    """One industry of the plan 「计划产业」; named exactly as the plan names it unless `confirmed` is no."""

    code = models.SlugField("代码", max_length=40, unique=True)
    group = models.ForeignKey(IndustryGroup, models.PROTECT, related_name="industries")
    name = models.CharField("名称", max_length=60)
    confirmed = models.BooleanField("名称与计划一致", default=True)
    note = models.CharField("说明", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("次序", default=0)
    retired_on = models.DateField("停用", null=True, blank=True)

    class Meta:
        verbose_name = "计划产业"
        ordering = ["group", "position", "code"]

    def __str__(self) -> str:
        return self.name


class Concordance(models.Model):
    """One version of the table from classifications to industries 「参照关系表」; the one in force on a day counts."""

    code = models.SlugField("代码", max_length=40, unique=True)
    title = models.CharField("名称", max_length=100)
    version = models.CharField("版本", max_length=20)
    source = models.CharField("来源", max_length=300)
    confirmed = models.BooleanField("经主管部门确认", default=False)
    valid_from = models.DateField("启用")
    valid_to = models.DateField("停用", null=True, blank=True)

    class Meta:
        verbose_name = "参照关系表"
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return f"{self.title}（{self.version}）"


class ConcordanceRow(models.Model):
    """All symbols that begin with `prefix` belong to the industry, unless a longer prefix says otherwise."""

    table = models.ForeignKey(Concordance, models.CASCADE, related_name="rows")
    scheme = models.CharField("依据", max_length=8, choices=Evidence.choices())
    prefix = models.CharField("分类号前缀", max_length=20)
    industry = models.ForeignKey(Industry, models.PROTECT, related_name="rows")
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "参照关系"
        ordering = ["scheme", "prefix", "industry"]
        constraints = [
            models.UniqueConstraint(fields=["table", "scheme", "prefix", "industry"], name="concordance_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.prefix} → {self.industry}"


class RightIndustry(models.Model):
    """A right that belongs to an industry by the concordance in force: derived, rebuilt by ranges of ids, never edited.

    No constraint to the right: an import that is taken back deletes rights in bulk, and what is left here is swept up.
    """

    right = models.ForeignKey(Right, models.DO_NOTHING, db_constraint=False, related_name="industries")
    industry = models.ForeignKey(Industry, models.CASCADE, related_name="rights")
    kind = models.CharField("权利种类", max_length=10)

    class Meta:
        verbose_name = "权利所属产业"
        constraints = [models.UniqueConstraint(fields=["industry", "kind", "right"], name="right_industry_once")]

    def __str__(self) -> str:
        return f"{self.right_id} {self.industry_id}"


class IndustryProgress(models.Model):
    """How far the rights have been classified, and by which table: the single row that the worker goes on from."""

    table = models.ForeignKey(Concordance, models.SET_NULL, null=True, related_name="+")
    digest = models.CharField("参照表摘要", max_length=64, blank=True)
    classified_to = models.BigIntegerField("已归类至", default=0)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        verbose_name = "产业归类进度"

    def __str__(self) -> str:
        return str(self.classified_to)
