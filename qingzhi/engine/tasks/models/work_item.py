"""One thing that one body, an applicant or an expert has to do."""

from datetime import date

from django.db import models
from django.db.models import Q

from qingzhi.base import clock
from qingzhi.base.identity.models import Body, Person, Subject
from qingzhi.base.permits import Actor

from ..kinds import kind_title
from ..rules.state import WARN_DAYS, ItemState, item_state
from ..terms import Outcome, Priority


class WorkItem(models.Model):
    """A work item 「待办」: what, whose, by when, on which subject, and how it ended.

    It is held by a body, or else by a `holder`: the subject for whom people act by mandate (an applicant, an expert).
    `subject_kind` and `subject_id` name the record that it is about; `url` is where it is done. `lead_region` is the code of
    the division that it counts for on the board; `last_act_at` when its own body last did something about it.
    """

    kind = models.CharField("事项类别", max_length=60, db_index=True)
    title = models.CharField("事项", max_length=200)
    url = models.CharField("办理地址", max_length=300)
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="work_items", verbose_name="责任单位"
    )
    holder = models.ForeignKey(
        Subject,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="work_items",
        verbose_name="办理主体",
    )
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="work_items")
    subject_kind = models.CharField("对象类别", max_length=80)
    subject_id = models.CharField("对象编号", max_length=64)
    lead_region = models.CharField("地区", max_length=12, blank=True)
    priority = models.PositiveSmallIntegerField(
        "紧急程度", default=0, choices=[(each.weight, each.label) for each in Priority]
    )
    opened_at = models.DateTimeField("交办时间")
    due_on = models.DateField("期限", null=True, blank=True)
    due_explained = models.JSONField("期限的计算", default=list, blank=True)
    last_act_at = models.DateTimeField("最近办理", null=True, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    outcome = models.CharField(
        "办理结果", max_length=12, blank=True, choices=[(each.value, each.label) for each in Outcome]
    )

    class Meta:
        verbose_name = "待办"
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_kind", "subject_id", "body"],
                condition=Q(closed_at=None),
                name="one_open_item_per_subject_and_body",
            ),
            models.UniqueConstraint(
                fields=["kind", "subject_kind", "subject_id", "holder"],
                condition=Q(closed_at=None, holder__isnull=False),
                name="one_open_item_per_subject_and_holder",
            ),
            models.CheckConstraint(
                condition=Q(body__isnull=False, holder=None) | Q(body=None, holder__isnull=False),
                name="item_of_body_or_holder",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="closed_item_has_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["body", "due_on"], condition=Q(closed_at=None), name="open_item_of_body"),
            models.Index(
                fields=["holder", "due_on"],
                condition=Q(closed_at=None, holder__isnull=False),
                name="open_item_of_holder",
            ),
            models.Index(fields=["owner", "due_on"], condition=Q(closed_at=None), name="open_item_of_owner"),
            models.Index(fields=["body", "due_on"], condition=Q(closed_at=None, owner=None), name="open_item_untaken"),
            models.Index(fields=["holder"], condition=Q(holder__isnull=False), name="item_of_holder"),
            models.Index(fields=["subject_kind", "subject_id"], name="item_of_subject"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def holder_name(self) -> str:
        """Whose it is: the body's name, or the applicant's or expert's."""
        return self.body.name if self.body else self.holder.display_name if self.holder else ""

    @property
    def short_holder_name(self) -> str:
        return self.body.short_name if self.body else self.holder_name

    def is_held_by(self, actor: Actor) -> bool:
        """Whether the actor's own body, or the subject for whom the actor acts, holds it."""
        if self.holder_id is not None:
            return self.holder_id == actor.acts_for
        return self.body_id is not None and self.body_id == actor.body_id

    @property
    def closed_on(self) -> date | None:
        return self.closed_at.astimezone(clock.now().tzinfo).date() if self.closed_at else None

    @property
    def kind_title(self) -> str:
        return kind_title(self.kind)

    @property
    def outcome_label(self) -> str:
        return Outcome(self.outcome).label if self.outcome else ""

    def state_on(self, today: date, warn_days: int = WARN_DAYS) -> ItemState:
        """Its light on a day."""
        return item_state(self.due_on, self.closed_on, today, warn_days, self.outcome_label)

    @property
    def state(self) -> ItemState:
        """Its light today; a listing sets `warn_days` on the rows so that no row asks for it."""
        return self.state_on(clock.today(), getattr(self, "warn_days", WARN_DAYS))
