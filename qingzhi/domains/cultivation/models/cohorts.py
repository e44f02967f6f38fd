"""Lists of enterprises to bring on 「培育名单」, a roll for each year, what its members filed, and who was called on."""

from django.db import models
from django.db.models import Q

from qingzhi.base.identity.models import Body

from ..terms.cohorts import CohortMeasure, FilingSide, MemberSource, OutreachOutcome, RollState


class Cohort(models.Model):
    """Which enterprises a plan wants to bring on, by which recognitions they are known, and what is demanded of them.

    `goal` is a growth of patent applications in percent a year, or the share that has applied at all; a dated row with its source.
    """

    code = models.SlugField("代码", max_length=40, unique=True)
    title = models.CharField("名单", max_length=100)
    flags = models.JSONField("资质标记", default=list)
    measure = models.CharField("考核方式", max_length=10, choices=CohortMeasure.choices())
    goal = models.DecimalField("要求（%）", max_digits=6, decimal_places=1)
    valid_from = models.DateField("启用")
    valid_to = models.DateField("停用", null=True, blank=True)
    source = models.CharField("依据", max_length=300)

    class Meta:
        verbose_name = "培育名单"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title


class CohortRoll(models.Model):
    """The roll of one year 「年度名单」: open while it is drawn up, from its freezing on nobody joins or leaves."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="rolls", verbose_name="名单")
    year = models.PositiveSmallIntegerField("年度")
    state = models.CharField("状态", max_length=8, choices=RollState.choices(), default=RollState.OPEN.value)
    drawn_at = models.DateTimeField("编制时间")
    drawn_by = models.CharField("编制人", max_length=100)
    basis = models.CharField("编制依据", max_length=300)
    frozen_at = models.DateTimeField("冻结时间", null=True, blank=True)
    frozen_by = models.CharField("冻结人", max_length=100, blank=True)
    counted_on = models.DateField("计数截至", null=True, blank=True)

    class Meta:
        verbose_name = "年度名单"
        ordering = ["cohort", "-year"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "year"], name="cohort_roll_once_a_year"),
            models.CheckConstraint(
                condition=Q(state="open", frozen_at=None) | Q(state="frozen", frozen_at__isnull=False),
                name="cohort_roll_frozen_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort.title} {self.year}年"


class CohortMember(models.Model):
    """An enterprise on a roll, as it stood when the roll was drawn up, and what it filed by the day of the last count.

    `valid_from` and `valid_to` (end exclusive) are the roll's year and stand from the freezing on; `covered_from` is since
    when within it the enterprise counts as one that has applied. One that was founded after the beginning of the year
    before cannot be compared with that year (`comparable`).
    """

    roll = models.ForeignKey(CohortRoll, models.CASCADE, related_name="members")
    cohort_code = models.SlugField("名单代码", max_length=40)
    year = models.PositiveSmallIntegerField("年度")
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="+", verbose_name="企业")
    name = models.CharField("企业名称", max_length=200)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    region_code = models.CharField("地区", max_length=12, blank=True, db_index=True)
    source = models.CharField("来源", max_length=8, choices=MemberSource.choices())
    basis = models.CharField("依据", max_length=200, blank=True)
    batch_id = models.BigIntegerField("导入批次", null=True, blank=True, db_index=True)
    comparable = models.BooleanField("可与上年比较", default=True)
    valid_from = models.DateField("起", null=True, blank=True)
    valid_to = models.DateField("止", null=True, blank=True)
    filings = models.PositiveIntegerField("当年申请（件）", default=0)
    filings_before = models.PositiveIntegerField("上年同期申请（件）", default=0)
    first_filed_on = models.DateField("首件申请日", null=True, blank=True)
    covered_from = models.DateField("有申请起", null=True, blank=True)

    class Meta:
        verbose_name = "名单企业"
        ordering = ["region_code", "name", "id"]
        constraints = [models.UniqueConstraint(fields=["roll", "party"], name="cohort_member_once")]

    def __str__(self) -> str:
        return self.name


class CohortFiling(models.Model):
    """A patent application of a member of a frozen roll, in the roll's year or (on the same day) in the year before.

    `counts_on` brings the earlier one into the roll's year, so that both sides are counted over the same days.
    """

    member = models.ForeignKey(CohortMember, models.CASCADE, related_name="applications")
    right = models.ForeignKey("rights.Right", models.CASCADE, related_name="+")
    cohort_code = models.SlugField("名单代码", max_length=40)
    year = models.PositiveSmallIntegerField("年度")
    side = models.CharField("比较", max_length=8, choices=FilingSide.choices())
    applied_on = models.DateField("申请日")
    counts_on = models.DateField("计入日期")
    region_code = models.CharField("地区", max_length=12, blank=True)
    comparable = models.BooleanField("可与上年比较", default=True)

    class Meta:
        verbose_name = "名单企业的专利申请"
        ordering = ["-applied_on", "id"]
        constraints = [models.UniqueConstraint(fields=["member", "right"], name="cohort_filing_once")]

    def __str__(self) -> str:
        return f"{self.right_id}"


class OutreachCall(models.Model):
    """A member without an application is to be called on 「走访联系」: by which body, until when, and what came of it."""

    member = models.ForeignKey(CohortMember, models.CASCADE, related_name="calls")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="承办单位")
    asked_at = models.DateTimeField("交办时间")
    asked_by = models.CharField("交办人", max_length=100)
    due_on = models.DateField("办理期限")
    outcome = models.CharField("走访结果", max_length=12, choices=OutreachOutcome.choices(), blank=True)
    note = models.CharField("走访情况", max_length=500, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = models.CharField("答复人", max_length=100, blank=True)

    class Meta:
        verbose_name = "走访联系"
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(answered_at=None), name="one_open_call_on_a_member")
        ]

    def __str__(self) -> str:
        return str(self.member)
