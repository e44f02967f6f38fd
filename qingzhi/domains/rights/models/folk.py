"""The catalogue of folk-cultural resources: items, what protects them, works made from them, who may read what."""

from django.db import models

from ..terms import AccessLevel, FolkLevel, FolkState
from .right import Right


class FolkCategory(models.Model):
    """A category of the national lists of intangible heritage 「类别」; retired, never deleted."""

    code = models.SlugField("代码", max_length=40, unique=True)
    title = models.CharField("名称", max_length=60)
    source = models.CharField("来源", max_length=300)
    position = models.PositiveSmallIntegerField("次序", default=0)
    retired_on = models.DateField("停用", null=True, blank=True)

    class Meta:
        verbose_name = "民间文化资源类别"
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.title


class FolkItem(models.Model):
    """One resource 「民间文化资源」. `summary` is for everybody; `knowledge` only for whom `access_level` admits."""

    code = models.SlugField("编号", max_length=40, unique=True)
    name = models.CharField("名称", max_length=100)
    name_tibetan = models.CharField("藏文名称", max_length=200, blank=True)
    category = models.ForeignKey(FolkCategory, models.PROTECT, related_name="items", verbose_name="类别")
    level = models.CharField("名录级别", max_length=12, choices=FolkLevel.choices())
    community = models.CharField("持有群体", max_length=200)
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+", verbose_name="流传地区")
    carriers = models.CharField("传承人或传承单位", max_length=300, blank=True)
    summary = models.TextField("简介")
    knowledge = models.TextField("传统知识内容", blank=True)
    access_level = models.CharField("查阅范围", max_length=10, choices=AccessLevel.choices())
    access_reason = models.CharField("限制理由", max_length=300, blank=True)
    state = models.CharField("保护状况", max_length=10, choices=FolkState.choices())
    sources = models.CharField("来源", max_length=300, blank=True)
    is_sample = models.BooleanField("示例", default=False)
    registered_on = models.DateField("登记日期")
    updated_at = models.DateTimeField("更新时间")

    class Meta:
        verbose_name = "民间文化资源"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class FolkStateSpan(models.Model):
    """The protection state of an item, from when to when (end exclusive), and on what ground."""

    item = models.ForeignKey(FolkItem, models.CASCADE, related_name="states")
    state = models.CharField("保护状况", max_length=10, choices=FolkState.choices())
    valid_from = models.DateField("起")
    valid_to = models.DateField("止", null=True, blank=True)
    basis = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        verbose_name = "保护状况"
        ordering = ["valid_from", "id"]

    def __str__(self) -> str:
        return self.get_state_display()


class FolkWork(models.Model):
    """A work made from an item 「衍生作品」: in the register of rights, or only by its title."""

    item = models.ForeignKey(FolkItem, models.CASCADE, related_name="works")
    right = models.ForeignKey(Right, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField("作品名称", max_length=200)
    maker = models.CharField("作者或单位", max_length=200, blank=True)
    made_on = models.DateField("完成日期", null=True, blank=True)
    agreed = models.CharField("与持有群体的约定", max_length=300, blank=True)

    class Meta:
        verbose_name = "衍生作品"
        ordering = ["made_on", "id"]

    def __str__(self) -> str:
        return self.title


class FolkConsent(models.Model):
    """The community's consent 「持有群体同意」 that a body may read restricted knowledge, for what, from when to when."""

    item = models.ForeignKey(FolkItem, models.CASCADE, related_name="consents")
    body = models.ForeignKey("identity.Body", models.PROTECT, related_name="+", verbose_name="查阅单位")
    purpose = models.CharField("用途", max_length=200)
    given_by = models.CharField("同意人（持有群体代表）", max_length=100)
    basis = models.CharField("书面同意", max_length=200)
    valid_from = models.DateField("起")
    valid_to = models.DateField("止", null=True, blank=True)
    revoked_on = models.DateField("撤回日期", null=True, blank=True)
    revoked_reason = models.CharField("撤回理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "持有群体同意"
        ordering = ["-valid_from", "-id"]

    def __str__(self) -> str:
        return f"{self.body} {self.purpose}"


class FolkReading(models.Model):
    """One reading of restricted knowledge: who, for which body, when, why, on what ground."""

    item = models.ForeignKey(FolkItem, models.PROTECT, related_name="readings")
    reader = models.CharField("查阅人", max_length=100)
    reader_id = models.BigIntegerField("查阅人账号", null=True, blank=True)
    body_name = models.CharField("单位", max_length=200, blank=True)
    purpose = models.CharField("用途", max_length=200)
    ground = models.CharField("准许理由", max_length=200)
    read_at = models.DateTimeField("查阅时间")

    class Meta:
        verbose_name = "限制内容查阅记录"
        ordering = ["-read_at", "-id"]

    def __str__(self) -> str:
        return f"{self.reader} {self.read_at:%Y-%m-%d}"
