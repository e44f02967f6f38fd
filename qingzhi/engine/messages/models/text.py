"""The office's own texts of messages, and how a person wants mail."""

from django.db import models
from django.db.models import F, Q

from qingzhi.base.identity.models import Person

from ..terms import Mail


class MessageText(models.Model):
    """The texts of a kind of message 「消息模板」 while they hold (`valid_to` exclusive); else the declared ones do.

    `gateway_code` is the number under which the gateway has registered the text, where it wants one.
    """

    kind = models.CharField("类别", max_length=60)
    heading = models.CharField("标题", max_length=200)
    body = models.TextField("正文", blank=True)
    short = models.CharField("短信", max_length=300)
    gateway_code = models.CharField("网关模板编号", max_length=60, blank=True)
    valid_from = models.DateField("自")
    valid_to = models.DateField("至", null=True, blank=True)
    note = models.CharField("说明", max_length=300)
    edited_at = models.DateTimeField("编辑时间")
    edited_by = models.CharField("编辑人", max_length=100)

    class Meta:
        verbose_name = "消息模板"
        ordering = ["kind", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["kind"], condition=Q(valid_to=None), name="one_open_message_text"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="message_text_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} 自{self.valid_from}"


class MailChoice(models.Model):
    """How a person wants mail 「邮件接收方式」: each message at once, one digest a day, or none."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="mail_choice")
    mail = models.CharField("邮件", max_length=8, choices=[(each.value, each.label) for each in Mail])

    class Meta:
        verbose_name = "邮件接收方式"

    def __str__(self) -> str:
        return f"{self.person}：{Mail(self.mail).label}"
