"""Somebody's items are done by a deputy while away."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

from qingzhi.base.identity.models import Body, Person


class Delegation(models.Model):
    """A dated delegation 「委托代办」 at one body; `valid_to` is exclusive. Ended early by moving `valid_to`."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="delegations_given")
    deputy = models.ForeignKey(Person, models.PROTECT, related_name="delegations_held")
    body = models.ForeignKey(Body, models.PROTECT, related_name="delegations")
    valid_from = models.DateField("自")
    valid_to = models.DateField("至")
    reason = models.CharField("事由", max_length=200)

    class Meta:
        verbose_name = "委托代办"
        ordering = ["-valid_from", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="delegation_ends_after_start"),
            models.CheckConstraint(condition=~Q(person=F("deputy")), name="deputy_is_another"),
        ]

    def __str__(self) -> str:
        return f"{self.person}委托{self.deputy}代办"

    @property
    def last_day(self) -> date:
        """The last day on which it holds, as people write it."""
        return self.valid_to - timedelta(days=1)
