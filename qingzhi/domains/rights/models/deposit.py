"""Deposits of fingerprints, and the trade-secret checklist."""

from django.db import models

from ..terms import Answer, DepositKind, Situation


class Deposit(models.Model):
    """A fingerprint that was deposited 「存证」: hashes, size and title of a file that never left its owner's machine.

    Nothing of it is changed or withdrawn afterwards; what is to be added is a supplement or the next version.
    """

    kind = models.CharField("类别", max_length=12, choices=DepositKind.choices())
    title = models.CharField("名称", max_length=200)
    holder = models.ForeignKey("parties.Party", models.PROTECT, null=True, blank=True, related_name="+")
    holder_name = models.CharField("权利人", max_length=200)
    note = models.CharField("说明", max_length=500, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    sm3 = models.CharField("SM3", max_length=64, db_index=True)
    size = models.BigIntegerField("字节数")
    body = models.ForeignKey("identity.Body", models.PROTECT, null=True, blank=True, related_name="+")
    depositor = models.ForeignKey("identity.Subject", models.PROTECT, null=True, blank=True, related_name="+")
    deposited_by = models.CharField("存证人", max_length=100)
    deposited_at = models.DateTimeField("存证时间")
    previous = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="next", verbose_name="上一版本"
    )
    version = models.PositiveSmallIntegerField("版本", default=1)
    request_key = models.CharField("提交凭据", max_length=40, unique=True)
    token = models.BinaryField("时间戳")
    token_at = models.DateTimeField("时间戳时间")
    token_serial = models.CharField("时间戳序列号", max_length=60)
    authority = models.CharField("时间戳签发者", max_length=200)
    authority_is_local = models.BooleanField("本机示例时间戳", default=False)
    statement = models.TextField("存证声明")
    signature = models.BinaryField("声明签名（CMS）")
    certificate = models.ForeignKey("documents.IssuedDocument", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "存证"
        ordering = ["-deposited_at", "-id"]

    def __str__(self) -> str:
        return f"{self.number}{self.title}"

    @property
    def number(self) -> str:
        """The number of the certificate."""
        return self.certificate.number if self.certificate else ""


class DepositSupplement(models.Model):
    """Something added to a deposit afterwards 「补充说明」; the deposit itself stays as it was."""

    deposit = models.ForeignKey(Deposit, models.PROTECT, related_name="supplements")
    text = models.CharField("补充说明", max_length=1000)
    added_by = models.CharField("补充人", max_length=100)
    added_at = models.DateTimeField("补充时间")

    class Meta:
        verbose_name = "存证补充说明"
        ordering = ["added_at", "id"]

    def __str__(self) -> str:
        return self.text[:40]


class SecretsItem(models.Model):
    """One line of the checklist 「商业秘密保护自查清单」: what to see to, when, and on what legal ground."""

    code = models.SlugField("代码", max_length=40, unique=True)
    situation = models.CharField("情形", max_length=12, choices=Situation.choices())
    stage = models.CharField("环节", max_length=40)
    text = models.CharField("自查内容", max_length=300)
    remedy = models.CharField("未做到时", max_length=300, blank=True)
    basis = models.CharField("依据", max_length=300, blank=True)
    position = models.PositiveSmallIntegerField("次序", default=0)
    valid_from = models.DateField("启用")
    valid_to = models.DateField("停用", null=True, blank=True)

    class Meta:
        verbose_name = "自查事项"
        ordering = ["situation", "position", "code"]

    def __str__(self) -> str:
        return self.text


class SecretsReview(models.Model):
    """One filling of the checklist by a party, for one occasion: a person who leaves, a partner, a regular check."""

    situation = models.CharField("情形", max_length=12, choices=Situation.choices())
    party = models.ForeignKey("parties.Party", models.PROTECT, null=True, blank=True, related_name="+")
    party_name = models.CharField("单位", max_length=200)
    occasion = models.CharField("事由", max_length=200, blank=True)
    body = models.ForeignKey("identity.Body", models.PROTECT, null=True, blank=True, related_name="+")
    depositor = models.ForeignKey("identity.Subject", models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.CharField("自查人", max_length=100)
    made_on = models.DateField("自查日期")

    class Meta:
        verbose_name = "商业秘密自查"
        ordering = ["-made_on", "-id"]

    def __str__(self) -> str:
        return f"{self.party_name} {self.get_situation_display()}"


class SecretsAnswer(models.Model):
    """The answer to one line of the checklist."""

    review = models.ForeignKey(SecretsReview, models.CASCADE, related_name="answers")
    item = models.ForeignKey(SecretsItem, models.PROTECT, related_name="+")
    answer = models.CharField("答复", max_length=8, choices=Answer.choices())
    note = models.CharField("备注", max_length=300, blank=True)

    class Meta:
        verbose_name = "自查答复"
        ordering = ["item__position", "id"]
        constraints = [models.UniqueConstraint(fields=["review", "item"], name="secrets_answer_once")]

    def __str__(self) -> str:
        return self.answer
