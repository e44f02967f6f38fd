"""Who handles a matter, where two bodies both would or neither."""

from django.db import models
from django.db.models import Q

from qingzhi.base import clock
from qingzhi.base.identity.models import Body

from ..terms import Reply, Settling
from .handover import Handover


class JurisdictionDispute(models.Model):
    """A dispute about who handles a matter 「管辖争议」: negotiated between the two, else a common superior designates.

    《市场监督管理行政处罚程序规定》第十三条、第十五条. `proposed` is whom the sender proposes, `settled` who handles it in the end.
    """

    envelope = models.OneToOneField(Handover, models.PROTECT, related_name="dispute", verbose_name="协商")
    designation = models.OneToOneField(
        Handover, models.PROTECT, null=True, blank=True, related_name="designates", verbose_name="报请指定"
    )
    proposed = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="提议由其办理")
    settled = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="办理单位")
    settled_by = models.CharField("确定方式", max_length=10, choices=Settling.choices(), blank=True)
    settled_on = models.DateField("确定日期", null=True, blank=True)

    class Meta:
        verbose_name = "管辖争议"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled=None, settled_by="", settled_on=None)
                | (Q(settled__isnull=False) & ~Q(settled_by="") & Q(settled_on__isnull=False)),
                name="dispute_settled_as_a_whole",
            )
        ]

    def __str__(self) -> str:
        return self.envelope.title

    @property
    def is_stuck(self) -> bool:
        """Whether negotiation came to nothing: refused, returned, or silent past the limit."""
        envelope = self.envelope
        if envelope.withdrawn_at is not None or self.settled_id is not None:
            return False
        return envelope.reply in (Reply.REFUSE, Reply.RETURN) or (
            envelope.is_waiting and envelope.due_at <= clock.now()
        )
