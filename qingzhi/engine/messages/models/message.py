"""Messages in the site's own inbox."""

from django.db import models

from qingzhi.base.identity.models import Subject

from ..kinds import kind_title
from .text import MessageText


class Message(models.Model):
    """One message 「消息」 to a person, or to a body and so to everybody in post there.

    `key` makes sending idempotent: one recipient gets one message of a key. A body's message is read when one of its people
    has read it; `read_by` says who. `short` and `params` are what a text message says; `wording` the office's text, if any.
    """

    recipient = models.ForeignKey(Subject, models.PROTECT, related_name="messages")
    kind = models.CharField("类别", max_length=60, db_index=True)
    key = models.CharField("唯一键", max_length=200)
    title = models.CharField("标题", max_length=200)
    text = models.TextField("内容", blank=True)
    short = models.CharField("短信文字", max_length=300, blank=True)
    params = models.JSONField("短信参数", default=dict, blank=True)
    wording = models.ForeignKey(
        MessageText, models.PROTECT, null=True, blank=True, related_name="messages", verbose_name="消息模板"
    )
    url = models.CharField("链接", max_length=300, blank=True)
    created_at = models.DateTimeField("时间")
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)
    read_by = models.CharField("阅读人", max_length=100, blank=True)

    class Meta:
        verbose_name = "消息"
        ordering = ["-created_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["recipient", "key"], name="one_message_per_key")]
        indexes = [
            models.Index(fields=["recipient"], condition=models.Q(read_at=None), name="unread_of_recipient"),
            models.Index(fields=["recipient", "-created_at"], name="message_of_recipient"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_title(self) -> str:
        return kind_title(self.kind)

    @property
    def is_read(self) -> bool:
        return self.read_at is not None
