"""Rights recorded at the customs, their terms and reminders; goods that the customs hold."""

from django.db import models

from qingzhi.base.identity.models import Body, Subject

from ..terms.customs import Direction, Disposal, Place, SecurityKind, SeizureWay


class CustomsRecordal(models.Model):
    """A right recorded at the General Administration of Customs 「知识产权海关备案」, as far as the platform follows it.

    The recordal itself is made in the customs' own system: here stand its number and term. `expires_on` is the last day.
    """

    number = models.CharField("备案号", max_length=40, unique=True)
    right = models.ForeignKey("rights.Right", models.SET_NULL, null=True, blank=True, related_name="+")
    right_told = models.CharField("备案的权利", max_length=300)
    is_patent = models.BooleanField("专利权", default=False)
    holder = models.ForeignKey(Subject, models.PROTECT, related_name="customs_recordals")
    holder_place = models.CharField("权利人所在地", max_length=2, choices=Place.choices(), default=Place.CN.value)
    goods = models.CharField("主要商品", max_length=300)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    valid_from = models.DateField("备案生效日")
    expires_on = models.DateField("有效期届满日")
    expiry_told = models.CharField("有效期的由来", max_length=120)
    cancelled_on = models.DateField("注销日期", null=True, blank=True)
    cancelled_why = models.CharField("注销理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "海关备案"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_on__gte=models.F("valid_from")), name="recordal_ends_after_it_begins"
            )
        ]
        indexes = [
            models.Index(fields=["expires_on"], condition=models.Q(cancelled_on=None), name="recordal_ending"),
            models.Index(fields=["holder", "-id"], name="recordal_of_holder"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.right_told}"[:200]


class RecordalTerm(models.Model):
    """One term of a recordal 「备案和续展」; append only."""

    recordal = models.ForeignKey(CustomsRecordal, models.PROTECT, related_name="terms")
    valid_from = models.DateField("起")
    expires_on = models.DateField("止")
    told = models.CharField("说明", max_length=200)
    by = models.CharField("登记人", max_length=100)
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "备案期限"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["recordal", "valid_from"], name="recordal_term_once")]

    def __str__(self) -> str:
        return f"{self.valid_from}—{self.expires_on}"


class RecordalReminder(models.Model):
    """A mark of the limit table that the holder was reminded at; once for each end of a term."""

    recordal = models.ForeignKey(CustomsRecordal, models.PROTECT, related_name="reminders")
    mark = models.CharField("规则", max_length=60)
    expires_on = models.DateField("届满日")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "续展提醒"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["recordal", "mark", "expires_on"], name="recordal_reminded_once")
        ]

    def __str__(self) -> str:
        return f"{self.recordal_id}:{self.mark}"


class CustomsSeizure(models.Model):
    """The dossier of goods that the customs hold 「海关扣留侵权嫌疑货物」; amounts in yuan.

    `foreign_why` says why a case is foreign-related; empty where it is not. `security_told` is what the table of the day answered.
    """

    case = models.OneToOneField("procedures.Case", models.PROTECT, related_name="customs_seizure")
    recordal = models.ForeignKey(CustomsRecordal, models.PROTECT, related_name="seizures")
    way = models.CharField("启动方式", max_length=12, choices=SeizureWay.choices())
    direction = models.CharField("进出口", max_length=8, choices=Direction.choices())
    notice_number = models.CharField("确权通知书文号", max_length=60, blank=True)
    goods = models.CharField("货物", max_length=300)
    quantity = models.CharField("数量", max_length=60, blank=True)
    value = models.DecimalField("货物价值（元）", max_digits=14, decimal_places=2)
    trader = models.CharField("收发货人", max_length=200)
    trader_place = models.CharField("收发货人所在地", max_length=2, choices=Place.choices(), default=Place.CN.value)
    port = models.CharField("口岸", max_length=100, blank=True)
    facts = models.TextField("情况说明")
    foreign_why = models.CharField("涉外情形", max_length=200, blank=True)
    noticed_on = models.DateField("通知权利人日期", null=True, blank=True)
    security = models.DecimalField("应提供的担保（元）", max_digits=14, decimal_places=2)
    security_told = models.CharField("担保的依据", max_length=300)
    security_kind = models.CharField("担保方式", max_length=8, blank=True, choices=SecurityKind.choices())
    security_given = models.DecimalField("已提供的担保（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    seized_on = models.DateField("扣留日期", null=True, blank=True)
    finding = models.TextField("调查认定", blank=True)
    bond = models.DecimalField("反担保（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    court = models.CharField("法院", max_length=120, blank=True)
    court_number = models.CharField("协助执行通知书文号", max_length=80, blank=True)
    disposal = models.CharField("处置方式", max_length=10, blank=True, choices=Disposal.choices())
    disposal_why = models.CharField("采用这种方式的理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "海关扣留"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.goods}（{self.get_direction_display()}）"
