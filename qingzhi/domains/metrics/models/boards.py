"""What stands on the leaders' page, where tiles of the map lie, which indicators are open to the public."""

from django.db import models
from django.db.models import F, Q

from qingzhi.base.regions.models import Region

from ..terms.boards import BoardPart
from .indicator import Indicator


class BoardLine(models.Model):
    """An indicator on the leaders' page 「总览」, from when to when (end exclusive); `is_head`: it stands in the strip on top."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="board_lines", verbose_name="指标")
    part = models.CharField("部分", max_length=20, choices=BoardPart.choices())
    is_head = models.BooleanField("列入页首", default=False)
    position = models.PositiveSmallIntegerField("次序", default=0)
    valid_from = models.DateField("自")
    valid_to = models.DateField("至", null=True, blank=True)
    source = models.CharField("依据", max_length=300)

    class Meta:
        verbose_name = "总览指标"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "valid_from"], name="board_line_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="board_line_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} {self.indicator}"


class MapTile(models.Model):
    """Where a division lies on the map of tiles, which draws no boundaries; cells count from 1."""

    region = models.OneToOneField(Region, models.CASCADE, related_name="tile", verbose_name="地区")
    column = models.PositiveSmallIntegerField("列")
    row = models.PositiveSmallIntegerField("行")

    class Meta:
        verbose_name = "地图方格"
        ordering = ["row", "column"]
        constraints = [models.UniqueConstraint(fields=["column", "row"], name="map_tile_once")]

    def __str__(self) -> str:
        return f"{self.region}"


class OpenIndicator(models.Model):
    """A decision that an indicator's figures are public 「对外公开」, under which licence, until it is withdrawn.

    It opens what the house counts itself; a statistic is public only where its own source allows (`Statistic.republish`).
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="openings", verbose_name="指标")
    licence = models.CharField("使用许可", max_length=200)
    basis = models.CharField("公开依据", max_length=300)
    opened_on = models.DateField("公开日期")
    opened_by = models.CharField("公开人", max_length=100)
    closed_on = models.DateField("停止公开日期", null=True, blank=True)
    closed_by = models.CharField("停止公开人", max_length=100, blank=True)
    closing_reason = models.CharField("停止公开理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "公开指标"
        ordering = ["indicator__position", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["indicator"], condition=Q(closed_on=None), name="indicator_open_once"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | ~Q(closing_reason=""), name="indicator_closed_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}"
