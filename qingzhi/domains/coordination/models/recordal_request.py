"""Help with recording a right at the customs, before the recordal itself exists."""

from django.db import models

from .customs import CustomsRecordal


class RecordalRequest(models.Model):
    """The dossier of help with a recordal 「海关备案辅导」: the five contents of an application, the advice, what became of it.

    《知识产权海关保护条例》（2018年修订）第七条. The recordal is decided on by the General Administration in its own system.
    """

    case = models.OneToOneField("procedures.Case", models.PROTECT, related_name="recordal_request")
    right = models.ForeignKey("rights.Right", models.SET_NULL, null=True, blank=True, related_name="+")
    right_told = models.CharField("申请备案的权利", max_length=300)
    is_patent = models.BooleanField("专利权", default=False)
    goods = models.CharField("主要商品", max_length=300)
    licensing = models.TextField("许可使用状况", blank=True)
    lawful = models.TextField("合法行使权利的货物情况")
    infringing = models.TextField("已知的侵权货物情况", blank=True)
    advice = models.TextField("辅导意见", blank=True)
    filed_on = models.DateField("向海关总署提交日期", null=True, blank=True)
    file_number = models.CharField("总署系统的申请号", max_length=60, blank=True)
    recordal = models.ForeignKey(CustomsRecordal, models.PROTECT, null=True, blank=True, related_name="requests")

    class Meta:
        verbose_name = "海关备案辅导"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.right_told
