"""What somebody has begun to write on a case and not sent: kept here, so that it survives a lost session."""

from django.db import models

from .case import Case


class StepDraft(models.Model):
    """The half-filled form of a step 「草稿」: one per case, step and account; goes when the step is taken."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="drafts")
    step = models.CharField("步骤", max_length=40)
    by_user_id = models.BigIntegerField("账号")
    values = models.JSONField("内容", default=dict)  # {field: [texts]}
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "办理草稿"
        constraints = [models.UniqueConstraint(fields=["case", "step", "by_user_id"], name="one_draft_per_step")]

    def __str__(self) -> str:
        return f"{self.step}:{self.case_id}"


class CaseUpload(models.Model):
    """A file on its way to a case 「续传」: how much of it has arrived; whoever began it goes on after a broken connection.

    The bytes lie aside under `token`; nothing of them is an attachment before the whole file was received and scanned.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="uploads")
    slot = models.CharField("材料", max_length=60)
    label = models.CharField("材料名称", max_length=120)
    layer = models.CharField("可见范围", max_length=10)
    name = models.CharField("文件名", max_length=255)
    size = models.PositiveBigIntegerField("大小（字节）")
    mark = models.CharField("文件标记", max_length=80)  # name, size and time of the file, by which it is known again
    received = models.PositiveBigIntegerField("已收到（字节）", default=0)
    token = models.CharField("存放", max_length=32, unique=True)
    by_user_id = models.BigIntegerField("账号")
    begun_at = models.DateTimeField("开始时间")
    moved_at = models.DateTimeField("最近收到")

    class Meta:
        verbose_name = "未传完的材料"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "slot", "by_user_id", "mark"], name="one_upload_of_a_file"),
            models.CheckConstraint(condition=models.Q(received__lte=models.F("size")), name="not_more_than_announced"),
        ]

    def __str__(self) -> str:
        return f"{self.name}:{self.case_id}"

    @property
    def percent(self) -> int:
        return int(self.received * 100 / self.size) if self.size else 0
