"""Calls: what is announced, for whom, for which acts of which rights, until when, with which documents."""

from django.apps import apps
from django.db import models

from ..terms import Act, CallState, Scheme, SubsidyType, item_label


class Call(models.Model):
    """A call for applications 「申报通知」: one year's announcement of one subsidy, and its guide.

    The window is `opens_on` to `closes_on`, both included; rights count for acts between `acts_from` and `acts_to`. The
    amounts are rows of a decision table; `programme` is the line of the budget that pays. Acts before `acts_from` are late.
    """

    code = models.SlugField("代码", max_length=40, unique=True)
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("名称", max_length=200)
    scheme = models.CharField("资助类别", max_length=10, choices=Scheme.choices())
    body = models.ForeignKey("identity.Body", models.PROTECT, related_name="+", verbose_name="受理单位")
    programme = models.ForeignKey(
        "funds.Programme", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="资金专项"
    )
    opens_on = models.DateField("申报开始")
    closes_on = models.DateField("申报截止")
    acts_from = models.DateField("授权（注册、登记）起", null=True, blank=True)
    acts_to = models.DateField("授权（注册、登记）止", null=True, blank=True)
    precheck = models.BooleanField("须经市州初审", default=False)
    guide = models.TextField("申报指南")
    basis = models.CharField("依据", max_length=300, blank=True)
    contact = models.CharField("咨询电话", max_length=100, blank=True)
    state = models.CharField("状态", max_length=10, choices=CallState.choices(), default=CallState.DRAFT.value)
    document = models.ForeignKey("documents.IssuedDocument", models.PROTECT, null=True, blank=True, related_name="+")
    published_on = models.DateField("发布日期", null=True, blank=True)
    withdrawn_reason = models.CharField("撤回理由", max_length=300, blank=True)
    is_sample = models.BooleanField("示例", default=False)
    created_at = models.DateTimeField("拟稿时间")

    class Meta:
        verbose_name = "申报通知"
        ordering = ["-year", "-opens_on", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="call_window_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CallItem(models.Model):
    """One kind of right with one act that the call pays for, such as 发明专利的授权."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="items")
    type = models.CharField("权利类型", max_length=20, choices=SubsidyType.choices())
    act = models.CharField("资助事项", max_length=12, choices=Act.choices())

    class Meta:
        verbose_name = "资助范围"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["call", "type", "act"], name="call_item_once")]

    def __str__(self) -> str:
        return item_label(self.type, self.act)


class CallApplicant(models.Model):
    """A kind of party that the call addresses; a call without one addresses everybody."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="applicants")
    kind = models.CharField("申报主体", max_length=12)

    class Meta:
        verbose_name = "申报主体类型"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["call", "kind"], name="call_applicant_once")]

    def __str__(self) -> str:
        return self.kind

    @property
    def label(self) -> str:
        """The kind's official name, as the register of parties has it."""
        field = apps.get_model("parties", "Party")._meta.get_field("kind")
        return str(dict(field.flatchoices).get(self.kind, self.kind))  # type: ignore[union-attr]


class CallRegion(models.Model):
    """A division whose parties may apply; a call without one takes the whole province."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="regions")
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "申报地区"
        constraints = [models.UniqueConstraint(fields=["call", "region"], name="call_region_once")]

    def __str__(self) -> str:
        return str(self.region)


class CallDocument(models.Model):
    """A document that must or may be attached to an application; `code` is its slot on the case."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="documents")
    code = models.SlugField("代码", max_length=40)
    label = models.CharField("材料", max_length=120)
    required = models.BooleanField("必须", default=True)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "申报材料"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["call", "code"], name="call_document_once")]

    def __str__(self) -> str:
        return self.label
