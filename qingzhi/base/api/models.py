"""Tokens of programs, and the answers that are given again when a program asks twice."""

from datetime import datetime

from django.db import models

from qingzhi.base.identity.models import Post, User


class ApiToken(models.Model):
    """A token 「令牌」 with which a program acts as a person's post, narrowed to `scopes`. Only its digest is kept."""

    user = models.ForeignKey(User, models.PROTECT, related_name="api_tokens")
    post = models.ForeignKey(Post, models.PROTECT, related_name="api_tokens")
    name = models.CharField("用途", max_length=60)
    prefix = models.CharField("令牌开头", max_length=12, unique=True)
    digest = models.CharField("SHA-256", max_length=64)
    scopes = models.JSONField("权限", default=list)
    issued_at = models.DateTimeField("签发时间")
    expires_at = models.DateTimeField("到期时间")
    used_at = models.DateTimeField("最近使用", null=True, blank=True)
    used_from = models.CharField("最近来源地址", max_length=64, blank=True)
    revoked_at = models.DateTimeField("吊销时间", null=True, blank=True)

    class Meta:
        verbose_name = "接口令牌"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.name}（{self.prefix}…）"

    def is_valid_at(self, at: datetime) -> bool:
        """Whether the token opens anything at that instant."""
        return self.revoked_at is None and self.expires_at > at


class GivenAnswer(models.Model):
    """What a POST with an `Idempotency-Key` was answered, written in its own transaction; given again for a day.

    `holder` names the credential that asked: "token:12", or what another kind of credential calls itself.
    """

    holder = models.CharField("凭证", max_length=40)
    key = models.CharField("幂等键", max_length=128)
    request_digest = models.CharField("请求摘要", max_length=64)
    status = models.PositiveSmallIntegerField("状态码", default=0)
    headers = models.JSONField("响应头", default=dict)
    body = models.TextField("响应", blank=True)
    given_at = models.DateTimeField("时间", db_index=True)

    class Meta:
        verbose_name = "接口应答"
        constraints = [models.UniqueConstraint(fields=["holder", "key"], name="api_answer_once")]

    def __str__(self) -> str:
        return self.key
