"""An envelope between two bodies."""

from django.db import models
from django.db.models import Q

from qingzhi.base.files.models import StoredFile
from qingzhi.base.identity.models import Body

from ..terms import REPLY_WORDS, HandoverKind, Reply, ReplyReason


class Handover(models.Model):
    """Something that one body passes to another and that has to be answered 「移送交接」.

    `due_at` is the last instant for the answer (a limit in days ends with its last day; once told before that, a later one,
    see `Extension`); `limit` is the code of the row by which it was reckoned, `explained` the reckoning in sentences. Answered
    once; never changed afterwards.
    """

    kind = models.CharField("种类", max_length=14, choices=HandoverKind.choices())
    case = models.ForeignKey("procedures.Case", models.PROTECT, null=True, blank=True, related_name="handovers")
    title = models.CharField("事由", max_length=200)
    request = models.TextField("请求事项")
    basis = models.CharField("法律依据", max_length=300)
    sender = models.ForeignKey(Body, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Body, models.PROTECT, related_name="+")
    sent_by = models.CharField("发出人", max_length=100)
    sent_at = models.DateTimeField("发出时间")
    limit = models.CharField("期限规则", max_length=60)
    due_at = models.DateTimeField("应答复于")
    explained = models.JSONField("期限的由来", default=list)
    reply = models.CharField("答复", max_length=8, choices=Reply.choices(), blank=True)
    reason = models.CharField("理由", max_length=14, choices=ReplyReason.choices(), blank=True)
    answer = models.TextField("答复内容", blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = models.CharField("答复人", max_length=100, blank=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_why = models.CharField("撤回理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "移送交接"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(sender=models.F("receiver")), name="handover_between_two"),
            models.CheckConstraint(
                condition=Q(reply="", answered_at=None) | (~Q(reply="") & Q(answered_at__isnull=False)),
                name="handover_answered_with_its_time",
            ),
            models.CheckConstraint(
                condition=Q(reply__in=("", "accept")) | ~Q(reason=""), name="handover_refused_with_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(answered_at=None, withdrawn_at=None), name="handover_waiting"),
            models.Index(fields=["receiver", "-id"], name="handover_of_receiver"),
            models.Index(fields=["sender", "-id"], name="handover_of_sender"),
            models.Index(
                fields=["receiver", "due_at", "answered_at"],
                condition=Q(answered_at__isnull=False),
                name="handover_answers",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.title}"

    @property
    def is_waiting(self) -> bool:
        """Whether its answer is outstanding."""
        return self.answered_at is None and self.withdrawn_at is None

    @property
    def reply_words(self) -> str:
        """The answer in the words of its kind: 参加, 已办理, 同意 …"""
        return REPLY_WORDS.get((self.kind, self.reply)) or self.get_reply_display()


class HandoverFile(models.Model):
    """A file in the envelope, as it was sent or as it came back with the answer."""

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    from_receiver = models.BooleanField("随答复返回", default=False)

    class Meta:
        verbose_name = "交接材料"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["handover", "file"], name="file_once_in_an_envelope")]

    def __str__(self) -> str:
        return self.file.name


class Silence(models.Model):
    """A mark of the limit table that a handover passed without an answer; once each, kept when the answer comes."""

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="silences")
    mark = models.CharField("规则", max_length=60)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "逾期未答复"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["handover", "mark"], name="silence_told_once")]

    def __str__(self) -> str:
        return f"{self.handover_id}:{self.mark}"


class Extension(models.Model):
    """The receiver told before the limit that it needs longer, and why 「延期告知」: 《市场监督管理行政处罚程序规定》第四十五条; once."""

    handover = models.OneToOneField(Handover, models.PROTECT, related_name="extension")
    was_due_at = models.DateTimeField("原应答复于")
    reason = models.CharField("延期理由", max_length=300)
    told_at = models.DateTimeField("告知时间")
    told_by = models.CharField("告知人", max_length=100)

    class Meta:
        verbose_name = "延期告知"

    def __str__(self) -> str:
        return self.reason


class SharedReading(models.Model):
    """Who opened what another body shared, when, for what, by which basis, and until when the opening lasts (E21)."""

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="readings")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    reader = models.CharField("查阅人", max_length=100)
    reader_id = models.BigIntegerField("查阅账号")  # 0 for the body's own system, by its registered key
    purpose = models.CharField("查阅目的", max_length=200)
    basis = models.CharField("法律依据", max_length=200)
    at = models.DateTimeField("时间")
    until = models.DateTimeField("有效至")

    class Meta:
        verbose_name = "共享材料查阅"
        ordering = ["-id"]
        indexes = [models.Index(fields=["handover", "reader_id"], name="reading_by_reader")]

    def __str__(self) -> str:
        return f"{self.handover_id}:{self.reader}"
