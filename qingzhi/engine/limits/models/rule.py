"""The dated table of limits: nothing legal is hard-coded."""

from django.db import models
from django.db.models import F, Q

from ..rules.lengths import Length, Unit
from ..terms import Counting, RuleStatus, RuleUnit


class LimitRule(models.Model):
    """One limit 「期限」 while it held: how long, in which days, by which source (`valid_to` exclusive).

    `amended` rows were made by the office; loading the reference table again leaves their code alone.
    """

    code = models.CharField("代码", max_length=80)
    title = models.CharField("名称", max_length=100)
    value = models.PositiveIntegerField("长度")
    unit = models.CharField("单位", max_length=8, choices=[(each.value, each.label) for each in RuleUnit])
    counting = models.CharField("计算方式", max_length=10, choices=[(each.value, each.label) for each in Counting])
    valid_from = models.DateField("自", null=True, blank=True)
    valid_to = models.DateField("至", null=True, blank=True)
    source = models.CharField("来源", max_length=300)
    status = models.CharField("状态", max_length=10, choices=[(each.value, each.label) for each in RuleStatus])
    amended = models.BooleanField("本单位修订", default=False)

    class Meta:
        verbose_name = "期限规则"
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_limit_rule_per_start"),
            models.UniqueConstraint(fields=["code"], condition=Q(valid_from=None), name="one_limit_rule_without_start"),
            models.UniqueConstraint(fields=["code"], condition=Q(valid_to=None), name="one_limit_rule_in_force"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="limit_rule_ends_after_start",
            ),
            models.CheckConstraint(condition=Q(value__gte=1), name="limit_rule_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.length}"

    @property
    def length(self) -> Length:
        """How long it is, as the rules count it."""
        if self.unit == RuleUnit.DAY:
            return Length(self.value, Unit.WORKING_DAY if self.counting == Counting.WORKING else Unit.DAY)
        return Length(self.value, Unit(self.unit))

    @property
    def is_default(self) -> bool:
        return self.status == RuleStatus.DEFAULT

    @property
    def status_label(self) -> str:
        return RuleStatus(self.status).label
