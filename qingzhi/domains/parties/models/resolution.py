"""Which spellings are one holder: questions that a person answers, and merges that can be undone."""

from django.db import models

from ..terms import QuestionState
from .party import Party


class NameQuestion(models.Model):
    """Two records that may be one holder 「归并待核」: the score and its reasons, and what a person decided."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="questions")
    candidate = models.ForeignKey(Party, models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField("相似度（0—100）")
    reasons = models.JSONField("理由", default=list)
    state = models.CharField("状态", max_length=8, choices=QuestionState.choices(), default=QuestionState.OPEN.value)
    batch_id = models.BigIntegerField("导入批次", null=True, blank=True)
    asked_at = models.DateTimeField("提出时间")
    decided_at = models.DateTimeField("办理时间", null=True, blank=True)
    decided_by = models.CharField("办理人", max_length=100, blank=True)
    reason = models.CharField("办理说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "归并待核"
        ordering = ["-score", "id"]
        constraints = [models.UniqueConstraint(fields=["party", "candidate"], name="name_question_once")]

    def __str__(self) -> str:
        return f"{self.party} ？ {self.candidate}"


class Merge(models.Model):
    """One record joined to another 「归并」: why, by whom, and whether it was undone, with that reason too."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="merges")
    into = models.ForeignKey(Party, models.PROTECT, related_name="absorbed")
    score = models.PositiveSmallIntegerField("相似度", null=True, blank=True)
    reason = models.CharField("理由", max_length=300)
    merged_at = models.DateTimeField("归并时间")
    merged_by = models.CharField("归并人", max_length=100)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    undone_by = models.CharField("撤销人", max_length=100, blank=True)
    undo_reason = models.CharField("撤销理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "主体归并"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["party"], condition=models.Q(undone_at=None), name="party_merged_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.party} → {self.into}"
