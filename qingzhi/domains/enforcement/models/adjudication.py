"""The dossier of an adjudication, of the ordinary and of the fast track."""

from django.db import models

from qingzhi.base.files.models import StoredFile

from ..terms.adjudication import Finding, PatentType, Ruling, Standing, StayGround


class AdjudicationCase(models.Model):
    """The dossier of a dispute about infringement of a patent 「专利侵权纠纷」: who asks for what against whom."""

    case = models.OneToOneField("procedures.Case", models.PROTECT, related_name="adjudication")
    right = models.ForeignKey("rights.Right", models.SET_NULL, null=True, blank=True, related_name="+")
    patent_number = models.CharField("专利号", max_length=48)
    patent_title = models.CharField("专利名称", max_length=300)
    patent_type = models.CharField("专利类型", max_length=10, choices=PatentType.choices())
    claimant_name = models.CharField("请求人", max_length=200)
    standing = models.CharField("请求人身份", max_length=10, choices=Standing.choices())
    holder_silent = models.BooleanField("权利人不请求", default=False)
    authorised = models.BooleanField("另有明确授权", default=False)
    respondent = models.ForeignKey("parties.Party", models.PROTECT, null=True, blank=True, related_name="+")
    respondent_name = models.CharField("被请求人", max_length=200)
    respondent_address = models.CharField("被请求人地址", max_length=300)
    abroad = models.BooleanField("被请求人在境内没有固定住所", default=False)
    requests = models.TextField("请求事项")
    facts = models.TextField("事实和理由")
    sued = models.BooleanField("已就该纠纷起诉", default=False)
    other_way = models.BooleanField("另有约定的解决方式", default=False)
    in_competence = models.BooleanField("属受案和管辖范围", default=True)
    asked_on = models.DateField("收到请求书日期", null=True, blank=True)
    corrections = models.PositiveSmallIntegerField("补正次数", default=0)
    correction_text = models.TextField("须补正的事项", blank=True)
    standing_told = models.CharField("资格判断", max_length=300, blank=True)
    accepted_on = models.DateField("立案日期", null=True, blank=True)
    copy_served_on = models.DateField("请求书副本送达日期", null=True, blank=True)
    defence = models.TextField("答辩", blank=True)
    defence_on = models.DateField("收到答辩日期", null=True, blank=True)
    defence_sent_on = models.DateField("转送答辩书日期", null=True, blank=True)
    hearing_called_on = models.DateField("口审通知日期", null=True, blank=True)
    hearing_on = models.DateField("口审日期", null=True, blank=True)
    hearing_place = models.CharField("口审地点", max_length=200, blank=True)
    hearing_record = models.TextField("口审笔录要点", blank=True)
    stay_ground = models.CharField("中止事由", max_length=14, blank=True, choices=StayGround.choices())
    stay_told = models.JSONField("中止判断", default=dict)
    stay_asked_on = models.DateField("提出中止日期", null=True, blank=True)
    ruling = models.CharField("裁决", max_length=10, blank=True, choices=Ruling.choices())
    opinion = models.TextField("合议意见", blank=True)
    content = models.TextField("裁决内容", blank=True)
    reasons = models.TextField("裁决理由", blank=True)
    finding = models.CharField("初步意见", max_length=10, blank=True, choices=Finding.choices())
    finding_reasons = models.TextField("初步意见理由", blank=True)
    court = models.CharField("执行法院", max_length=120, blank=True)
    court_applied_on = models.DateField("申请执行日期", null=True, blank=True)
    court_result = models.CharField("执行结果", max_length=300, blank=True)
    archive = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    archived_at = models.DateTimeField("归档时间", null=True, blank=True)

    class Meta:
        verbose_name = "专利侵权纠纷"
        indexes = [models.Index(fields=["patent_number"], name="adjudicated_patent")]

    def __str__(self) -> str:
        return f"{self.claimant_name}与{self.respondent_name}专利侵权纠纷"

    @property
    def decision(self):  # type: ignore[no-untyped-def]
        """The adjudication that stands, if one was made."""
        from ..terms import DecisionKind

        standing = (
            one for one in self.case.decisions.all() if one.kind == DecisionKind.ADJUDICATION and one.revoked_on is None
        )
        return next(standing, None)
