"""A commission to appraise (E09): questions, materials, who is kept out, opinions with their digests, objections, cost."""

from django.db import models

from qingzhi.base.files.models import StoredFile
from qingzhi.base.identity.models import Subject

from ..terms import Chosen, Field, Matter, Payer, SecondGround, Side
from .appraiser import AppraisalBody, Appraiser


class Appraisal(models.Model):
    """The dossier of a commission 「鉴定委托」; amounts in yuan.

    `moved` says that the case it arises from stands still for it in a state of its own and goes on when it ends.
    """

    case = models.OneToOneField("procedures.Case", models.PROTECT, related_name="appraisal")
    source = models.ForeignKey("procedures.Case", models.PROTECT, related_name="appraisals")
    moved = models.BooleanField("原办件因此停止计时", default=False)
    matter = models.CharField("鉴定事项", max_length=12, choices=Matter.choices())
    field = models.CharField("专业领域", max_length=12, choices=Field.choices())
    claimant = models.CharField("申请人", max_length=200, blank=True)
    respondent = models.CharField("对方当事人", max_length=200)
    one_side = models.ForeignKey(Subject, models.PROTECT, null=True, blank=True, related_name="+")
    other_side = models.ForeignKey(Subject, models.PROTECT, null=True, blank=True, related_name="+")
    right = models.ForeignKey("rights.Right", models.SET_NULL, null=True, blank=True, related_name="+")
    right_told = models.CharField("涉及权利", max_length=300, blank=True)
    questions = models.JSONField("委托鉴定的问题", default=list)
    chosen = models.CharField("选定方式", max_length=10, choices=Chosen.choices(), blank=True)
    body = models.ForeignKey(AppraisalBody, models.PROTECT, null=True, blank=True, related_name="appraisals")
    experts = models.ManyToManyField(Appraiser, related_name="appraisals", blank=True, verbose_name="鉴定人")
    drawn_by = models.CharField("抽取种子", max_length=64, blank=True)
    drawn_from = models.JSONField("抽取名单", default=list)
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    fee = models.DecimalField("鉴定费（元）", max_digits=12, decimal_places=2, null=True, blank=True)
    payer = models.CharField("由谁预付", max_length=10, choices=Payer.choices(), blank=True)
    paid_on = models.DateField("缴费日期", null=True, blank=True)
    receipt = models.CharField("缴费凭证", max_length=100, blank=True)
    wanted = models.CharField("要求补充的材料", max_length=1000, blank=True)
    second = models.CharField("重新鉴定的理由", max_length=12, choices=SecondGround.choices(), blank=True)

    class Meta:
        verbose_name = "鉴定委托"
        indexes = [models.Index(fields=["body"], name="appraisal_of_body")]

    def __str__(self) -> str:
        return f"{self.get_matter_display()}：{self.right_told or self.respondent}"[:200]

    @property
    def opinion(self) -> "Opinion | None":
        """The opinion that stands."""
        return self.opinions.filter(set_aside_on=None).order_by("-id").first()


class Material(models.Model):
    """One line of the list of materials 「鉴定材料」; one that is evidence of the case keeps its digest."""

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="materials")
    name = models.CharField("名称", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    handed_on = models.DateField("移交日期")

    class Meta:
        verbose_name = "鉴定材料"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class KeptOut(models.Model):
    """A body or an expert that does not appraise here any more: it declined, a side objected, its opinion was set aside."""

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="kept_out")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    by = models.CharField(
        "提出", max_length=10, choices=Side.choices(), blank=True
    )  # empty: the body itself or the office
    reason = models.CharField("理由", max_length=300)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "鉴定回避"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["appraisal", "subject"], name="kept_out_once")]

    def __str__(self) -> str:
        return f"{self.subject_id}:{self.reason}"


class Opinion(models.Model):
    """An opinion 「鉴定意见」 as it was given, with the digest of its file; a second appraisal sets the first aside, never over it."""

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="opinions")
    body = models.ForeignKey(AppraisalBody, models.PROTECT, related_name="+")
    experts = models.CharField("鉴定人", max_length=300)
    number = models.CharField("意见书编号", max_length=60)
    conclusion = models.TextField("鉴定意见")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    sha256 = models.CharField("SHA-256", max_length=64)
    given_on = models.DateField("出具日期")
    explanation = models.TextField("书面说明", blank=True)
    explained_on = models.DateField("说明日期", null=True, blank=True)
    set_aside_on = models.DateField("不采用日期", null=True, blank=True)

    class Meta:
        verbose_name = "鉴定意见"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.number


class Objection(models.Model):
    """What a side says against an opinion 「对鉴定意见的异议」, or that it has nothing to say; once each."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="objections")
    by = models.CharField("提出", max_length=10, choices=Side.choices())
    agrees = models.BooleanField("没有异议", default=False)
    reason = models.CharField("理由", max_length=2000, blank=True)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "鉴定意见异议"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["opinion", "by"], name="each_side_speaks_once")]

    def __str__(self) -> str:
        return f"{self.by}:{self.reason}"
