"""The dossier of a penalty case."""

from django.db import models

from qingzhi.base.files.models import StoredFile

from ..terms.penalty import Filing, Offence, Severity, Source


class PenaltyCase(models.Model):
    """The dossier of an administrative penalty 「行政处罚案件」; amounts in yuan, empty where not established.

    `turnover` is what the penalty is a multiple of: 违法经营额 (marks, copyright), 违法所得 (counterfeit patents), 货值金额 (varieties).
    The `*_told` are what the tables answered, with row and source, as it stood on the day.
    """

    case = models.OneToOneField("procedures.Case", models.PROTECT, related_name="penalty")
    offence = models.CharField("违法行为", max_length=14, choices=Offence.choices())
    source = models.CharField("案件来源", max_length=12, choices=Source.choices())
    party = models.ForeignKey("parties.Party", models.PROTECT, null=True, blank=True, related_name="+")
    party_name = models.CharField("当事人", max_length=200)
    is_person = models.BooleanField("自然人", default=False)
    party_address = models.CharField("当事人地址", max_length=300, blank=True)
    right = models.ForeignKey("rights.Right", models.SET_NULL, null=True, blank=True, related_name="+")
    right_number = models.CharField("权利号码", max_length=80, blank=True)
    facts = models.TextField("违法事实")
    place = models.CharField("违法行为发生地", max_length=300, blank=True)
    clue_on = models.DateField("发现或收到材料日期")
    acted_to = models.DateField("违法行为终了日", null=True, blank=True)
    filing = models.CharField("立案判断", max_length=8, blank=True, choices=Filing.choices())
    filing_told = models.JSONField("立案依据", default=dict)
    filing_opinion = models.TextField("立案意见", blank=True)
    file_proposed = models.BooleanField("拟立案", null=True)
    filed_on = models.DateField("立案日期", null=True, blank=True)
    violation = models.CharField("违法行为类型", max_length=120, blank=True)
    basis = models.CharField("处罚依据", max_length=500, blank=True)
    turnover = models.DecimalField("罚款基数（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    income = models.DecimalField("违法所得（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    good_faith = models.BooleanField("善意且有合法来源", default=False)
    repeats = models.PositiveSmallIntegerField("五年内前次处罚", default=0)
    serious = models.BooleanField("情节严重", default=False)
    mitigating = models.BooleanField("主动消除或减轻后果、配合查处", default=False)
    suspends = models.BooleanField("拟停产停业、吊销", default=False)
    public_interest = models.BooleanField("涉及重大公共利益", default=False)
    complex = models.BooleanField("疑难复杂", default=False)
    penalty_told = models.JSONField("罚则依据", default=dict)
    fine_least = models.DecimalField("裁量下限（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    fine_most = models.DecimalField("裁量上限（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    severity = models.CharField("裁量等次", max_length=10, blank=True, choices=Severity.choices())
    fine = models.DecimalField("拟罚款（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    confiscated = models.DecimalField("拟没收（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    content = models.TextField("拟处罚内容", blank=True)
    may_hear = models.BooleanField("有权要求听证", default=False)
    needs_legal = models.BooleanField("须法制审核", default=False)
    needs_collective = models.BooleanField("须集体讨论", default=False)
    hearing_told = models.CharField("听证和审核依据", max_length=300, blank=True)
    review_opinion = models.TextField("审核意见", blank=True)
    noticed_on = models.DateField("告知送达日期", null=True, blank=True)
    statement = models.TextField("陈述申辩", blank=True)
    waived = models.BooleanField("书面放弃陈述申辩", default=False)
    hearing_asked_on = models.DateField("要求听证日期", null=True, blank=True)
    hearing_on = models.DateField("听证日期", null=True, blank=True)
    hearing_host = models.CharField("听证主持人", max_length=60, blank=True)
    hearing_report = models.TextField("听证报告", blank=True)
    discussion = models.TextField("集体讨论", blank=True)
    discussed_on = models.DateField("集体讨论日期", null=True, blank=True)
    paid = models.DecimalField("已缴（元）", max_digits=14, decimal_places=2, default=0)
    paid_on = models.DateField("缴清日期", null=True, blank=True)
    collected = models.DecimalField("当场收缴（元）", max_digits=14, decimal_places=2, default=0)
    handed_in_on = models.DateField("交存备案日期", null=True, blank=True)
    demanded_on = models.DateField("催告送达日期", null=True, blank=True)
    court = models.CharField("执行法院", max_length=120, blank=True)
    court_applied_on = models.DateField("申请执行日期", null=True, blank=True)
    court_result = models.CharField("执行结果", max_length=300, blank=True)
    archive = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    archived_at = models.DateTimeField("归档时间", null=True, blank=True)

    class Meta:
        verbose_name = "行政处罚案件"
        indexes = [models.Index(fields=["party_name"], name="penalty_party_name")]

    def __str__(self) -> str:
        return f"{self.party_name}{self.get_offence_display()}案"

    @property
    def decision(self):  # type: ignore[no-untyped-def]
        """The penalty decision that stands, if one was made."""
        from ..terms import DecisionKind

        standing = (
            one for one in self.case.decisions.all() if one.kind == DecisionKind.PENALTY and one.revoked_on is None
        )
        return next(standing, None)
