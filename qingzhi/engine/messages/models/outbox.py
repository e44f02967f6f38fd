"""What still has to go out by other channels, and what went."""

from django.db import models
from django.db.models import Q

from .message import Message


class OutboxRow(models.Model):
    """One message to one address by one channel; it waits until it is sent or the gateway refuses it for good."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="outbox")
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
            models.CheckConstraint(condition=Q(sent_at=None) | Q(refused_at=None), name="sent_or_refused"),
        ]
        indexes = [models.Index(fields=["next_at"], condition=Q(sent_at=None, refused_at=None), name="outbox_waiting")]

    def __str__(self) -> str:
        return f"{self.channel}:{self.message}"

    @property
    def is_waiting(self) -> bool:
        return self.sent_at is None and self.refused_at is None
