"""Mandates: a person acts for a subject that is no public body, from when to when."""

from django.db import models
from django.db.models import F, Q

from .post import Role
from .subject import Person, Subject


class Mandate(models.Model):
    """A person acts for a subject in a role 「经办授权」, from when to when (end exclusive), with the paper that says so.

    The subject is a party (an enterprise and its clerk: agency by an authorised employee, 《民法典》第165、170条) or the
    person's own (an expert, who acts for himself).
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="mandates")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="mandates")
    role = models.ForeignKey(Role, models.PROTECT, related_name="mandates")
    basis = models.CharField("授权依据", max_length=300)
    valid_from = models.DateField("自")
    valid_to = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = "经办授权"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="mandate_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["person", "subject", "role"], condition=Q(valid_to=None), name="one_open_mandate"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.subject}{self.role}"

    @property
    def is_own(self) -> bool:
        """Whether somebody acts for himself: an expert."""
        return self.subject_id == self.person.subject_id

    @property
    def label(self) -> str:
        """For whom, and as what."""
        return self.role.name if self.is_own else f"{self.subject.display_name} · {self.role.name}"
