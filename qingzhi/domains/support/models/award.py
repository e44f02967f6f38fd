"""Rounds of an award, their grades and groups, and the dated rows behind them."""

from fractions import Fraction

from django.db import models
from django.db.models import F, Q

from ..terms.awards import AwardKind, AwardStage


class AwardRule(models.Model):
    """A dated figure of a kind of award 「评选规则」, a fraction or a number, with its source (`valid_to` exclusive).

    `open` says until when such selections may be begun at all; a kind without such a row in force is not chosen any more.
    """

    kind = models.CharField("类别", max_length=8, choices=AwardKind.choices())
    code = models.CharField("代码", max_length=40)
    title = models.CharField("名称", max_length=100)
    numerator = models.PositiveIntegerField("数值（分子）")
    denominator = models.PositiveIntegerField("分母", default=1)
    valid_from = models.DateField("自", null=True, blank=True)
    valid_to = models.DateField("至", null=True, blank=True)
    source = models.CharField("来源", max_length=300)
    status = models.CharField("核实", max_length=10, default="default")

    class Meta:
        verbose_name = "评选规则"
        ordering = ["kind", "code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "code", "valid_from"], name="award_rule_once"),
            models.CheckConstraint(condition=Q(denominator__gte=1), name="award_rule_divides"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.value}"

    @property
    def value(self) -> Fraction:
        return Fraction(self.numerator, self.denominator)


class AwardGradeRule(models.Model):
    """A grade of a kind of award with its quota and prize in 元, dated 「奖项设置」 (`valid_to` exclusive).

    `categories` (one a word) limits it to types of right; nobody below `lowest` points is proposed for it.
    """

    kind = models.CharField("类别", max_length=8, choices=AwardKind.choices())
    code = models.CharField("代码", max_length=20)
    title = models.CharField("奖项", max_length=40)
    categories = models.CharField("适用类型", max_length=100, blank=True)
    quota = models.PositiveSmallIntegerField("名额")
    lowest = models.DecimalField("最低分", max_digits=6, decimal_places=2, default=0)
    prize = models.DecimalField("奖金（元）", max_digits=12, decimal_places=2, default=0)
    needs_visit = models.BooleanField("须现场考察", default=False)
    position = models.PositiveSmallIntegerField("次序", default=0)
    valid_from = models.DateField("自", null=True, blank=True)
    valid_to = models.DateField("至", null=True, blank=True)
    source = models.CharField("来源", max_length=300)
    status = models.CharField("核实", max_length=10, default="default")

    class Meta:
        verbose_name = "奖项设置"
        ordering = ["kind", "position", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["kind", "code", "valid_from"], name="award_grade_once")]

    def __str__(self) -> str:
        return f"{self.title} {self.quota} 项"


class AwardRound(models.Model):
    """One year's selection 「评选轮次」: it keeps the rules of the day on which it was opened.

    `scheme` is the criteria tree of engine.scoring whose version of `rules_on` counts; `programme` pays the prizes
    (none: no prize money). `scoring_round`, `vote` and `publication` are the rows of the engine's rooms.
    """

    kind = models.CharField("类别", max_length=8, choices=AwardKind.choices())
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("名称", max_length=100)
    body = models.ForeignKey("identity.Body", models.PROTECT, related_name="+", verbose_name="组织单位")
    stage = models.CharField("阶段", max_length=12, choices=AwardStage.choices(), default=AwardStage.DRAFT.value)
    scheme = models.CharField("评价指标", max_length=60)
    programme = models.ForeignKey(
        "funds.Programme", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="资金专项"
    )
    rules_on = models.DateField("适用规则日")
    rules_text = models.TextField("评选办法", blank=True)
    granted_by = models.DateField("授权截止日")
    opens_on = models.DateField("推荐开始")
    closes_on = models.DateField("推荐截止")
    scoring_round = models.BigIntegerField("专家评审轮次", null=True, blank=True)
    vote = models.BigIntegerField("评委会表决", null=True, blank=True)
    publication = models.BigIntegerField("公示", null=True, blank=True)
    validity_years = models.PositiveSmallIntegerField("有效期（年，0：不限）", default=0)
    opened_at = models.DateTimeField("发布时间", null=True, blank=True)
    closed_at = models.DateTimeField("公布时间", null=True, blank=True)
    is_sample = models.BooleanField("示例", default=False)

    class Meta:
        verbose_name = "评选轮次"
        ordering = ["-year", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "year"], name="award_round_once"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="award_round_closes_after_opening"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def known_kind(self) -> AwardKind:
        return AwardKind(self.kind)

    @property
    def known_stage(self) -> AwardStage:
        return AwardStage(self.stage)


class AwardSeat(models.Model):
    """A grade in a round: quota and prize as they were laid down when the round was opened 「奖项名额」."""

    round = models.ForeignKey(AwardRound, models.CASCADE, related_name="seats")
    code = models.CharField("代码", max_length=20)
    title = models.CharField("奖项", max_length=40)
    categories = models.CharField("适用类型", max_length=100, blank=True)
    quota = models.PositiveSmallIntegerField("名额")
    lowest = models.DecimalField("最低分", max_digits=6, decimal_places=2, default=0)
    prize = models.DecimalField("奖金（元）", max_digits=12, decimal_places=2, default=0)
    needs_visit = models.BooleanField("须现场考察", default=False)
    position = models.PositiveSmallIntegerField("次序", default=0)
    source = models.CharField("来源", max_length=300)

    class Meta:
        verbose_name = "奖项名额"
        ordering = ["round", "position"]
        constraints = [models.UniqueConstraint(fields=["round", "code"], name="award_seat_once")]

    def __str__(self) -> str:
        return self.title


class AwardGroup(models.Model):
    """A group of like nominations that the same experts score 「评审组」.

    `fields` are beginnings of classes (A 生活必需, C 化学), one a word: a right goes to the group with the longest that fits.
    """

    round = models.ForeignKey(AwardRound, models.CASCADE, related_name="groups")
    title = models.CharField("名称", max_length=60)
    fields = models.CharField("分类号开头", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("次序", default=0)
    experts = models.PositiveSmallIntegerField("专家人数", default=5)

    class Meta:
        verbose_name = "评审组"
        ordering = ["round", "position"]
        constraints = [models.UniqueConstraint(fields=["round", "title"], name="award_group_once")]

    def __str__(self) -> str:
        return self.title
