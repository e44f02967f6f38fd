"""The finding that a subject is dishonest, and its repair."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from ..terms import Conduct, ListingState, ListKind
from .archive import Archive, Entry


class Listing(models.Model):
    """The dossier of a finding 「失信认定」: what is held against the subject, what it said, what was decided, until when.

    `until` is the last day; `repair_from` the first on which repair may be asked; both by the rule of the day of notice.
    """

    case = models.OneToOneField("procedures.Case", models.PROTECT, related_name="credit_listing")
    archive = models.ForeignKey(Archive, models.PROTECT, related_name="listings")
    arises_from = models.ForeignKey(Entry, models.PROTECT, null=True, blank=True, related_name="proposals")
    conduct = models.CharField("失信行为", max_length=24, choices=Conduct.choices())
    kind = models.CharField("名单", max_length=10, choices=ListKind.choices())
    facts = models.TextField("事实和理由")
    basis = models.CharField("依据", max_length=300, blank=True)
    measures = models.CharField("管理措施", max_length=500, blank=True)
    notified_on = models.DateField("告知日期", null=True, blank=True)
    statement = models.TextField("陈述申辩", blank=True)
    stated_on = models.DateField("陈述日期", null=True, blank=True)
    finding = models.TextField("复核意见", blank=True)
    number = models.CharField("认定文号", max_length=60, blank=True)
    decided_on = models.DateField("认定日期", null=True, blank=True)
    since = models.DateField("自", null=True, blank=True)
    until = models.DateField("至", null=True, blank=True)
    repair_from = models.DateField("可申请修复", null=True, blank=True)
    relapses = models.PositiveSmallIntegerField("期内再犯次数", default=0)
    state = models.CharField("状态", max_length=10, choices=ListingState.choices(), default=ListingState.PROPOSED.value)
    ended_on = models.DateField("结束日期", null=True, blank=True)
    ended_why = models.CharField("结束原因", max_length=300, blank=True)
    rule = models.CharField("适用规则", max_length=300, blank=True)
    publication = models.ForeignKey(
        "publication.Publication", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="公示"
    )

    class Meta:
        verbose_name = "失信认定"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(since__isnull=False, until__gte=F("since")), name="listing_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["until"], condition=Q(state="listed"), name="listing_expires")]

    def __str__(self) -> str:
        return f"{self.archive.name}：{self.get_conduct_display()}"

    def stands(self, on: date) -> bool:
        """Whether the finding holds that day."""
        return self.state == ListingState.LISTED and self.since is not None and self.until is not None and (
            self.since <= on <= self.until
        )  # fmt: skip


class Repair(models.Model):
    """The dossier of a repair 「信用修复」: promise, what was set right, what was found."""

    case = models.OneToOneField("procedures.Case", models.PROTECT, related_name="credit_repair")
    listing = models.ForeignKey(Listing, models.PROTECT, related_name="repairs")
    measures = models.TextField("纠正情况")
    promised_on = models.DateField("承诺日期", null=True, blank=True)
    finding = models.TextField("核实意见", blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    granted = models.BooleanField("准予修复", default=False)
    found_false = models.BooleanField("修复中弄虚作假", default=False)

    class Meta:
        verbose_name = "信用修复"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"信用修复：{self.listing}"
