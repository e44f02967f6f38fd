"""The archive of a subject, what stands in it, and who read it."""

from datetime import date

from django.db import models
from django.db.models import Q

from ..terms import COUNTING, EntryKind, EntryState, Severity


class Archive(models.Model):
    """The archive of one subject 「信用档案，一主体一档」.

    `name` is what lists show: of a natural person covered but for the family name, whose full name and number are sealed
    under the subject's own key. Without a party it waits to be matched with the register.
    """

    subject = models.OneToOneField("identity.Subject", models.PROTECT, related_name="credit_archive")
    party = models.OneToOneField("parties.Party", models.PROTECT, null=True, blank=True, related_name="credit_archive")
    is_person = models.BooleanField("自然人", default=False)
    name = models.CharField("主体", max_length=200)
    name_sealed = models.BinaryField("姓名（密文）", null=True, blank=True)
    identity_sealed = models.BinaryField("证件号码（密文）", null=True, blank=True)
    fingerprint = models.CharField("指纹", max_length=64, blank=True, db_index=True)
    region_code = models.CharField("地区", max_length=12, blank=True)
    opened_on = models.DateField("建档日期")

    class Meta:
        verbose_name = "信用档案"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def number(self) -> str:
        """How letters name it: DA000012."""
        return f"DA{self.pk:06d}"


class Entry(models.Model):
    """One effective result in an archive 「档案记录」; never changed: a correction is another entry that replaces it.

    `kept_until` and `public_until` are the last days by the rule `rule`; `points` weigh on the grade.
    """

    archive = models.ForeignKey(Archive, models.PROTECT, related_name="entries")
    kind = models.CharField("事项", max_length=14, choices=EntryKind.choices())
    severity = models.CharField("情节", max_length=10, choices=Severity.choices())
    decision = models.ForeignKey("enforcement.Decision", models.PROTECT, null=True, blank=True, related_name="+")
    listing = models.ForeignKey("credit.Listing", models.PROTECT, null=True, blank=True, related_name="entries")
    number = models.CharField("文号", max_length=60)
    authority = models.CharField("作出机关", max_length=200)
    violation = models.CharField("违法（失信）行为", max_length=120)
    content = models.TextField("内容")
    basis = models.TextField("依据", blank=True)
    decided_on = models.DateField("作出日期")
    effective_on = models.DateField("生效日期")
    points = models.DecimalField("扣分", max_digits=6, decimal_places=2)
    kept_until = models.DateField("保存至")
    public_until = models.DateField("公示至", null=True, blank=True)
    rule = models.CharField("适用规则", max_length=300, blank=True)
    proposed = models.CharField("规则建议认定", max_length=24, blank=True)
    state = models.CharField("状态", max_length=10, choices=EntryState.choices(), default=EntryState.STANDING.value)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    recorded_at = models.DateTimeField("归档时间")
    recorded_by = models.CharField("归档人", max_length=100)
    ended_on = models.DateField("失效日期", null=True, blank=True)
    ended_why = models.CharField("失效原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "档案记录"
        ordering = ["-effective_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], condition=Q(decision__isnull=False, replaces=None), name="decision_archived_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=COUNTING, ended_on=None) | (~Q(state__in=COUNTING) & Q(ended_on__isnull=False)),
                name="credit_entry_ended_with_day",
            ),
        ]
        indexes = [
            models.Index(fields=["kept_until"], condition=Q(ended_on=None), name="credit_entry_expires"),
            models.Index(fields=["archive", "state"], name="credit_entry_of_archive"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def counts(self) -> bool:
        return self.state in COUNTING

    def is_public(self, on: date) -> bool:
        """Whether the rule lets everybody see it that day."""
        return self.counts and self.public_until is not None and on <= self.public_until


class Reading(models.Model):
    """Who read an archive, when and what for 「查阅记录」; append only. `by_user_id` is empty where a procedure asked."""

    archive = models.ForeignKey(Archive, models.PROTECT, related_name="readings")
    at = models.DateTimeField("时间")
    on = models.DateField("日期")
    by = models.CharField("查阅人", max_length=100)
    by_user_id = models.BigIntegerField("账号", null=True, blank=True)
    body_name = models.CharField("单位", max_length=200, blank=True)
    purpose = models.CharField("用途", max_length=300)
    answer = models.CharField("答复", max_length=300, blank=True)

    class Meta:
        verbose_name = "查阅记录"
        ordering = ["-id"]
        indexes = [models.Index(fields=["archive", "by_user_id", "on"], name="credit_reading_today")]

    def __str__(self) -> str:
        return f"{self.archive_id}:{self.by}"
