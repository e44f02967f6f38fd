"""The dossier of a complaint at a trade fair."""

from django.db import models

from qingzhi.base.identity.models import Subject

from ..terms.complaints import RightType
from ..terms.fairs import Ground
from .fair import Exhibitor, Fair, FairStation


class FairComplaint(models.Model):
    """The dossier of a complaint at a fair 「展会知识产权投诉」.

    `request_key` is made by the phone, so that what is sent twice is one complaint. `entered_at` is when it was entered (on
    a phone without network perhaps hours before `received_at`), `counted_from` the instant from which the limits run and
    `counted_why` the reason (`rules.fairs.entry_of`). How to reach the complainant is sealed under the key of `contact_of`.
    """

    case = models.OneToOneField("procedures.Case", models.PROTECT, related_name="fair_complaint")
    fair = models.ForeignKey(Fair, models.PROTECT, related_name="complaints")
    station = models.ForeignKey(FairStation, models.PROTECT, null=True, blank=True, related_name="+")
    request_key = models.CharField("提交标记", max_length=40, unique=True)
    entered_at = models.DateTimeField("现场录入时间")
    received_at = models.DateTimeField("服务器收到时间")
    counted_from = models.DateTimeField("期限起算")
    counted_why = models.CharField("起算说明", max_length=200)
    offline = models.BooleanField("断网录入", default=False)
    entered_by = models.CharField("录入人", max_length=100)
    complainant = models.CharField("投诉人", max_length=200)
    agent = models.CharField("现场代理人", max_length=100, blank=True)
    contact_of = models.ForeignKey(Subject, models.PROTECT, null=True, blank=True, related_name="+")
    contact_sealed = models.BinaryField("联系方式（密文）", null=True, blank=True)
    right_type = models.CharField("权利类型", max_length=10, choices=RightType.choices())
    right_number = models.CharField("权利号码", max_length=80)
    right_key = models.CharField("号码（比对用）", max_length=80)
    right = models.ForeignKey("rights.Right", models.SET_NULL, null=True, blank=True, related_name="+")
    right_told = models.CharField("登记簿查得", max_length=300, blank=True)
    stand = models.CharField("展位", max_length=40)
    stand_key = models.CharField("展位（比对用）", max_length=40)
    exhibitor = models.ForeignKey(Exhibitor, models.PROTECT, null=True, blank=True, related_name="complaints")
    accused = models.CharField("被投诉人", max_length=200)
    product = models.CharField("涉嫌侵权展品", max_length=200)
    facts = models.TextField("投诉的事实")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    accepted_at = models.DateTimeField("受理时间", null=True, blank=True)
    notified_at = models.DateTimeField("通知送达时间", null=True, blank=True)
    notified_to = models.CharField("签收人", max_length=60, blank=True)
    defence = models.TextField("陈述", blank=True)
    defended_at = models.DateTimeField("陈述时间", null=True, blank=True)
    admitted = models.BooleanField("承认侵权", default=False)
    upheld = models.BooleanField("侵权成立", null=True, blank=True)
    ground = models.CharField("认定依据", max_length=10, blank=True, choices=Ground.choices())
    opinion = models.TextField("技术、法律意见", blank=True)
    reasons = models.TextField("认定理由", blank=True)
    found_at = models.DateTimeField("认定时间", null=True, blank=True)
    removal = models.JSONField("处置", default=list)
    removal_note = models.CharField("处置说明", max_length=300, blank=True)
    removed_at = models.DateTimeField("处置完成时间", null=True, blank=True)
    follow_up = models.ForeignKey("procedures.Case", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "展会投诉"
        ordering = ["-id"]
        indexes = [models.Index(fields=["fair", "stand_key", "right_key"], name="fair_complaint_alike")]

    def __str__(self) -> str:
        return f"展会投诉{self.pk}"
