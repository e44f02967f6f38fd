"""Rounds of commendation 「绩效奖励和表彰」 fed from evaluation results (plan 4.3.1), and their candidates."""

from django.db import models

from ..terms.commendations import CommendationStage, CommendationState


class CommendationRound(models.Model):
    """A round of commendation: from which evaluation (`source_kind`, `source_id`), how many at most, by which document."""

    title = models.CharField("名称", max_length=120)
    year = models.PositiveSmallIntegerField("年度")
    body = models.ForeignKey("identity.Body", models.PROTECT, related_name="+", verbose_name="组织单位")
    stage = models.CharField(
        "阶段", max_length=12, choices=CommendationStage.choices(), default=CommendationStage.OPEN.value
    )
    quota = models.PositiveSmallIntegerField("名额")
    basis = models.CharField("依据", max_length=300)
    source_kind = models.CharField("来源种类", max_length=60)
    source_id = models.CharField("来源编号", max_length=40)
    source_title = models.CharField("评价结果", max_length=200)
    source_url = models.CharField("评价结果地址", max_length=200)
    opened_by = models.CharField("提出人", max_length=100)
    opened_by_id = models.BigIntegerField("提出人编号", null=True)
    opened_at = models.DateTimeField("提出时间")
    publication = models.BigIntegerField("公示", null=True, blank=True)
    decision = models.CharField("表彰决定", max_length=300, blank=True)
    decided_by = models.CharField("审定人", max_length=100, blank=True)
    decided_at = models.DateTimeField("审定时间", null=True, blank=True)

    class Meta:
        verbose_name = "表彰轮次"
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["source_kind", "source_id"], name="commendation_once_an_evaluation")
        ]

    def __str__(self) -> str:
        return self.title


class Commendation(models.Model):
    """A candidate 「人选」: its place in the evaluation, what the checks found, where it stands."""

    round = models.ForeignKey(CommendationRound, models.CASCADE, related_name="candidates")
    subject = models.ForeignKey("identity.Subject", models.PROTECT, related_name="+", verbose_name="单位")
    name = models.CharField("名称", max_length=200)
    place = models.PositiveSmallIntegerField("名次")
    place_text = models.CharField("名次（范围）", max_length=40)
    points = models.CharField("得分", max_length=40, blank=True)
    url = models.CharField("得分地址", max_length=200, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=CommendationState.choices(), default=CommendationState.CANDIDATE.value
    )
    checks = models.JSONField("核查结果", default=list, blank=True)  # [source, holds or null, text]
    checks_ok = models.BooleanField("核查通过", null=True, blank=True)
    checked_on = models.DateField("核查日", null=True, blank=True)
    why = models.CharField("理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "表彰人选"
        ordering = ["round", "place", "id"]
        constraints = [models.UniqueConstraint(fields=["round", "subject"], name="commended_once_a_round")]

    def __str__(self) -> str:
        return self.name
