"""Public bodies, their former names, and who succeeded them."""

from django.db import models

from qingzhi.base.regions.models import Region

from .subject import Subject


class BodyKind(models.TextChoices):
    GOVERNMENT = "government", "人民政府"
    DEPARTMENT = "department", "部门"
    LOCAL_OFFICE = "local_office", "市州知识产权管理部门"
    COURT = "court", "司法机关"
    OTHER = "other", "其他单位"


class Body(models.Model):
    """A public body 「单位」: level and place by its region, from when to when (end exclusive), under whom."""

    subject = models.OneToOneField(Subject, models.PROTECT, related_name="body")
    code = models.SlugField("代码", max_length=60, unique=True)
    name = models.CharField("名称", max_length=200)
    short_name = models.CharField("简称", max_length=60)
    kind = models.CharField("类别", max_length=16, choices=BodyKind.choices)
    region = models.ForeignKey(Region, models.PROTECT, related_name="bodies")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    valid_from = models.DateField("设立", null=True, blank=True)
    valid_to = models.DateField("撤销", null=True, blank=True)
    position = models.PositiveIntegerField("次序", default=0)

    class Meta:
        verbose_name = "单位"
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name


class FormerName(models.Model):
    """A name that a body bore until a day 「曾用名」, or another spelling by which texts call it."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="former_names")
    name = models.CharField("名称", max_length=200, db_index=True)
    valid_to = models.DateField("用至", null=True, blank=True)

    class Meta:
        verbose_name = "曾用名"
        constraints = [models.UniqueConstraint(fields=["body", "name"], name="former_name_once")]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """One body takes over from another on a day 「职责承继」, with the document that says so.

    Planned until it is carried out. `matters` names what passes where a body has several successors (codes, one a line);
    empty is the whole of it, with which the predecessor ends.
    """

    predecessor = models.ForeignKey(Body, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Body, models.PROTECT, related_name="inherited")
    on = models.DateField("承继日期")
    basis = models.CharField("依据", max_length=300)
    matters = models.TextField("接办事项", blank=True)
    carried_out_at = models.DateTimeField("办理时间", null=True, blank=True)

    class Meta:
        verbose_name = "职责承继"
        constraints = [models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once")]

    def __str__(self) -> str:
        return f"{self.predecessor}→{self.successor}"

    @property
    def is_carried_out(self) -> bool:
        return self.carried_out_at is not None

    @property
    def codes(self) -> list[str]:
        """What passes, by its codes; none: everything."""
        return self.matters.split()

    @property
    def told(self) -> str:
        """In words, seen from the predecessor."""
        part = f"（{'、'.join(self.codes)}）" if self.matters else ""
        if self.is_carried_out:
            return f"已于 {self.on} 由{self.successor.short_name}承继{part}"
        return f"将于 {self.on} 由{self.successor.short_name}承继{part}"

    @property
    def told_of_successor(self) -> str:
        """In words, seen from the successor."""
        part = f"（{'、'.join(self.codes)}）" if self.matters else ""
        return f"{'已' if self.is_carried_out else '将'}于 {self.on} 承继{self.predecessor.short_name}{part}"
