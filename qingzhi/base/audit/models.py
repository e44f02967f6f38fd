"""Entries are written by actions, in the action's own transaction; seals chain them afterwards."""

from typing import Any

from django.db import models

from .wording import action_title, worded


class AuditEntry(models.Model):
    """One thing that somebody did: who, for which body, from where, what, on what, old and new.

    Nothing points at other tables: an entry must outlive what it tells of. `changes` maps a field to [old, new];
    `personal` maps a subject's number to ciphertext under that subject's key (see `personal.py`).
    """

    at = models.DateTimeField("时间", db_index=True)
    actor_kind = models.CharField("操作者类别", max_length=10)
    actor_id = models.BigIntegerField("操作者", null=True, db_index=True)
    actor_name = models.CharField("姓名", max_length=100)
    role_title = models.CharField("岗位", max_length=100, blank=True)
    body_id = models.BigIntegerField("单位编号", null=True, db_index=True)
    body_name = models.CharField("单位", max_length=200, blank=True)
    address = models.CharField("来源地址", max_length=64, blank=True)
    action = models.CharField("动作", max_length=80, db_index=True)
    object_kind = models.CharField("对象类别", max_length=80, blank=True)
    object_id = models.CharField("对象编号", max_length=64, blank=True)
    object_label = models.CharField("对象", max_length=300, blank=True)
    changes = models.JSONField("变更", default=dict)
    personal = models.JSONField("个人信息密文", default=dict)
    reason = models.TextField("理由", blank=True)

    class Meta:
        verbose_name = "审计记录"
        ordering = ["-id"]
        indexes = [models.Index(fields=["object_kind", "object_id"], name="audit_object")]

    def __str__(self) -> str:
        return f"审计记录 {self.pk}"

    @property
    def title(self) -> str:
        """The official name of the action."""
        return action_title(self.action)

    @property
    def worded_changes(self) -> list[tuple[str, tuple[Any, Any]]]:
        """What changed, in words: (field, (old, new))."""
        return worded(self.object_kind, self.changes)


class AuditSeal(models.Model):
    """The link of one entry in the chain: hash over its content, the time of sealing and the hash before it."""

    position = models.BigIntegerField("序号", primary_key=True)
    entry = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, related_name="seal")
    sealed_at = models.DateTimeField("封存时间")
    algorithm = models.CharField("算法", max_length=10)
    previous = models.CharField("前一哈希", max_length=64)
    hash = models.CharField("哈希", max_length=64)

    class Meta:
        verbose_name = "审计封印"
        ordering = ["position"]


class ChainTurn(models.Model):
    """One row that a sealer locks, so that two sealers take turns and the chain cannot fork."""

    single = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        verbose_name = "封存轮次"


class SubjectKey(models.Model):
    """The wrapped key under which one person's data stand in the audit; destroying it erases them, the chain stays."""

    subject_id = models.BigIntegerField("主体", unique=True)
    key = models.BinaryField("密钥", null=True)
    destroyed_at = models.DateTimeField("销毁时间", null=True, blank=True)

    class Meta:
        verbose_name = "主体密钥"
