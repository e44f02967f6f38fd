"""What is public: the publication, its rows, and what happened to it."""

from datetime import date

from django.db import models
from django.db.models import Q

from qingzhi.base import clock
from qingzhi.base.identity.models import Body

from ..kinds import PublicColumn, kind_title
from ..terms import Shown, Trace, ValueKind


class Publication(models.Model):
    """A publication 「公示、公开」 of a body about a record.

    `closes_on` is the last day of the period (empty: it stays for good 「长期公开」). `columns` is the declaration that it was
    published under: later changes of the kind do not reach it.
    """

    kind = models.CharField("类别", max_length=60, db_index=True)
    title = models.CharField("标题", max_length=200)
    text = models.TextField("正文", blank=True)
    columns = models.JSONField("列", default=list)
    body = models.ForeignKey(Body, models.PROTECT, related_name="publications", verbose_name="发布单位")
    region_code = models.CharField("地区", max_length=12, blank=True)
    subject_kind = models.CharField("对象类别", max_length=80, blank=True)
    subject_id = models.CharField("对象编号", max_length=64, blank=True)
    url = models.CharField("所属事项地址", max_length=300, blank=True)
    contact = models.CharField("联系方式", max_length=200, blank=True)
    licence = models.CharField("使用许可", max_length=300, blank=True)
    published_at = models.DateTimeField("发布时间")
    starts_on = models.DateField("起始日")
    closes_on = models.DateField("截止日", null=True, blank=True)
    limit_code = models.CharField("期限代码", max_length=80, blank=True)
    closes_explained = models.JSONField("期限说明", default=list)
    takes_objections = models.BooleanField("接受异议", default=True)
    ended_at = models.DateTimeField("期满时间", null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_reason = models.CharField("撤回理由", max_length=500, blank=True)
    text_hidden = models.BooleanField("撤回后不再显示内容", default=False)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta:
        verbose_name = "公示公开"
        ordering = ["-published_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_reason="") | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="publication_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(closes_on=None) | Q(closes_on__gte=models.F("starts_on")), name="publication_closes_after_start"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="publication_of_subject"),
            models.Index(
                fields=["closes_on"], condition=Q(ended_at=None, withdrawn_at=None), name="publication_running"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def number(self) -> str:
        """How letters and telephone calls name it: GS2018-00012."""
        return f"GS{self.starts_on.year}-{self.pk:05d}"

    @property
    def kind_title(self) -> str:
        return kind_title(self.kind)

    @property
    def is_covered(self) -> bool:
        """Whether it was withdrawn with its content: neither text nor rows are shown, found or given out any more."""
        return self.withdrawn_at is not None and self.text_hidden

    @property
    def is_permanent(self) -> bool:
        return self.closes_on is None

    @property
    def declared(self) -> list[PublicColumn]:
        """The columns that it was published with."""
        return [
            PublicColumn(one["code"], one["label"], ValueKind(one["kind"]), Shown(one["shown"])) for one in self.columns
        ]

    def runs_on(self, day: date) -> bool:
        """Whether the period holds that day, the last one included."""
        inside = self.closes_on is not None and self.starts_on <= day <= self.closes_on
        return inside and self.ended_at is None and self.withdrawn_at is None

    @property
    def is_running(self) -> bool:
        return self.runs_on(clock.today())


class PublicationItem(models.Model):
    """One row. `values` is what everybody sees; `held` seals what was left out or covered, and never leaves.

    A withdrawn row stays with its reason; a corrected one is replaced by another, which says by which.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="items")
    position = models.PositiveIntegerField("行号")
    values = models.JSONField("公开内容", default=dict)
    said = models.TextField("检索文字", blank=True)
    held = models.BinaryField("未公开内容（密文）", null=True, blank=True)
    subject_kind = models.CharField("对象类别", max_length=80, blank=True)
    subject_id = models.CharField("对象编号", max_length=64, blank=True)
    added_at = models.DateTimeField("列入时间")
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)
    withdrawn_reason = models.CharField("撤下理由", max_length=500, blank=True)
    is_hidden = models.BooleanField("撤下后不再显示内容", default=False)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta:
        verbose_name = "公示行"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "position"], condition=Q(withdrawn_at=None), name="one_row_per_position"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_reason="") | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="row_withdrawn_with_reason",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="public_row_of_subject")]

    def __str__(self) -> str:
        return f"第{self.position}行"

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None


class PublicationTrace(models.Model):
    """One thing that happened to a publication 「变更记录」, for everybody to read."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="traces")
    at = models.DateTimeField("时间")
    what = models.CharField("事项", max_length=20, choices=[(each.value, each.label) for each in Trace])
    item = models.ForeignKey(PublicationItem, models.PROTECT, null=True, blank=True, related_name="traces")
    reason = models.CharField("理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "公示变更记录"
        ordering = ["id"]

    def __str__(self) -> str:
        return Trace(self.what).label

    @property
    def label(self) -> str:
        return Trace(self.what).label
