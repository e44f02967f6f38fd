"""The dossiers of awards: nominations, and revocations of what was given."""

from django.db import models
from django.db.models import Q

from .award import AwardGroup, AwardRound, AwardSeat


class AwardNomination(models.Model):
    """A right nominated for an award 「推荐」: the dossier of its case, whose applicant is the body that nominates.

    What the register says is looked up and kept as it was found (`register_lines`); holders and persons stand in the
    order in which they will be on the certificate. `persons` are published with the award.
    """

    case = models.OneToOneField("procedures.Case", models.CASCADE, related_name="award_nomination")
    round = models.ForeignKey(AwardRound, models.PROTECT, related_name="nominations", verbose_name="轮次")
    right = models.ForeignKey("rights.Right", models.PROTECT, related_name="+", verbose_name="权利")
    category = models.CharField("类型", max_length=16)
    nominator = models.ForeignKey("identity.Body", models.PROTECT, related_name="+", verbose_name="推荐单位")
    holder = models.ForeignKey(
        "parties.Party", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="第一权利人"
    )
    holders = models.JSONField("权利人（次序）", default=list)
    persons = models.JSONField("发明（设计）人（次序）", default=list)
    field = models.CharField("技术领域或行业", max_length=60, blank=True)
    summary = models.TextField("推荐理由")
    effects = models.TextField("运用及保护的措施和成效", blank=True)
    register_lines = models.JSONField("登记簿核验", default=list)
    register_ok = models.BooleanField("核验通过", null=True, blank=True)
    register_on = models.DateField("核验日", null=True, blank=True)
    group = models.ForeignKey(
        AwardGroup, models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name="评审组"
    )
    score = models.DecimalField("得分", max_digits=6, decimal_places=2, null=True, blank=True)
    rank = models.PositiveSmallIntegerField("名次", null=True, blank=True)
    ranked_why = models.TextField("得分说明", blank=True)
    priority_points = models.DecimalField("优先加分", max_digits=5, decimal_places=2, default=0)
    priority_why = models.JSONField("优先加分理由", default=list)
    seat = models.ForeignKey(
        AwardSeat, models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name="拟授奖项"
    )
    seat_why = models.CharField("拟授理由", max_length=300, blank=True)
    vote_passed = models.BooleanField("表决通过", null=True, blank=True)
    vote_why = models.CharField("表决结果", max_length=300, blank=True)
    visited_on = models.DateField("考察日", null=True, blank=True)
    visited_by = models.CharField("考察人员", max_length=200, blank=True)
    visit_finding = models.TextField("考察意见", blank=True)
    visit_ok = models.BooleanField("考察认可", null=True, blank=True)
    awarded_on = models.DateField("授奖日", null=True, blank=True)
    valid_to = models.DateField("有效期至", null=True, blank=True)
    certificate_number = models.CharField("证书编号", max_length=60, blank=True)
    prize = models.DecimalField("奖金（元）", max_digits=12, decimal_places=2, default=0)
    paid_on = models.DateField("拨付日", null=True, blank=True)
    revoked_on = models.DateField("撤销日", null=True, blank=True)
    removed_on = models.DateField("移出日", null=True, blank=True)
    removed_why = models.CharField("移出理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "奖项推荐"
        ordering = ["round", "rank", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "right"], name="right_nominated_once_a_round"),
            models.CheckConstraint(
                condition=Q(revoked_on=None) | Q(awarded_on__isnull=False), name="only_an_award_is_revoked"
            ),
        ]

    def __str__(self) -> str:
        return str(self.right)


class AwardRevocation(models.Model):
    """A revocation that was proposed 「撤销奖励」: why, by which document, what the holder says, what is recovered."""

    nomination = models.ForeignKey(AwardNomination, models.PROTECT, related_name="revocations")
    reason = models.TextField("撤销理由")
    basis = models.CharField("依据", max_length=300)
    statement = models.TextField("获奖单位陈述", blank=True)
    proposed_on = models.DateField("提出日")
    decided_on = models.DateField("决定日", null=True, blank=True)
    revoked = models.BooleanField("撤销", null=True, blank=True)
    recovered = models.DecimalField("应追回（元）", max_digits=12, decimal_places=2, default=0)

    class Meta:
        verbose_name = "奖项撤销"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination"], condition=Q(decided_on=None), name="one_revocation_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"撤销：{self.nomination}"
