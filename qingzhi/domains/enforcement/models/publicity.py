"""The public text of a decision: what is covered in it, who reviewed, who published."""

from django.db import models
from django.db.models import Q

from ..terms.publicity import OPEN, PublicPurpose, PublicStanding


class PublicDraft(models.Model):
    """A decision on its way to the public 「公开稿」. `text` is the original and never leaves; `spans` are covered in what does.

    A span is {start, end, kind, reason, by, kept, why}: `by` is empty where the machine found it, `kept` means that a reviewer
    lets it be read, for the reason `why`. `publication` is what everybody reads. One decision may go out twice: by itself, and told
    as a typical case 「典型案例」, which then has a `title` of its own and perhaps a campaign.
    """

    decision = models.ForeignKey("enforcement.Decision", models.PROTECT, related_name="public_drafts")
    purpose = models.CharField(
        "用途", max_length=8, choices=PublicPurpose.choices(), default=PublicPurpose.DECISION.value
    )
    title = models.CharField("标题", max_length=120, blank=True)
    campaign = models.ForeignKey(
        "enforcement.Campaign", models.PROTECT, null=True, blank=True, related_name="typical", verbose_name="专项行动"
    )
    body = models.ForeignKey("identity.Body", models.PROTECT, related_name="+")
    text = models.TextField("决定原文")
    spans = models.JSONField("遮盖", default=list)
    standing = models.CharField("状态", max_length=10, choices=PublicStanding.choices())
    due_on = models.DateField("公开期限")
    due_explained = models.JSONField("期限说明", default=list)
    revision = models.PositiveIntegerField("修改次数", default=1)
    reviewed_by_id = models.BigIntegerField("复核账号", null=True, blank=True)
    reviewed_name = models.CharField("复核人", max_length=100, blank=True)
    reviewed_at = models.DateTimeField("复核时间", null=True, blank=True)
    published_by_id = models.BigIntegerField("发布账号", null=True, blank=True)
    published_name = models.CharField("发布人", max_length=100, blank=True)
    published_on = models.DateField("公开日期", null=True, blank=True)
    publication = models.ForeignKey(
        "publication.Publication", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="公开件"
    )
    correcting = models.CharField("更正理由", max_length=300, blank=True)
    withheld_why = models.CharField("不予公开的理由", max_length=300, blank=True)
    withdraw_due_on = models.DateField("撤回期限", null=True, blank=True)
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)

    class Meta:
        verbose_name = "决定公开稿"
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "purpose"],
                condition=~Q(purpose="typical", standing="withdrawn"),  # what was upheld may be told anew
                name="public_once_for_a_purpose",
            ),
            models.CheckConstraint(condition=~Q(purpose="typical") | ~Q(title=""), name="typical_case_has_a_title"),
            models.CheckConstraint(
                condition=~Q(standing="published") | Q(publication__isnull=False),
                name="public_decision_has_publication",
            ),
            models.CheckConstraint(
                condition=~Q(standing="withheld") | ~Q(withheld_why=""), name="withheld_with_reason"
            ),
        ]
        indexes = [models.Index(fields=["body", "due_on"], name="public_draft_due")]

    def __str__(self) -> str:
        return self.shown_title

    @property
    def is_typical(self) -> bool:
        return self.purpose == PublicPurpose.TYPICAL

    @property
    def shown_title(self) -> str:
        """How the desk names it: by the decision, or by the title of the typical case."""
        return f"典型案例：{self.title}" if self.is_typical else self.decision.number

    @property
    def is_open(self) -> bool:
        return self.standing in OPEN
