"""The ledger of what was paid for which act of which right, by anybody; and marks that keep a right from being paid for."""

from django.db import models

from ..terms import Act, Level, MarkKind
from .application import Claim


class PaidClaim(models.Model):
    """An act of a right that was paid for, or that a decision has promised to pay 「已资助权利台账」.

    The key is the right (its kind and canonical number) with the act, never the holder: renames, mergers and transfers change
    nothing. While a row stands (`released_at` empty) no second one can: the database refuses it. What a spreadsheet of the past
    tells of a second payment for the same act is kept as `doubled`, beside the first. `slot` is empty unless a rule lets
    another level add to a payment. `right` is empty where the register does not know the number.
    """

    right = models.ForeignKey("rights.Right", models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField("权利种类", max_length=10)
    number = models.CharField("号码", max_length=40)
    number_shown = models.CharField("号码（书写形式）", max_length=48, blank=True)
    act = models.CharField("资助事项", max_length=12, choices=Act.choices())
    part = models.CharField("年度或国别", max_length=20, blank=True)
    slot = models.CharField("并列资助", max_length=12, blank=True)
    level = models.CharField("资助级别", max_length=12, choices=Level.choices())
    body_name = models.CharField("资助单位", max_length=200)
    region_code = models.CharField("地区", max_length=12, blank=True)
    holder = models.ForeignKey("parties.Party", models.PROTECT, null=True, blank=True, related_name="+")
    holder_name = models.CharField("受资助单位", max_length=200)
    year = models.PositiveSmallIntegerField("年度")
    amount = models.DecimalField("金额（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    paid_on = models.DateField("拨付日期", null=True, blank=True)
    reference = models.CharField("依据", max_length=200, blank=True)
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="payments")
    batch_id = models.BigIntegerField("导入批次", null=True, blank=True, db_index=True)
    doubled = models.BooleanField("与另一笔重复", default=False)
    recovered = models.DecimalField("已追回（元）", max_digits=14, decimal_places=2, default=0)
    released_at = models.DateTimeField("撤销时间", null=True, blank=True)
    release_reason = models.CharField("撤销理由", max_length=300, blank=True)
    entered_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "已资助权利"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number", "act", "part", "slot"],
                condition=models.Q(released_at=None, doubled=False),
                name="right_paid_once_for_an_act",
            ),
            models.UniqueConstraint(
                fields=["claim"], condition=models.Q(released_at=None), name="claim_promised_once_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["holder", "year"], name="paid_to_holder")]

    def __str__(self) -> str:
        return f"{self.number_shown or self.number} {self.get_act_display()}"


class RightMark(models.Model):
    """A right in dispute, or found an abnormal application, from when to when (end exclusive), on what ground."""

    right = models.ForeignKey("rights.Right", models.PROTECT, related_name="+")
    kind = models.CharField("情形", max_length=10, choices=MarkKind.choices())
    valid_from = models.DateField("起")
    valid_to = models.DateField("止", null=True, blank=True)
    basis = models.CharField("依据", max_length=300)
    entered_by = models.CharField("登记人", max_length=100)
    entered_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "权利异常标记"
        ordering = ["-valid_from", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["right", "kind"], condition=models.Q(valid_to=None), name="right_marked_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
