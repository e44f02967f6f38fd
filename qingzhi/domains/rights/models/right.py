"""What every right has, and its histories: holders, legal status, classes, fees, links."""

from django.db import models

from ..terms import HoldingRole, LinkKind, NumberCheck, RightKind, RightStatus, Scheme


class Right(models.Model):
    """One right 「权利」: what all kinds share, as it stands now; the kind's own table is one-to-one with it.

    `number` is canonical (see `rules.numbers`): capitals and digits only, unique within the kind. `status` and
    `region_code` repeat the latest row of the histories, so that lists need no join.
    """

    kind = models.CharField("种类", max_length=10, choices=RightKind.choices())
    number = models.CharField("号码", max_length=40)
    number_shown = models.CharField("号码（书写形式）", max_length=48)
    number_check = models.CharField(
        "号码校验", max_length=3, choices=NumberCheck.choices(), default=NumberCheck.UNVERIFIABLE.value
    )
    title = models.CharField("名称", max_length=500)
    applied_on = models.DateField("申请日", null=True, blank=True)
    registered_on = models.DateField("授权、注册或登记日", null=True, blank=True)
    expires_on = models.DateField("期限届满日", null=True, blank=True)
    status = models.CharField("法律状态", max_length=12, choices=RightStatus.choices())
    status_on = models.DateField("状态日期", null=True, blank=True)
    holder_text = models.CharField("权利人（原文）", max_length=500, blank=True)
    region_code = models.CharField("第一权利人地区", max_length=6, blank=True)
    is_public = models.BooleanField("已公开", default=True)
    data_as_of = models.DateField("数据截至", null=True, blank=True)
    digest = models.BinaryField("来源行摘要", max_length=16, null=True, blank=True)
    batch_id = models.BigIntegerField("最近批次", null=True, blank=True)
    created_batch_id = models.BigIntegerField("登记批次", null=True, blank=True)

    class Meta:
        verbose_name = "权利"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="right_number_once")]
        indexes = [
            models.Index(fields=["kind", "registered_on"], name="right_kind_registered"),
            models.Index(fields=["kind", "applied_on"], name="right_kind_applied"),
            models.Index(fields=["region_code", "kind"], name="right_region_kind"),
            models.Index(fields=["created_batch_id"], name="right_created_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.number_shown} {self.title}"


class Holding(models.Model):
    """A party's share in a right, from when to when (end exclusive), and how the source wrote its name."""

    right = models.ForeignKey(Right, models.CASCADE, related_name="holdings")
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="+")
    role = models.CharField("身份", max_length=8, choices=HoldingRole.choices(), default=HoldingRole.HOLDER.value)
    position = models.PositiveSmallIntegerField("次序", default=0)
    name_written = models.CharField("原文名称", max_length=200)
    valid_from = models.DateField("起", null=True, blank=True)
    valid_to = models.DateField("止", null=True, blank=True)
    batch_id = models.BigIntegerField("批次", null=True, blank=True)

    class Meta:
        verbose_name = "权利归属"
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name_written


class StatusSpan(models.Model):
    """A legal status, from when to when (end exclusive), since when it was known here, and from where."""

    right = models.ForeignKey(Right, models.CASCADE, related_name="statuses")
    status = models.CharField("法律状态", max_length=12, choices=RightStatus.choices())
    valid_from = models.DateField("起", null=True, blank=True)
    valid_to = models.DateField("止", null=True, blank=True)
    basis = models.CharField("依据", max_length=200, blank=True)
    batch_id = models.BigIntegerField("批次", null=True, blank=True)

    class Meta:
        verbose_name = "法律状态"
        ordering = ["valid_from", "id"]

    def __str__(self) -> str:
        return f"{self.status} {self.valid_from or ''}—{self.valid_to or ''}"


class RightClass(models.Model):
    """One symbol of a classification that a right bears; the first position is the main one."""

    right = models.ForeignKey(Right, models.CASCADE, related_name="classes")
    scheme = models.CharField("分类体系", max_length=8, choices=Scheme.choices())
    symbol = models.CharField("分类号", max_length=20)
    position = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = "分类号"
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["scheme", "symbol"], name="right_class_symbol")]

    def __str__(self) -> str:
        return self.symbol


class RightLink(models.Model):
    """Two rights that belong together; the other may lie outside the register and then has only its number."""

    right = models.ForeignKey(Right, models.CASCADE, related_name="links")
    other = models.ForeignKey(Right, models.CASCADE, null=True, blank=True, related_name="linked_from")
    other_number = models.CharField("对方号码", max_length=60, blank=True)
    other_country = models.CharField("国别（WIPO ST.3）", max_length=2, blank=True)
    other_on = models.DateField("对方日期", null=True, blank=True)
    kind = models.CharField("关系", max_length=10, choices=LinkKind.choices())

    class Meta:
        verbose_name = "权利关联"

    def __str__(self) -> str:
        return f"{self.right_id}→{self.other_id or self.other_number}"


class FeePayment(models.Model):
    """A fee that was paid for a right: for which year of it, when, how much in 元."""

    right = models.ForeignKey(Right, models.CASCADE, related_name="payments")
    fee = models.CharField("费种", max_length=20)
    year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    amount = models.DecimalField("金额（元）", max_digits=10, decimal_places=2)
    paid_on = models.DateField("缴费日")
    source = models.CharField("来源", max_length=200, blank=True)
    batch_id = models.BigIntegerField("批次", null=True, blank=True)

    class Meta:
        verbose_name = "缴费记录"
        ordering = ["paid_on"]

    def __str__(self) -> str:
        return f"{self.fee} {self.year or ''}"


class FeeRule(models.Model):
    """A row of a fee schedule 「收费标准」: dated, with its source; what is due is computed from these rows alone."""

    right_type = models.CharField("适用类型", max_length=16)
    fee = models.CharField("费种", max_length=20)
    year_from = models.PositiveSmallIntegerField("自第几年", default=0)
    year_to = models.PositiveSmallIntegerField("至第几年", default=0)
    amount = models.DecimalField("金额（元）", max_digits=10, decimal_places=2)
    grace_months = models.PositiveSmallIntegerField("宽限（月）", default=0)
    surcharge_percent = models.PositiveSmallIntegerField("每月滞纳金（%）", default=0)
    valid_from = models.DateField("施行")
    valid_to = models.DateField("废止", null=True, blank=True)
    source = models.CharField("来源", max_length=300)

    class Meta:
        verbose_name = "收费标准"
        ordering = ["right_type", "fee", "year_from"]

    def __str__(self) -> str:
        return f"{self.right_type} {self.fee} {self.year_from}—{self.year_to}"


class RightTerm(models.Model):
    """How long rights of a type last 「保护期」: a dated row with its source; `right_type` as in `rules.rows_terms`.

    It holds for rights whose day (`counts_from`) lies in its validity (end exclusive).
    """

    right_type = models.CharField("适用类型", max_length=24)
    counts_from = models.CharField("起算日", max_length=12)
    years = models.PositiveSmallIntegerField("年数")
    to_year_end = models.BooleanField("至年末", default=False)
    renewable = models.BooleanField("可续展", default=False)
    valid_from = models.DateField("施行", null=True, blank=True)
    valid_to = models.DateField("废止", null=True, blank=True)
    source = models.CharField("来源", max_length=300)
    status = models.CharField("核实", max_length=10, default="default")

    class Meta:
        verbose_name = "保护期规则"
        ordering = ["right_type", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["right_type", "counts_from", "valid_from"], name="right_term_once")
        ]

    def __str__(self) -> str:
        return f"{self.right_type} {self.years}年"
