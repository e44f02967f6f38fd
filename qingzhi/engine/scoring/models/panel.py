"""Who may judge, what stands against it, who was drawn."""

from django.db import models
from django.db.models import Q

from qingzhi.base.identity.models import Subject

from ..terms import SeatKind, SeatState
from .round import Entry, Group, Round


class Candidate(models.Model):
    """One expert of the frozen list 「候选专家」, as the source told it on that day; `number` stands for the name in public."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="candidates")
    number = models.CharField("候选号", max_length=12)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    name = models.CharField("姓名", max_length=100)
    employer = models.CharField("单位", max_length=200, blank=True)
    groups = models.CharField("可评组别", max_length=300, blank=True)  # codes, spaced; empty: every group

    class Meta:
        verbose_name = "候选专家"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="scoring_candidate_number_once"),
            models.UniqueConstraint(fields=["round", "subject"], name="scoring_candidate_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Finding(models.Model):
    """A conflict of interest 「回避情形」 between a candidate and an entry (none: the whole round): by which rule, why, in which record.

    `certain` is false where the register only suspects it (a namesake): it excludes too, unless somebody lifts it with a reason.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, null=True, blank=True, related_name="findings")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="findings")
    code = models.CharField("情形", max_length=60)
    reason = models.CharField("理由", max_length=400)
    source_kind = models.CharField("来源记录种类", max_length=60, blank=True)
    source_id = models.CharField("来源记录编号", max_length=40, blank=True)
    source_text = models.CharField("来源", max_length=300)
    source_url = models.CharField("来源记录地址", max_length=200, blank=True)
    certain = models.BooleanField("确定", default=True)
    lifted_reason = models.CharField("排除理由", max_length=300, blank=True)
    lifted_by = models.CharField("排除人", max_length=100, blank=True)
    found_at = models.DateTimeField("发现时间")

    class Meta:
        verbose_name = "回避情形"
        ordering = ["entry", "candidate", "code"]
        indexes = [models.Index(fields=["candidate", "entry"], name="scoring_finding_pair")]

    def __str__(self) -> str:
        return self.reason

    @property
    def stands(self) -> bool:
        return not self.lifted_reason


class Draw(models.Model):
    """One draw 「抽取」 as anybody can repeat it: what for, who was left out, who came out."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="draws")
    number = models.PositiveSmallIntegerField("次序")
    kind = models.CharField("种类", max_length=12, choices=SeatKind.choices())
    purpose = models.CharField("抽取名目", max_length=60)
    excluded = models.JSONField("不参加的候选号", default=dict)  # group code or purpose → numbers
    drawn = models.JSONField("抽中的候选号", default=dict)
    reason = models.CharField("理由", max_length=300, blank=True)
    at = models.DateTimeField("时间")
    by = models.CharField("操作人", max_length=100)

    class Meta:
        verbose_name = "专家抽取"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="scoring_draw_number_once")]

    def __str__(self) -> str:
        return f"第{self.number}次抽取"


class Seat(models.Model):
    """An expert's seat 「评审席位」 in a group, or for one entry alone; nothing is shown before the declaration is signed."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="seats")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="seats")
    draw = models.ForeignKey(Draw, models.PROTECT, related_name="seats")
    only_entry = models.ForeignKey(Entry, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField("由来", max_length=12, choices=SeatKind.choices())
    state = models.CharField("状态", max_length=10, choices=SeatState.choices(), default="offered")
    declaration = models.TextField("承诺书", blank=True)
    declared_at = models.DateTimeField("签署时间", null=True, blank=True)
    left_reason = models.CharField("谢绝或退出理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "评审席位"
        ordering = ["group", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "candidate"], condition=Q(only_entry=None), name="scoring_seat_once_a_group"
            ),
            models.UniqueConstraint(
                fields=["only_entry", "candidate"],
                condition=Q(only_entry__isnull=False),
                name="scoring_seat_once_an_entry",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.candidate.number}"

    @property
    def sits(self) -> bool:
        return self.state in (SeatState.OFFERED, SeatState.ACCEPTED)
