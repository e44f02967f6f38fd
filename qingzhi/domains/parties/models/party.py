"""A party, its names, its identifiers."""

from django.db import models

from qingzhi.base.identity.models import Subject
from qingzhi.base.regions.models import Region

from ..terms import EnterpriseSize, IdentifierScheme, NameKind, PartyKind


class Party(models.Model):
    """An organisation or a person 「主体」.

    Two records of one holder are joined by `merged_into`, never by rewriting what points to them: `root` is the record
    that stands for the whole family (itself when it was not merged), so that a merge is undone by unsetting one field.
    """

    subject = models.OneToOneField(Subject, models.PROTECT, related_name="party")
    kind = models.CharField("类型", max_length=12, choices=PartyKind.choices())
    name = models.CharField("名称", max_length=200)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    size = models.CharField("企业规模", max_length=8, choices=EnterpriseSize.choices(), blank=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="parties")
    place = models.CharField("所在地（省外、境外）", max_length=60, blank=True)
    address = models.CharField("地址", max_length=300, blank=True)
    size_reason = models.CharField("划型依据", max_length=300, blank=True)
    founded_on = models.DateField("成立日期", null=True, blank=True)
    ended_on = models.DateField("注销日期", null=True, blank=True)
    code_check = models.CharField("代码校验", max_length=200, blank=True)
    provisional = models.BooleanField("由导入产生，未核实", default=False)
    fictional = models.BooleanField("示例主体", default=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    root = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="family")
    data_as_of = models.DateField("数据截至", null=True, blank=True)
    batch_id = models.BigIntegerField("导入批次", null=True, blank=True, db_index=True)
    registered_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "主体"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code"], condition=~models.Q(credit_code=""), name="party_credit_code_once"
            )
        ]
        indexes = [models.Index(fields=["name"], name="party_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def root_pk(self) -> int:
        """The record that stands for the family."""
        return self.root_id or self.pk


class PartyName(models.Model):
    """A name that a party bears or bore, or that hands wrote for it.

    `key` is its normalised form (`rules.names.identity_key`): a person's ends with what tells namesakes apart.
    """

    party = models.ForeignKey(Party, models.CASCADE, related_name="names")
    name = models.CharField("名称", max_length=200)
    key = models.CharField("规范形式", max_length=200, db_index=True)
    kind = models.CharField("种类", max_length=8, choices=NameKind.choices())
    valid_from = models.DateField("启用", null=True, blank=True)
    valid_to = models.DateField("用至", null=True, blank=True)
    source = models.CharField("来源", max_length=200, blank=True)
    batch_id = models.BigIntegerField("导入批次", null=True, blank=True)

    class Meta:
        verbose_name = "主体名称"
        constraints = [models.UniqueConstraint(fields=["party", "name", "kind"], name="party_name_once")]

    def __str__(self) -> str:
        return self.name


class PartyIdentifier(models.Model):
    """A number of a party. What is personal is stored as ciphertext; `fingerprint` (keyed) finds it again."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="identifiers")
    scheme = models.CharField("种类", max_length=14, choices=IdentifierScheme.choices())
    value = models.CharField("号码", max_length=60, blank=True)
    sealed = models.BinaryField("密文", null=True, blank=True)
    fingerprint = models.CharField("指纹", max_length=64, blank=True, db_index=True)
    verified = models.BooleanField("校验通过", default=False)
    source = models.CharField("来源", max_length=200, blank=True)
    batch_id = models.BigIntegerField("导入批次", null=True, blank=True)

    class Meta:
        verbose_name = "主体标识"

    def __str__(self) -> str:
        return self.value or "（已加密）"


class PartyContact(models.Model):
    """How a party is reached; phone and address of persons are ciphertext, masked by permit, each reading logged."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="contacts")
    title = models.CharField("称谓", max_length=60, blank=True)
    name_sealed = models.BinaryField("联系人（密文）", null=True, blank=True)
    phone_sealed = models.BinaryField("电话（密文）", null=True, blank=True)
    valid_from = models.DateField("启用", null=True, blank=True)
    valid_to = models.DateField("停用", null=True, blank=True)

    class Meta:
        verbose_name = "联系方式"

    def __str__(self) -> str:
        return self.title or "联系人"
