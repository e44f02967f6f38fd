"""Evaluation: published methods over criteria trees, scores that are never rewritten, disputes about them."""

from typing import Any

from django.db import models
from django.db.models import Q

from qingzhi.base.identity.models import Body
from qingzhi.engine.scoring.models import Criterion, SchemeVersion

from ..rules.periods import read_period
from ..rules.standing import Place
from ..terms.evaluation import DisputeGround, DisputeState, EvaluationKind, MethodState, ScalingTerm
from .frozen import FrozenFigure
from .indicator import Indicator


class EvaluationMethod(models.Model):
    """A method of evaluation 「评价办法」: a version of a criteria tree with what each leaf measures. Published, it never changes.

    `base_period` is where an index is 100. `confidence` is the z of intervals, `least_held` how much (percent) of the weight has to speak
    for a place. `judgments` are pairwise comparisons [parent, one, other, times] from which the weights were drawn, where they were.
    """

    kind = models.CharField("种类", max_length=12, choices=EvaluationKind.choices())
    version = models.OneToOneField(
        SchemeVersion, models.PROTECT, related_name="evaluation_method", verbose_name="指标体系"
    )
    base_period = models.CharField("基期", max_length=24, blank=True)
    confidence = models.DecimalField("区间系数", max_digits=4, decimal_places=2)
    least_held = models.DecimalField("参加排名至少有数据的权重（%）", max_digits=5, decimal_places=2)
    judgments = models.JSONField("两两比较", default=list, blank=True)
    about = models.TextField("说明", blank=True)
    source = models.CharField("来源", max_length=300)
    state = models.CharField("状态", max_length=10, choices=MethodState.choices(), default=MethodState.DRAFT.value)
    drafted_by = models.CharField("拟订人", max_length=100)
    drafted_at = models.DateTimeField("拟订时间")
    published_by = models.CharField("公布人", max_length=100, blank=True)
    published_at = models.DateTimeField("公布时间", null=True, blank=True)
    publication = models.BigIntegerField("公示", null=True, blank=True)

    class Meta:
        verbose_name = "评价办法"
        ordering = ["kind", "-version__valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False), name="published_method_is_dated"
            )
        ]

    def __str__(self) -> str:
        return str(self.version.scheme)

    def save(self, *args: Any, **options: Any) -> None:
        """Save; a published method is never changed."""
        if self.pk and EvaluationMethod.objects.filter(pk=self.pk, state=MethodState.PUBLISHED).exists():
            raise ValueError("a published method does not change; another version is drafted")
        super().save(*args, **options)

    @property
    def is_published(self) -> bool:
        return self.state == MethodState.PUBLISHED

    @property
    def known_kind(self) -> EvaluationKind:
        return EvaluationKind(self.kind)


class MethodLeaf(models.Model):
    """What a leaf of a method measures: an indicator, or a figure of bodies that a higher domain tells (`figure`)."""

    method = models.ForeignKey(EvaluationMethod, models.CASCADE, related_name="leaves")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+", verbose_name="评价指标")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="指标"
    )
    figure = models.CharField("数据项", max_length=60, blank=True)
    scaling = models.CharField("无量纲化", max_length=8, choices=ScalingTerm.choices())
    down = models.BooleanField("越低越好", default=False)
    demand = models.DecimalField("目标值", max_digits=20, decimal_places=6, null=True, blank=True)
    source = models.CharField("依据", max_length=300, blank=True)

    class Meta:
        verbose_name = "评价指标的数据"
        ordering = ["criterion__position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["method", "criterion"], name="method_leaf_once"),
            models.CheckConstraint(
                condition=Q(indicator__isnull=False, figure="") | (Q(indicator=None) & ~Q(figure="")),
                name="method_leaf_measures_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return str(self.criterion)

    def save(self, *args: Any, **options: Any) -> None:
        """Save; what a published method measures is never changed."""
        if self.method.is_published:
            raise ValueError("a published method does not change; another version is drafted")
        super().save(*args, **options)


class Judged(models.Model):
    """Who is on the list of those evaluated 「评价对象名单」, where the register alone does not tell (`valid_to` exclusive)."""

    kind = models.CharField("种类", max_length=12, choices=EvaluationKind.choices())
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="+", verbose_name="主体")
    valid_from = models.DateField("列入")
    valid_to = models.DateField("移出", null=True, blank=True)
    source = models.CharField("依据", max_length=300)
    entered_by = models.CharField("登记人", max_length=100)

    class Meta:
        verbose_name = "评价对象"
        ordering = ["kind", "party__name"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "party"], condition=Q(valid_to=None), name="judged_once_at_a_time")
        ]

    def __str__(self) -> str:
        return str(self.party)


class Evaluation(models.Model):
    """One computation of scores of a period 「评价」. It stands for good; a correction is another that supersedes it, with its reason."""

    method = models.ForeignKey(EvaluationMethod, models.PROTECT, related_name="evaluations", verbose_name="评价办法")
    period = models.CharField("时期", max_length=24)
    title = models.CharField("名称", max_length=120)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="评价单位")
    computed_on = models.DateField("评价日期")
    computed_by = models.CharField("评价人", max_length=100)
    computed_at = models.DateTimeField("评价时间")
    lake_on = models.DateField("数据湖日期", null=True, blank=True)
    lake_mark = models.CharField("数据湖快照", max_length=64, blank=True)
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="revisions")
    reason = models.CharField("更正理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "评价"
        ordering = ["-period", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["method", "period"], condition=Q(supersedes=None), name="evaluation_once_a_period"
            ),
            models.UniqueConstraint(
                fields=["supersedes"], condition=Q(supersedes__isnull=False), name="evaluation_revised_in_a_row"
            ),
            models.CheckConstraint(condition=Q(supersedes=None) | ~Q(reason=""), name="evaluation_revision_has_reason"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period_text(self) -> str:
        """The period in words."""
        return read_period(self.period).label


class Score(models.Model):
    """What one who is evaluated came to: points (an index: its base is 100), place with the best and worst that chance allows.

    `entity` is 「region:630200」, 「body:12」 or 「party:5」; `body` answers for it and may dispute it.
    """

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="scores")
    entity = models.CharField("对象", max_length=40)
    name = models.CharField("名称", max_length=200)
    region_code = models.CharField("地区", max_length=12, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任单位")
    party = models.ForeignKey(
        "parties.Party", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="主体"
    )
    points = models.DecimalField("得分", max_digits=12, decimal_places=4, null=True, blank=True)
    reach = models.DecimalField("误差", max_digits=12, decimal_places=4, default=0)
    held = models.DecimalField("有数据的权重（%）", max_digits=5, decimal_places=2, default=0)
    place = models.PositiveSmallIntegerField("名次", null=True, blank=True)
    best = models.PositiveSmallIntegerField("最好名次", null=True, blank=True)
    worst = models.PositiveSmallIntegerField("最差名次", null=True, blank=True)
    before_points = models.DecimalField("上期得分", max_digits=12, decimal_places=4, null=True, blank=True)
    before_place = models.PositiveSmallIntegerField("上期名次", null=True, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "评价得分"
        ordering = ["evaluation", "place", "id"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "entity"], name="score_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.evaluation}"

    @property
    def place_text(self) -> str:
        """「3（2–5）」, or nothing."""
        if self.place is None:
            return ""
        return Place(self.place, self.best or self.place, self.worst or self.place).text

    @property
    def moved(self) -> int | None:
        """How many places it rose since the last period."""
        return self.before_place - self.place if self.place and self.before_place else None


class ScorePart(models.Model):
    """What one criterion came to in a score: points, effective share and, of a leaf, the figure that it was made from."""

    score = models.ForeignKey(Score, models.CASCADE, related_name="parts")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    leaf = models.ForeignKey(MethodLeaf, models.PROTECT, null=True, blank=True, related_name="+")
    points = models.DecimalField("得分", max_digits=12, decimal_places=4, null=True, blank=True)
    reach = models.DecimalField("误差", max_digits=12, decimal_places=4, default=0)
    share = models.DecimalField("占总分的权重（%）", max_digits=7, decimal_places=4, default=0)
    held = models.DecimalField("有数据的权重（%）", max_digits=5, decimal_places=2, default=0)
    note = models.CharField("说明", max_length=300, blank=True)
    figure = models.ForeignKey(FrozenFigure, models.PROTECT, null=True, blank=True, related_name="+")
    base_figure = models.ForeignKey(FrozenFigure, models.PROTECT, null=True, blank=True, related_name="+")
    value = models.DecimalField("数值", max_digits=24, decimal_places=6, null=True, blank=True)
    base = models.DecimalField("基期数值", max_digits=24, decimal_places=6, null=True, blank=True)
    low = models.DecimalField("下限", max_digits=24, decimal_places=6, null=True, blank=True)
    high = models.DecimalField("上限", max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField("单位", max_length=40, blank=True)
    records_count = models.PositiveIntegerField("记录数", null=True, blank=True)
    counting = models.JSONField("计数办法", default=dict, blank=True)
    source = models.CharField("来源", max_length=300, blank=True)
    url = models.CharField("来源地址", max_length=300, blank=True)

    class Meta:
        verbose_name = "单项得分"
        ordering = ["criterion__position", "id"]
        constraints = [models.UniqueConstraint(fields=["score", "criterion"], name="score_part_once")]

    def __str__(self) -> str:
        return f"{self.criterion} {self.points}"


class Dispute(models.Model):
    """An objection to a score 「对得分的异议」: against which criterion, on what ground, naming which records; and what was answered.

    It is of the body that answers for the score or of the party that was scored. `result` is the evaluation that was computed anew because it was right.
    """

    score = models.ForeignKey(Score, models.PROTECT, related_name="disputes")
    part = models.ForeignKey(ScorePart, models.PROTECT, related_name="disputes", verbose_name="评价指标")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="提出单位")
    party = models.ForeignKey(
        "parties.Party", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="提出主体"
    )
    ground = models.CharField("理由类别", max_length=10, choices=DisputeGround.choices())
    text = models.TextField("理由")
    state = models.CharField("状态", max_length=8, choices=DisputeState.choices(), default=DisputeState.OPEN.value)
    filed_by = models.CharField("提出人", max_length=100)
    filed_at = models.DateTimeField("提出时间")
    due_on = models.DateField("答复期限", null=True, blank=True)
    answer = models.TextField("答复", blank=True)
    answered_by = models.CharField("答复人", max_length=100, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    result = models.ForeignKey(
        Evaluation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="更正后的评价"
    )

    class Meta:
        verbose_name = "评价异议"
        ordering = ["-filed_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["part"], condition=Q(state="open"), name="one_dispute_at_a_time"),
            models.CheckConstraint(condition=Q(state="open") | ~Q(answer=""), name="answered_dispute_has_answer"),
            models.CheckConstraint(
                condition=Q(body__isnull=False, party=None) | Q(body=None, party__isnull=False), name="dispute_of_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.score.name}：{self.part.criterion}"

    @property
    def filer(self) -> str:
        """Who objects, in short."""
        return self.body.short_name if self.body else str(self.party)


class DisputedRecord(models.Model):
    """A record that a dispute names: one behind the figure (`table`, `key`), or one that is not there, in words."""

    dispute = models.ForeignKey(Dispute, models.CASCADE, related_name="records")
    table = models.CharField("表", max_length=60, blank=True)
    key = models.BigIntegerField("记录", null=True, blank=True)
    name = models.CharField("记录", max_length=300)

    class Meta:
        verbose_name = "异议所指记录"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
