"""The outbox and what was delivered of it."""

from django.db import models


class EventRow(models.Model):
    """One published event, written in the transaction of the action that caused it.

    `due_at` is when the next subscriber that failed tries again; empty while nobody waits.
    """

    at = models.DateTimeField("时间")
    name = models.CharField("事件", max_length=80, db_index=True)
    payload = models.JSONField("内容", default=dict)
    settled = models.BooleanField("已全部送达", default=False)
    due_at = models.DateTimeField("下次投递", null=True)

    class Meta:
        verbose_name = "事件"
        indexes = [models.Index(fields=["id"], condition=models.Q(settled=False), name="event_unsettled")]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"


class Delivery(models.Model):
    """One subscriber's receipt of one event; the pair is unique, so a subscriber runs to its end once."""

    event = models.ForeignKey(EventRow, on_delete=models.CASCADE, related_name="deliveries")
    subscriber = models.CharField("订阅者", max_length=120)
    done_at = models.DateTimeField("完成时间", null=True)
    attempts = models.PositiveIntegerField("尝试次数", default=0)
    error = models.TextField("最近错误", blank=True)
    retry_at = models.DateTimeField("下次尝试", null=True)

    class Meta:
        verbose_name = "送达"
        constraints = [models.UniqueConstraint(fields=["event", "subscriber"], name="one_delivery_per_subscriber")]
        indexes = [models.Index(fields=["attempts"], condition=models.Q(done_at=None), name="delivery_open")]

    def __str__(self) -> str:
        return f"{self.subscriber}←{self.event_id}"
