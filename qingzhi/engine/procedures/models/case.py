"""The central table of cases."""

from typing import Any

from django.db import models
from django.db.models import Q

from qingzhi.base.identity.models import Body, Person, Subject
from qingzhi.engine.tasks.terms import Priority

from ..declaring import Procedure, State
from ..registry import procedure_of
from ..terms import Outcome

USUAL = Priority.MOST_URGENT.weight
TURNS = [(USUAL - one.weight, one.label) for one in Priority]


class Case(models.Model):
    """A case 「办件」: which procedure, in which state, whose, by when. Its typed dossier is one-to-one with it.

    `rules_on` is the day whose rules it keeps; `revision` is raised by every step, so that of two who act at once one is
    told; `receipt_code` lets anyone who has it ask how far it is. `due_on` is that of its nearest running clock. `precedence`
    is its turn in lists: the most urgent have the lowest number, so that an index in plain order gives them first.
    """

    number = models.CharField("办件编号", max_length=40, unique=True)
    procedure = models.CharField("事项", max_length=60, db_index=True)
    procedure_version = models.PositiveSmallIntegerField("事项版本", default=1)
    rules_on = models.DateField("适用规则日")
    state = models.CharField("状态", max_length=40)
    title = models.CharField("名称", max_length=200)
    region_code = models.CharField("地区", max_length=12, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="cases", verbose_name="承办单位")
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name="承办人"
    )
    applicant = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name="申请人"
    )
    due_on = models.DateField("期限", null=True, blank=True)
    precedence = models.PositiveSmallIntegerField("办理次序", default=USUAL, choices=TURNS)
    opened_at = models.DateTimeField("建立时间")
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    entered_at = models.DateTimeField("进入本状态")
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    outcome = models.CharField(
        "结果", max_length=12, blank=True, choices=[(each.value, each.label) for each in Outcome]
    )
    receipt_code = models.CharField("查询码", max_length=16, unique=True)
    revision = models.PositiveIntegerField("修订", default=0)
    rating = models.PositiveSmallIntegerField("评价", null=True, blank=True)
    rated_at = models.DateTimeField("评价时间", null=True, blank=True)
    rating_words = models.CharField("评价意见", max_length=500, blank=True)

    class Meta:
        verbose_name = "办件"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="closed_case_has_outcome",
            ),
            models.CheckConstraint(condition=Q(rating=None) | Q(rating__range=(1, 5)), name="rating_of_five"),
        ]
        indexes = [
            models.Index(fields=["body", "due_on"], condition=Q(closed_at=None), name="open_case_of_body"),
            models.Index(fields=["owner", "due_on"], condition=Q(closed_at=None), name="open_case_of_owner"),
            models.Index(fields=["precedence", "due_on", "id"], condition=Q(closed_at=None), name="open_case_in_turn"),
            models.Index(fields=["procedure", "state"], name="case_by_state"),
            models.Index(fields=["applicant", "-id"], name="case_of_applicant"),
            models.Index(fields=["region_code", "procedure"], name="case_by_region"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def declared(self) -> Procedure:
        """The procedure as it was declared in the version that the case keeps."""
        return procedure_of(self.procedure, self.procedure_version)

    @property
    def state_declared(self) -> State:
        return self.declared.state(self.state)

    @property
    def dossier(self) -> Any:
        """The typed dossier, one-to-one with the case."""
        declared = self.declared
        related: Any = declared.dossier._meta.get_field("case").remote_field
        name = related.get_accessor_name()
        if declared.follow and not related.is_cached(self):
            setattr(self, name, declared.dossier._default_manager.select_related(*declared.follow).get(case=self.pk))
        return getattr(self, name)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def last_entry(self, step: str) -> Any:
        """The last time that a step was taken; None where it never was. Entries that were read with the case are not asked again."""
        if "entries" in getattr(self, "_prefetched_objects_cache", {}):
            return next((one for one in reversed(list(self.entries.all())) if one.step == step), None)
        return self.entries.filter(step=step).order_by("-id").first()

    def running_clock(self, code: str) -> Any:
        """The clock of a limit that runs; None where none does. Clocks that were read with the case are not asked again."""
        if "clocks" in getattr(self, "_prefetched_objects_cache", {}):
            return next((one for one in self.clocks.all() if one.code == code and one.ended_on is None), None)
        return self.clocks.filter(code=code, ended_on=None).first()

    @property
    def state_label(self) -> str:
        return self.state_declared.label

    @property
    def priority(self) -> Priority:
        """How urgent it is 「紧急程度」; its work items bear the same."""
        return list(Priority)[USUAL - self.precedence]

    @property
    def outcome_label(self) -> str:
        return Outcome(self.outcome).label if self.outcome else ""
