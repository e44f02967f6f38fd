"""Versions of decision tables and their rows. What is published never changes its rows: a correction is a new version."""

from django.db import models
from django.db.models import F, Q

from ..rules.deciding import VersionFacts
from ..rules.table import RawRow
from ..terms import RowStatus, VersionState


class TableVersion(models.Model):
    """One version 「版本」 of a table: its rows while they held (`valid_to` exclusive), with the source.

    `digest` is of its rows; `revision` counts the savings of a draft; `editors` are the subjects who wrote on it.
    `amended` versions were made by the office; loading the reference data again leaves their table alone.
    """

    table = models.CharField("决策表", max_length=80)
    number = models.PositiveIntegerField("版本号")
    state = models.CharField("状态", max_length=12, choices=[(each.value, each.label) for each in VersionState])
    status = models.CharField("确认情况", max_length=10, choices=[(each.value, each.label) for each in RowStatus])
    valid_from = models.DateField("施行日期", null=True, blank=True)
    valid_to = models.DateField("终止日期", null=True, blank=True)
    source = models.CharField("依据", max_length=300, blank=True)
    note = models.CharField("修订说明", max_length=500, blank=True)
    digest = models.CharField("内容摘要", max_length=64)
    revision = models.PositiveIntegerField("修改次数", default=1)
    based_on = models.ForeignKey("self", verbose_name="起草所据版本", null=True, blank=True, on_delete=models.SET_NULL)
    drafted_by = models.CharField("起草人", max_length=100, blank=True)
    drafted_at = models.DateTimeField("起草时间")
    saved_by = models.CharField("最近修改人", max_length=100, blank=True)
    saved_at = models.DateTimeField("最近修改时间")
    editors = models.JSONField("修改过的人", default=list)
    published_by = models.CharField("发布人", max_length=100, blank=True)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    reason = models.CharField("理由", max_length=500, blank=True)
    amended = models.BooleanField("本单位修订", default=False)

    class Meta:
        verbose_name = "决策表版本"
        ordering = ["table", "-number"]
        indexes = [models.Index(fields=["table", "state", "valid_from"], name="decisions_in_force")]
        constraints = [
            models.UniqueConstraint(fields=["table", "number"], name="one_decision_version_per_number"),
            models.UniqueConstraint(
                fields=["table", "valid_from"], condition=Q(state="published"), name="one_decision_version_per_start"
            ),
            models.UniqueConstraint(
                fields=["table"],
                condition=Q(state="published", valid_from=None),
                name="one_decision_version_without_start",
            ),
            models.UniqueConstraint(
                fields=["table"], condition=Q(state="published", valid_to=None), name="one_decision_version_without_end"
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="decision_version_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} 第 {self.number} 版"

    @property
    def is_open(self) -> bool:
        """Whether its rows may still be changed."""
        return VersionState(self.state).is_open

    @property
    def status_label(self) -> str:
        return RowStatus(self.status).label

    @property
    def facts(self) -> VersionFacts:
        """Which version it is, as a verdict tells it."""
        return VersionFacts(self.pk, self.number, self.valid_from, self.valid_to, self.source, told_status(self.status))


class TableRow(models.Model):
    """One row of a version: the texts of its cells by column name, and the row's own source."""

    version = models.ForeignKey(TableVersion, verbose_name="版本", on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField("行次")
    cells = models.JSONField("单元格", default=dict)
    source = models.CharField("来源", max_length=300, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "决策表行"
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="one_decision_row_per_position"),
        ]

    def __str__(self) -> str:
        return f"第 {self.position} 行"

    @property
    def raw(self) -> RawRow:
        """The row as the rules read it."""
        return RawRow(self.cells, self.source, self.note)


def told_status(status: str) -> str:
    """The status where it needs to be told: only what is not confirmed."""
    return RowStatus.DEFAULT.label if status == RowStatus.DEFAULT else ""
