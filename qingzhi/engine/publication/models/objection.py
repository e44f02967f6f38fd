"""Objections, and the dated list of grounds for them."""

from django.db import models
from django.db.models import F, Q

from qingzhi.base.files.models import StoredFile
from qingzhi.base.identity.models import Subject

from ..terms import OPEN, Nature, Standing
from .publication import Publication, PublicationItem


class ObjectionGround(models.Model):
    """A ground 「异议事由」 while it held: its nature, and whether evidence must come with it. No `kinds`: for all."""

    code = models.SlugField("代码", max_length=60)
    title = models.CharField("事由", max_length=120)
    nature = models.CharField("性质", max_length=12, choices=[(each.value, each.label) for each in Nature])
    needs_evidence = models.BooleanField("须附证据", default=True)
    evidence_hint = models.CharField("证据说明", max_length=300, blank=True)
    kinds = models.CharField("适用类别", max_length=300, blank=True)
    valid_from = models.DateField("自", null=True, blank=True)
    valid_to = models.DateField("至", null=True, blank=True)
    source = models.CharField("来源", max_length=300)

    class Meta:
        verbose_name = "异议事由"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=Q(valid_to=None), name="one_ground_in_force"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="ground_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def nature_label(self) -> str:
        return Nature(self.nature).label


class Objection(models.Model):
    """An objection 「异议」, or a lead 「线索」 where it came late or without a name.

    Who objected is sealed; `receipt` is the code by which the objector alone follows it. `evidence` are files.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="objections")
    item = models.ForeignKey(PublicationItem, models.PROTECT, null=True, blank=True, related_name="objections")
    ground = models.ForeignKey(ObjectionGround, models.PROTECT, related_name="objections")
    nature = models.CharField("性质", max_length=12, choices=[(each.value, each.label) for each in Nature])
    text = models.TextField("异议内容")
    standing = models.CharField("状态", max_length=14, choices=[(each.value, each.label) for each in Standing])
    is_anonymous = models.BooleanField("匿名", default=False)
    lead_reason = models.CharField("作为线索的理由", max_length=300, blank=True)
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, blank=True, related_name="objections")
    shown_name = models.CharField("异议人（遮盖）", max_length=200, blank=True)
    sealed = models.BinaryField("异议人（密文）", null=True, blank=True)
    receipt = models.CharField("回执码", max_length=16, unique=True)
    token = models.CharField("表单标识", max_length=64, unique=True)
    raised_at = models.DateTimeField("提出时间")
    accept_due_on = models.DateField("受理期限", null=True, blank=True)
    accepted_at = models.DateTimeField("受理时间", null=True, blank=True)
    answer_due_on = models.DateField("答复期限", null=True, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = models.CharField("答复人", max_length=100, blank=True)
    answer = models.TextField("答复", blank=True)
    finding = models.TextField("调查情况（内部）", blank=True)
    files = models.ManyToManyField(StoredFile, related_name="objections", verbose_name="证据", blank=True)

    class Meta:
        verbose_name = "异议"
        ordering = ["-raised_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(standing__in=["upheld", "dismissed", "not_accepted"]) | ~Q(answer=""),
                name="decided_objection_is_answered",
            ),
            models.CheckConstraint(condition=~Q(standing="lead") | ~Q(lead_reason=""), name="lead_with_reason"),
        ]
        indexes = [
            models.Index(
                fields=["publication"],
                condition=Q(standing__in=["received", "accepted"]),
                name="objection_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.publication.number}异议{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.standing in OPEN

    @property
    def standing_label(self) -> str:
        return Standing(self.standing).label

    @property
    def nature_label(self) -> str:
        return Nature(self.nature).label
