"""Infringement on the web: one shop on one platform, its links, what was seen there, notices and declarations."""

from django.db import models

from qingzhi.engine.documents.models import IssuedDocument

from ..terms.online import CounterEnd, LinkOutcome, NoticeGround
from .evidence import EvidenceItem


class OnlineCase(models.Model):
    """The dossier of an online case 「网络侵权线上处置」: one shop on one platform, whose right, on which ground.

    `operator` is who runs the platform, where somebody acts for it here: it is told in the system and answers there.
    """

    case = models.OneToOneField("procedures.Case", models.PROTECT, related_name="online")
    source = models.ForeignKey("procedures.Case", models.PROTECT, null=True, blank=True, related_name="online_cases")
    platform = models.CharField("平台", max_length=120)
    operator = models.ForeignKey(
        "identity.Subject", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="平台经营者"
    )
    shop = models.CharField("网店或者发布者", max_length=200)
    ground = models.CharField("事由", max_length=12, choices=NoticeGround.choices())
    right = models.ForeignKey("rights.Right", models.SET_NULL, null=True, blank=True, related_name="+")
    right_told = models.CharField("权利", max_length=300)
    facts = models.TextField("侵权的事实和理由")
    offline = models.ForeignKey("procedures.Case", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "线上案件"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.platform}“{self.shop}”"


class OnlineLink(models.Model):
    """A link of an online case 「链接」 and what became of it. The server never opens it."""

    online = models.ForeignKey(OnlineCase, models.PROTECT, related_name="links")
    url = models.CharField("网址", max_length=1000)
    title = models.CharField("页面或者商品名称", max_length=200, blank=True)
    outcome = models.CharField(
        "处理结果", max_length=10, choices=LinkOutcome.choices(), default=LinkOutcome.PENDING.value
    )
    outcome_on = models.DateField("处理日期", null=True, blank=True)
    added_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "链接"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["online", "url"], name="link_once_in_a_case")]

    def __str__(self) -> str:
        return self.title or self.url


class LinkCapture(models.Model):
    """What somebody saw at a link 「快照」: a page saved by a person's browser, kept as evidence under the digest of its bytes.

    `told_address` and `told_at` are what the saved page says of itself, which may differ from what was typed in.
    """

    link = models.ForeignKey(OnlineLink, models.PROTECT, related_name="captures")
    item = models.OneToOneField(EvidenceItem, models.PROTECT, related_name="capture")
    told_address = models.CharField("页面自记的网址", max_length=1000, blank=True)
    told_at = models.CharField("页面自记的时间", max_length=80, blank=True)

    class Meta:
        verbose_name = "快照"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.link_id}:{self.item_id}"


class PlatformNotice(models.Model):
    """A notice to the platform 「通知」: which links, until when it has to act, when it was passed on to the shop.

    `addressee` reads it here and answers; `words` are what it says of its answer.
    """

    online = models.ForeignKey(OnlineCase, models.PROTECT, related_name="notices")
    links = models.ManyToManyField(OnlineLink, related_name="notices")
    addressee = models.ForeignKey(
        "identity.Subject",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="platform_notices",
        verbose_name="收到的平台",
    )
    document = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")
    sent_on = models.DateField("通知日期")
    due_on = models.DateField("应处理于", null=True, blank=True)
    forwarded_on = models.DateField("平台转送日期", null=True, blank=True)
    answered_on = models.DateField("平台答复日期", null=True, blank=True)
    words = models.TextField("平台说明", blank=True)

    class Meta:
        verbose_name = "平台通知"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.online_id}:{self.sent_on}"


class CounterNotice(models.Model):
    """What the shop declares against it 「不存在侵权行为的声明」; from the day on which it reached the holder the days run."""

    online = models.ForeignKey(OnlineCase, models.PROTECT, related_name="counters")
    links = models.ManyToManyField(OnlineLink, related_name="counters")
    by = models.CharField("声明人", max_length=200)
    text = models.TextField("声明内容")
    received_on = models.DateField("平台收到日期")
    forwarded_on = models.DateField("转送权利人日期")
    ended = models.CharField("结果", max_length=10, blank=True, choices=CounterEnd.choices())
    ended_on = models.DateField("结果日期", null=True, blank=True)
    authority = models.CharField("受理机关或者法院", max_length=120, blank=True)
    number = models.CharField("受理文号", max_length=80, blank=True)

    class Meta:
        verbose_name = "反通知"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["online"], condition=models.Q(ended=""), name="one_declaration_at_a_time"),
            models.CheckConstraint(
                condition=models.Q(forwarded_on__gte=models.F("received_on")), name="forwarded_not_before_received"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.online_id}:{self.by}"
