"""Scores, what the system computed, and where each entry came out."""

from django.db import models

from ..terms import SheetState
from .panel import Seat
from .round import Entry, Round
from .scheme import Criterion


class Sheet(models.Model):
    """One expert's sheet 「评分表」 for one entry; a draft may be left and taken up, what is submitted stays."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="sheets")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="sheets")
    state = models.CharField("状态", max_length=10, choices=SheetState.choices(), default="open")
    total = models.DecimalField("总分", max_digits=6, decimal_places=2, null=True, blank=True)
    comment = models.TextField("评语", blank=True)
    recused_reason = models.CharField("回避理由", max_length=300, blank=True)
    saved_at = models.DateTimeField("保存时间", null=True, blank=True)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)

    class Meta:
        verbose_name = "评分表"
        ordering = ["entry__number", "id"]
        constraints = [models.UniqueConstraint(fields=["seat", "entry"], name="scoring_sheet_once")]
        indexes = [models.Index(fields=["entry", "state"], name="scoring_sheet_entry_state")]

    def __str__(self) -> str:
        return f"{self.entry.blind_title}"


class Score(models.Model):
    """What an expert gave one leaf, 0 to 100."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    value = models.DecimalField("得分", max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = "单项得分"
        constraints = [models.UniqueConstraint(fields=["sheet", "criterion"], name="scoring_score_once")]

    def __str__(self) -> str:
        return str(self.value)


class LeafValue(models.Model):
    """What the system computed for a leaf or bonus of an entry, with its reason; taken when the list is frozen."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="computed")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    value = models.DecimalField("得分", max_digits=5, decimal_places=2)
    reason = models.CharField("计算依据", max_length=400)

    class Meta:
        verbose_name = "计算得分"
        constraints = [models.UniqueConstraint(fields=["entry", "criterion"], name="scoring_leaf_value_once")]

    def __str__(self) -> str:
        return str(self.value)


class Result(models.Model):
    """Where an entry came out 「评审结果」; made anew as a whole by every ranking."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="results")
    entry = models.OneToOneField(Entry, models.CASCADE, related_name="result")
    place = models.PositiveIntegerField("名次", null=True, blank=True)
    score = models.DecimalField("得分", max_digits=6, decimal_places=2, null=True, blank=True)
    mean = models.DecimalField("专家均分", max_digits=6, decimal_places=2, null=True, blank=True)
    bonus = models.DecimalField("加分", max_digits=5, decimal_places=2, default=0)
    tie_value = models.DecimalField("同分比较值", max_digits=6, decimal_places=2, null=True, blank=True)
    spread = models.DecimalField("离散度", max_digits=6, decimal_places=2, default=0)
    count = models.PositiveSmallIntegerField("有效评分数", default=0)
    needs_review = models.BooleanField("须复评", default=False)
    told = models.CharField("计算说明", max_length=300)
    reason = models.CharField("排序说明", max_length=300)

    class Meta:
        verbose_name = "评审结果"
        ordering = ["entry__group", "place", "entry__number"]
        indexes = [models.Index(fields=["round", "place"], name="scoring_result_place")]

    def __str__(self) -> str:
        return f"{self.place or '—'} {self.entry}"
