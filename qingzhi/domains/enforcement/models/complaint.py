"""Complaints: the dossier, where it went, what was handed to the complainant as proof, what the complainant thinks of it."""

from django.db import models

from qingzhi.base.files.models import StoredFile
from qingzhi.base.identity.models import Body

from ..terms.complaints import Place, RightType, Role, Solved, Way
from .evidence import EvidenceItem


class Complaint(models.Model):
    """The dossier of a complaint 「举报投诉」: what is said to have happened. Who said it is sealed apart (`Reporter`).

    `right` is what the register knew under the number when it came, `right_told` how that read then.
    """

    case = models.OneToOneField("procedures.Case", models.PROTECT, related_name="complaint")
    request_key = models.CharField("提交标记", max_length=40, unique=True, null=True, blank=True)
    anonymous = models.BooleanField("匿名", default=True)
    right_type = models.CharField("权利类型", max_length=10, choices=RightType.choices())
    right_number = models.CharField("权利号码", max_length=80, blank=True)
    right = models.ForeignKey("rights.Right", models.SET_NULL, null=True, blank=True, related_name="+")
    right_told = models.CharField("登记簿查得", max_length=300, blank=True)
    role = models.CharField("与事情的关系", max_length=10, choices=Role.choices())
    wishes = models.JSONField("诉求", default=list)
    place = models.CharField("发生在", max_length=8, choices=Place.choices())
    accused = models.CharField("被反映的人或单位", max_length=200)
    accused_at = models.CharField("地点或网店", max_length=300, blank=True)
    facts = models.TextField("事情经过")
    happened_on = models.DateField("大约发生在", null=True, blank=True)
    received_at = models.DateTimeField("收到时间")
    routing_version = models.BigIntegerField("分流决策表版本", null=True, blank=True)
    routing_facts = models.JSONField("分流依据", default=dict)
    result = models.TextField("告知的结果", blank=True)
    told_at = models.DateTimeField("告知时间", null=True, blank=True)
    staff_solved = models.CharField("承办人认为", max_length=8, blank=True, choices=Solved.choices())

    class Meta:
        verbose_name = "举报投诉"
        ordering = ["-id"]
        indexes = [models.Index(fields=["received_at"], name="complaint_received")]

    def __str__(self) -> str:
        return f"举报投诉{self.pk}"


class ComplaintRoute(models.Model):
    """One way that a complaint went 「分流」: with the case that was opened, or the body that it was sent on to."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="routes")
    way = models.CharField("去向", max_length=14, choices=Way.choices())
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    target = models.ForeignKey(
        "procedures.Case", models.PROTECT, null=True, blank=True, related_name="complaint_routes"
    )
    reason = models.CharField("理由", max_length=300, blank=True)
    at = models.DateTimeField("时间")
    by = models.CharField("经办", max_length=100)

    class Meta:
        verbose_name = "举报投诉去向"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.complaint_id}→{self.way}"


class ComplaintReceipt(models.Model):
    """A signed receipt 「回执」: `text` names every piece by its digest, `signature` is detached CMS over it (RFC 5652).

    `code` is what whoever is shown the receipt checks it by; it opens nothing else. A later piece of evidence gets a receipt of its own.
    """

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="receipts")
    number = models.PositiveSmallIntegerField("第几份")
    code = models.CharField("核验码", max_length=16, unique=True)
    text = models.TextField("内容")
    signature = models.BinaryField("签名")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "举报投诉回执"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["complaint", "number"], name="one_receipt_of_a_number")]

    def __str__(self) -> str:
        return self.code


class ShownCopy(models.Model):
    """What a clerk sees of a picture from outside: the same picture without place, time and device that a camera writes into it.

    The picture as it came stays sealed evidence under its own digest.
    """

    item = models.OneToOneField(EvidenceItem, models.PROTECT, related_name="shown_copy")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    removed = models.CharField("去除的信息", max_length=120, blank=True)

    class Meta:
        verbose_name = "证据查看件"

    def __str__(self) -> str:
        return f"{self.item_id}:{self.file_id}"


class Satisfaction(models.Model):
    """What the complainant thinks of it, in answers of his own 「满意度」; staff's view stands in `Complaint.staff_solved` and never here."""

    complaint = models.OneToOneField(Complaint, models.PROTECT, related_name="satisfaction")
    responded = models.BooleanField("得到了答复")
    solved = models.CharField("问题解决", max_length=8, choices=Solved.choices())
    content = models.PositiveSmallIntegerField("满意程度（1—5）")
    words = models.CharField("想说的话", max_length=500, blank=True)
    at = models.DateTimeField("评价时间")

    class Meta:
        verbose_name = "举报投诉满意度"
        constraints = [
            models.CheckConstraint(condition=models.Q(content__range=(1, 5)), name="content_of_five"),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id}:{self.content}"
