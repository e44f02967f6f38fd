"""The kinds of right, each a typed table that is one-to-one with `Right`."""

from django.db import models

from ..terms import GiKind, HonourKind, MarkType, PatentType, VarietyField
from .right import Right


class Patent(models.Model):
    """An invention, utility model or design 「专利」; `right.number` is the application number."""

    right = models.OneToOneField(Right, models.CASCADE, primary_key=True, related_name="patent")
    type = models.CharField("专利类型", max_length=10, choices=PatentType.choices())
    publication_number = models.CharField("公开（公告）号", max_length=48, blank=True)
    grant_number = models.CharField("授权公告号", max_length=48, blank=True)
    published_on = models.DateField("公开日", null=True, blank=True)
    main_class = models.CharField("主分类号", max_length=20, blank=True)
    inventors = models.TextField("发明（设计）人", blank=True)
    agency = models.CharField("代理机构", max_length=200, blank=True)
    address = models.CharField("地址", max_length=300, blank=True)
    abstract = models.TextField("摘要", blank=True)
    claim_count = models.PositiveSmallIntegerField("权利要求项数", null=True, blank=True)

    class Meta:
        verbose_name = "专利"

    def __str__(self) -> str:
        return str(self.right)


class Trademark(models.Model):
    """A trademark 「商标」; `right.number` is the registration number with its classes in `RightClass` (nice)."""

    right = models.OneToOneField(Right, models.CASCADE, primary_key=True, related_name="trademark")
    type = models.CharField("商标类型", max_length=13, choices=MarkType.choices())
    is_gi = models.BooleanField("地理标志", default=False)
    goods = models.TextField("核定商品或服务", blank=True)
    agency = models.CharField("代理机构", max_length=200, blank=True)
    address = models.CharField("地址", max_length=300, blank=True)
    preliminary_on = models.DateField("初审公告日", null=True, blank=True)
    image = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "商标"

    def __str__(self) -> str:
        return str(self.right)


class Honour(models.Model):
    """A recognition of a mark 「驰名、著名商标」, from when to when (end exclusive), with its document."""

    right = models.ForeignKey(Right, models.CASCADE, related_name="honours")
    kind = models.CharField("认定", max_length=10, choices=HonourKind.choices())
    valid_from = models.DateField("认定日")
    valid_to = models.DateField("失效日", null=True, blank=True)
    basis = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        verbose_name = "商标认定"

    def __str__(self) -> str:
        return self.kind


class GeographicalIndication(models.Model):
    """A GI product 「地理标志产品」 outside the trademark system; identified by its announcement."""

    right = models.OneToOneField(Right, models.CASCADE, primary_key=True, related_name="gi")
    type = models.CharField("类型", max_length=12, choices=GiKind.choices())
    category = models.CharField("产品类别", max_length=60, blank=True)
    area = models.TextField("保护范围", blank=True)
    announcement = models.CharField("公告文号", max_length=100, blank=True)

    class Meta:
        verbose_name = "地理标志"

    def __str__(self) -> str:
        return str(self.right)


class GiUser(models.Model):
    """Who may use a GI (a product or a GI mark) 「核准使用人」, from when to when (end exclusive)."""

    right = models.ForeignKey(Right, models.CASCADE, related_name="users")
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="+")
    name_written = models.CharField("原文名称", max_length=200)
    valid_from = models.DateField("核准日", null=True, blank=True)
    valid_to = models.DateField("终止日", null=True, blank=True)
    announcement = models.CharField("公告文号", max_length=100, blank=True)

    class Meta:
        verbose_name = "地理标志使用人"

    def __str__(self) -> str:
        return self.name_written


class Work(models.Model):
    """A registered work 「作品登记」."""

    right = models.OneToOneField(Right, models.CASCADE, primary_key=True, related_name="work")
    category = models.CharField("作品类别", max_length=20, blank=True)
    author = models.CharField("作者", max_length=200, blank=True)
    completed_on = models.DateField("创作完成日", null=True, blank=True)
    published_on = models.DateField("首次发表日", null=True, blank=True)

    class Meta:
        verbose_name = "作品登记"

    def __str__(self) -> str:
        return str(self.right)


class Software(models.Model):
    """A registered computer program 「计算机软件著作权登记」."""

    right = models.OneToOneField(Right, models.CASCADE, primary_key=True, related_name="software")
    version = models.CharField("版本号", max_length=40, blank=True)
    certificate_number = models.CharField("证书号", max_length=40, blank=True)
    completed_on = models.DateField("开发完成日", null=True, blank=True)
    published_on = models.DateField("首次发表日", null=True, blank=True)

    class Meta:
        verbose_name = "软件登记"

    def __str__(self) -> str:
        return str(self.right)


class Variety(models.Model):
    """A plant variety right 「植物新品种权」."""

    right = models.OneToOneField(Right, models.CASCADE, primary_key=True, related_name="variety")
    field = models.CharField("领域", max_length=12, choices=VarietyField.choices())
    genus = models.CharField("植物种属", max_length=60, blank=True)
    breeder = models.CharField("培育人", max_length=200, blank=True)
    application_number = models.CharField("申请号", max_length=30, blank=True)

    class Meta:
        verbose_name = "植物新品种"

    def __str__(self) -> str:
        return str(self.right)


class Layout(models.Model):
    """A layout design of an integrated circuit 「集成电路布图设计」."""

    right = models.OneToOneField(Right, models.CASCADE, primary_key=True, related_name="layout")
    category = models.CharField("类别", max_length=60, blank=True)
    first_used_on = models.DateField("首次投入商业利用日", null=True, blank=True)

    class Meta:
        verbose_name = "集成电路布图设计"

    def __str__(self) -> str:
        return str(self.right)
