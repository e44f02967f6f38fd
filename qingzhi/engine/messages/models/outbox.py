"""What still has to go out by other channels, and what went."""

from django.db import models
from django.db.models import Q

from .message import Message


class OutboxRow(models.Model):
    """One message to one address by one channel; it waits until it is sent or the gateway refuses it for good.

    A `gathered` row waits for the day's digest 「每日汇总」: a row without a message, with a title and text of its own and a
    `day`, which is its `carrier` and settles it.
    """

    message = models.ForeignKey(Message, models.CASCADE, null=True, blank=True, related_name="outbox")
    is_gathered = models.BooleanField("等待汇总", default=False)
    carrier = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried")
    day = models.DateField("汇总日期", null=True, blank=True)
    title = models.CharField("汇总标题", max_length=200, blank=True)
    text = models.TextField("汇总内容", blank=True)
    channel = models.CharField("渠道", max_length=10)
    address = models.CharField("地址", max_length=254)
    created_at = models.DateTimeField("登记时间")
    next_at = models.DateTimeField("下次发送")
    attempts = models.PositiveIntegerField("尝试次数", default=0)
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)
    refused_at = models.DateTimeField("被拒时间", null=True, blank=True)
    error = models.CharField("最近错误", max_length=500, blank=True)

    class Meta:
        verbose_name = "外发消息"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["message", "channel", "address"], name="one_row_per_address"),
            models.UniqueConstraint(
                fields=["channel", "address", "day"], condition=Q(message=None), name="one_digest_a_day"
            ),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(refused_at=None), name="sent_or_refused"),
            models.CheckConstraint(
                condition=Q(message__isnull=False, day=None) | Q(message=None, day__isnull=False),
                name="message_or_digest",
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(sent_at=None, refused_at=None), name="outbox_waiting"),
            models.Index(fields=["address"], condition=Q(is_gathered=True, carrier=None), name="outbox_gathered"),
        ]

    def __str__(self) -> str:
        return f"{self.channel}:{self.heading}"

    @property
    def heading(self) -> str:
        """The subject line: the message's, or the digest's."""
        return self.message.title if self.message is not None else self.title

    @property
    def words(self) -> str:
        """What it says."""
        return self.message.text or self.message.title if self.message is not None else self.text

    @property
    def is_waiting(self) -> bool:
        return self.sent_at is None and self.refused_at is None
