"""The dossier of a transfer to the police."""

from django.db import models

from qingzhi.base.identity.models import Body

from ..terms import Offence


class Transfer(models.Model):
    """The dossier of a case of suspected crime that goes to the police 「涉嫌犯罪案件移送」; amounts in yuan.

    `hits` are the thresholds that the table of the day of the act says were reached; where none is, `suspicion` says why there is
    reasonable suspicion all the same: 国务院令第310号（2020）第三条第二款.
    """

    case = models.OneToOneField("procedures.Case", models.PROTECT, related_name="transfer")
    arises_from = models.ForeignKey("procedures.Case", models.PROTECT, null=True, blank=True, related_name="+")
    offence = models.CharField("涉嫌罪名", max_length=20, choices=Offence.choices())
    suspect = models.CharField("涉嫌当事人", max_length=200)
    facts = models.TextField("涉嫌犯罪事实")
    acted_on = models.DateField("行为发生日")
    gain = models.DecimalField("违法所得（元）", max_digits=14, decimal_places=2, default=0)
    turnover = models.DecimalField("非法经营额或销售额（元）", max_digits=14, decimal_places=2, default=0)
    unsold = models.DecimalField("未销售货值（元）", max_digits=14, decimal_places=2, default=0)
    loss = models.DecimalField("直接损失（元）", max_digits=14, decimal_places=2, default=0)
    pieces = models.PositiveIntegerField("件数", default=0)
    marks = models.PositiveSmallIntegerField("涉及权利数", default=1)
    repeated = models.BooleanField("二年内受过刑罚或行政处罚", default=False)
    hits = models.JSONField("达到的追诉标准", default=list)
    suspicion = models.CharField("犯罪合理嫌疑的理由", max_length=500, blank=True)
    police = models.ForeignKey(Body, models.PROTECT, related_name="+")
    procuratorate = models.ForeignKey(Body, models.PROTECT, related_name="+")
    current = models.ForeignKey("coordination.Handover", models.PROTECT, null=True, blank=True, related_name="+")
    filing_number = models.CharField("立案决定书文号", max_length=60, blank=True)
    filed_on = models.DateField("立案日期", null=True, blank=True)
    refusal = models.CharField("不予立案的理由", max_length=500, blank=True)
    goods_handed_on = models.DateField("物品移交日期", null=True, blank=True)

    class Meta:
        verbose_name = "涉嫌犯罪案件移送"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.suspect} {self.get_offence_display()}"
