"""Legislative projects 「立法项目」: proposal, drafts, consultation, published text; and the texts that rules cite."""

from django.db import models
from django.db.models import F, Q

from qingzhi.base.files.models import StoredFile
from qingzhi.base.identity.models import Body

from ..terms import Adoption, LegislativeStage, SourceKind


class LegislativeProject(models.Model):
    """The making or mending of one text, through its stages."""

    code = models.CharField("编号", max_length=40, unique=True)
    title = models.CharField("名称", max_length=200)
    kind = models.CharField("类别", max_length=12, choices=SourceKind.choices(), default=SourceKind.LOCAL.value)
    purpose = models.TextField("立项理由")
    lead = models.ForeignKey(Body, models.PROTECT, related_name="legislative_projects", verbose_name="起草单位")
    amends = models.ForeignKey("plan.LegalSource", models.PROTECT, null=True, blank=True, related_name="amendments")
    measure_lineage = models.UUIDField("对应措施", null=True, blank=True)
    stage = models.CharField(
        "阶段",
        max_length=12,
        choices=LegislativeStage.choices(),
        default=LegislativeStage.PROPOSAL.value,
    )
    opened_on = models.DateField("立项日期")
    due_on = models.DateField("计划完成", null=True, blank=True)

    class Meta:
        verbose_name = "立法项目"
        ordering = ["-opened_on", "code"]

    def __str__(self) -> str:
        return self.title


class StageRecord(models.Model):
    """When a project came to a stage, on what basis 「阶段记录」."""

    project = models.ForeignKey(LegislativeProject, models.CASCADE, related_name="stage_records")
    stage = models.CharField("阶段", max_length=12)
    on = models.DateField("日期")
    note = models.TextField("说明", blank=True)
    recorded_by = models.CharField("经办人", max_length=100)

    class Meta:
        verbose_name = "阶段记录"
        ordering = ["on", "id"]

    @property
    def label(self) -> str:
        return LegislativeStage(self.stage).label


class DraftVersion(models.Model):
    """One draft 「文稿」; drafts are numbered from 1 and never overwritten."""

    project = models.ForeignKey(LegislativeProject, models.CASCADE, related_name="drafts")
    number = models.PositiveIntegerField("稿次")
    title = models.CharField("名称", max_length=200)
    text = models.TextField("正文")
    note = models.TextField("修改说明", blank=True)
    made_on = models.DateField("日期")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "文稿"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="draft_number_once")]

    def __str__(self) -> str:
        return f"{self.title}（第{self.number}稿）"


class Consultation(models.Model):
    """A draft laid before the public 「公开征求意见」, both days inclusive; `report` says what was done with it."""

    project = models.ForeignKey(LegislativeProject, models.CASCADE, related_name="consultations")
    draft = models.ForeignKey(DraftVersion, models.PROTECT, related_name="consultations")
    opens_on = models.DateField("开始")
    closes_on = models.DateField("截止")
    introduction = models.TextField("说明", blank=True)
    contact = models.CharField("联系方式", max_length=200, blank=True)
    report = models.TextField("意见采纳情况", blank=True)
    reported_on = models.DateField("公布日期", null=True, blank=True)

    class Meta:
        verbose_name = "征求意见"
        ordering = ["-opens_on", "-id"]
        constraints = [models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="consultation_day_order")]

    def __str__(self) -> str:
        return f"{self.project}征求意见"


class ConsultationComment(models.Model):
    """What somebody said on a draft, and the answer 「意见」; the name may be left out."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="comments")
    receipt = models.CharField("回执号", max_length=20, unique=True)
    name = models.CharField("姓名或单位", max_length=100, blank=True)
    contact = models.CharField("联系方式", max_length=100, blank=True)
    article = models.CharField("涉及条款", max_length=60, blank=True)
    text = models.TextField("意见")
    received_at = models.DateTimeField("收到时间")
    adoption = models.CharField("采纳", max_length=8, blank=True, choices=Adoption.choices())
    answer = models.TextField("答复", blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = models.CharField("答复人", max_length=100, blank=True)

    class Meta:
        verbose_name = "意见"
        ordering = ["received_at", "id"]


class LegalSource(models.Model):
    """A text that rules may cite by its code 「法律依据」, in force from when to when (end exclusive)."""

    code = models.SlugField("代码", max_length=60, unique=True)
    title = models.CharField("名称", max_length=200)
    kind = models.CharField("类别", max_length=12, choices=SourceKind.choices())
    number = models.CharField("文号", max_length=100, blank=True)
    issuer = models.CharField("制定机关", max_length=200)
    text = models.TextField("正文", blank=True)
    project = models.OneToOneField(
        LegislativeProject, models.PROTECT, null=True, blank=True, related_name="published_source"
    )
    published_on = models.DateField("公布日期", null=True, blank=True)
    in_force_from = models.DateField("施行日期")
    in_force_to = models.DateField("失效日期", null=True, blank=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta:
        verbose_name = "法律依据"
        ordering = ["-in_force_from", "code"]

    def __str__(self) -> str:
        return f"《{self.title}》{self.number}"
