"""Which reminders of an item have gone out."""

from django.db import models

from .work_item import WorkItem


class Reminder(models.Model):
    """A mark around a due date about which the holder has been told; another due date is reminded of anew."""

    item = models.ForeignKey(WorkItem, models.CASCADE, related_name="reminders")
    mark = models.CharField("提醒节点", max_length=80)
    due_on = models.DateField("期限")
    sent_on = models.DateField("提醒日期")

    class Meta:
        verbose_name = "待办提醒"
        constraints = [models.UniqueConstraint(fields=["item", "mark", "due_on"], name="one_reminder_per_mark")]

    def __str__(self) -> str:
        return f"{self.mark}:{self.item}"
