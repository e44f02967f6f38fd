"""Grass-roots conditions 「基层基础条件」 for each prefecture and county, and the standards they are held against."""

from django.db import models
from django.db.models import Q

from qingzhi.base.regions.models import Level, Region

from ..terms import GrassrootsItem
from .legislation import LegalSource


class GrassrootsCondition(models.Model):
    """What a division had in a year: bodies, people, equipment, training, commendations, with its source."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="grassroots_conditions")
    year = models.PositiveSmallIntegerField("年度")
    bodies = models.PositiveIntegerField("机构（个）", default=0)
    full_time_staff = models.PositiveIntegerField("专职人员（人）", default=0)
    part_time_staff = models.PositiveIntegerField("兼职人员（人）", default=0)
    certified_officers = models.PositiveIntegerField("持证执法人员（人）", default=0)
    vehicles = models.PositiveIntegerField("执法车辆（辆）", default=0)
    equipment = models.PositiveIntegerField("执法装备（台套）", default=0)
    training_attendance = models.PositiveIntegerField("培训（人次）", default=0)
    commendations = models.PositiveIntegerField("表彰（项）", default=0)
    commendation_note = models.CharField("表彰说明", max_length=300, blank=True)
    source = models.CharField("数据来源", max_length=300)
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = models.CharField("登记人", max_length=100)

    class Meta:
        verbose_name = "基层基础条件"
        ordering = ["-year", "region__position"]
        constraints = [models.UniqueConstraint(fields=["region", "year"], name="condition_once_a_year")]

    def __str__(self) -> str:
        return f"{self.region}{self.year}年"


class GrassrootsStandard(models.Model):
    """The least that a division of a level should have 「基础条件标准」: dated rows with their source."""

    level = models.CharField("级别", max_length=12, choices=Level.choices)
    item = models.CharField("项目", max_length=24, choices=GrassrootsItem.choices())
    minimum = models.PositiveIntegerField("下限")
    valid_from = models.DateField("自")
    valid_to = models.DateField("至", null=True, blank=True)
    source = models.CharField("依据", max_length=300)
    legal_source = models.ForeignKey(LegalSource, models.PROTECT, null=True, blank=True, related_name="standards")

    class Meta:
        verbose_name = "基础条件标准"
        ordering = ["level", "item", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["level", "item"], condition=Q(valid_to=None), name="one_open_standard_per_item"
            )
        ]
