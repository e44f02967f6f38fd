"""Keys of other bodies' systems, and the marks of their calls."""

from datetime import datetime

from django.db import models

from qingzhi.base.identity.models import Body


class PartnerKey(models.Model):
    """A public key (Ed25519) of a body's system 「接口公钥」: what is signed with it acts for the body, narrowed to `scopes`.

    The private key stays with its body and was never here. Registered by the security administrator, with the agreement on
    which the exchange rests.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="单位")
    code = models.CharField("公钥编号", max_length=20, unique=True)
    name = models.CharField("系统名称", max_length=60)
    public_key = models.CharField("公钥", max_length=64)
    basis = models.CharField("交换依据", max_length=300)
    scopes = models.JSONField("权限", default=list)
    registered_at = models.DateTimeField("登记时间")
    registered_by = models.CharField("登记人", max_length=100)
    expires_at = models.DateTimeField("到期时间")
    used_at = models.DateTimeField("最近使用", null=True, blank=True)
    used_from = models.CharField("最近来源地址", max_length=64, blank=True)
    revoked_at = models.DateTimeField("吊销时间", null=True, blank=True)
    revoked_why = models.CharField("吊销理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "接口公钥"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["public_key"], name="partner_key_of_one_body")]

    def __str__(self) -> str:
        return f"{self.name}（{self.code}）"

    def is_valid_at(self, at: datetime) -> bool:
        """Whether it opens anything at that instant."""
        return self.revoked_at is None and self.expires_at > at


class UsedNonce(models.Model):
    """A call that came in; the same nonce again within the tolerance is a repetition. Forgotten afterwards."""

    key = models.ForeignKey(PartnerKey, models.CASCADE, related_name="+")
    nonce = models.CharField("随机数", max_length=64)
    at = models.DateTimeField("时间", db_index=True)

    class Meta:
        verbose_name = "接口调用随机数"
        constraints = [models.UniqueConstraint(fields=["key", "nonce"], name="nonce_once")]

    def __str__(self) -> str:
        return self.nonce
