"""Trade fairs: days and stations, who is on duty, who exhibits what by which right, and what the screening found."""

from django.db import models
from django.db.models import F, Q

from qingzhi.base.files.models import StoredFile
from qingzhi.base.identity.models import Body, Person
from qingzhi.base.regions.models import Region

from ..terms.complaints import RightType
from ..terms.fairs import RiskAnswer, RiskKind, RiskLevel


class Fair(models.Model):
    """A trade fair 「展会」, and the body whose officers are at its stations; the last day is one of the fair."""

    name = models.CharField("展会名称", max_length=120)
    organiser = models.CharField("主办方", max_length=200)
    place = models.CharField("地点", max_length=200)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, related_name="fairs")
    begins_on = models.DateField("开展日期")
    ends_on = models.DateField("闭展日期")
    loaded_at = models.DateTimeField("参展商载入时间", null=True, blank=True)
    loaded_from = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    screened_at = models.DateTimeField("风险排查时间", null=True, blank=True)

    class Meta:
        verbose_name = "展会"
        ordering = ["-begins_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="fair_ends_after_start"),
            models.UniqueConstraint(fields=["name", "begins_on"], name="fair_once"),
        ]

    def __str__(self) -> str:
        return self.name


class FairStation(models.Model):
    """A station at a fair 「展会知识产权维权工作站」; place and phone are shown to everybody."""

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="stations")
    name = models.CharField("工作站", max_length=60)
    place = models.CharField("位置", max_length=120)
    phone = models.CharField("电话", max_length=40)

    class Meta:
        verbose_name = "展会工作站"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["fair", "name"], name="fair_station_once")]

    def __str__(self) -> str:
        return self.name


class FairDuty(models.Model):
    """Who is at a station on a day 「驻会人员」."""

    station = models.ForeignKey(FairStation, models.CASCADE, related_name="duties")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    on = models.DateField("日期")

    class Meta:
        verbose_name = "驻会值班"
        ordering = ["on", "id"]
        constraints = [models.UniqueConstraint(fields=["station", "person", "on"], name="fair_duty_once")]

    def __str__(self) -> str:
        return f"{self.on} {self.person_id}"


class Exhibitor(models.Model):
    """Who exhibits at a stand 「参展商」; `party` where the register knows who it is."""

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="exhibitors")
    stand = models.CharField("展位", max_length=40)
    name = models.CharField("参展商", max_length=200)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    party = models.ForeignKey("parties.Party", models.PROTECT, null=True, blank=True, related_name="+")
    left_out = models.BooleanField("新名单中没有", default=False)

    class Meta:
        verbose_name = "参展商"
        ordering = ["stand", "id"]
        constraints = [models.UniqueConstraint(fields=["fair", "stand", "name"], name="exhibitor_once")]

    def __str__(self) -> str:
        return f"{self.stand} {self.name}"


class Exhibit(models.Model):
    """An exhibit 「展品」 with the brand and the right that it is said to bear; `right_told` is what the register answered."""

    exhibitor = models.ForeignKey(Exhibitor, models.CASCADE, related_name="exhibits")
    product = models.CharField("展品", max_length=200)
    brand = models.CharField("品牌", max_length=100, blank=True)
    right_type = models.CharField("权利类型", max_length=10, blank=True, choices=RightType.choices())
    right_number = models.CharField("权利号码", max_length=80, blank=True)
    right = models.ForeignKey("rights.Right", models.SET_NULL, null=True, blank=True, related_name="+")
    right_told = models.CharField("登记簿查得", max_length=300, blank=True)

    class Meta:
        verbose_name = "展品"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["exhibitor", "product", "right_number"], name="exhibit_once"),
        ]

    def __str__(self) -> str:
        return self.product


class FairRisk(models.Model):
    """What the screening found about an exhibitor or one of its exhibits 「展前风险」, and what was done about it."""

    exhibitor = models.ForeignKey(Exhibitor, models.CASCADE, related_name="risks")
    exhibit = models.ForeignKey(Exhibit, models.CASCADE, null=True, blank=True, related_name="risks")
    kind = models.CharField("风险", max_length=10, choices=RiskKind.choices())
    level = models.CharField("程度", max_length=6, choices=RiskLevel.choices())
    reason = models.CharField("说明", max_length=400)
    advice = models.CharField("建议", max_length=200, blank=True)
    source = models.CharField("依据", max_length=300, blank=True)
    found_at = models.DateTimeField("发现时间")
    answer = models.CharField("处理", max_length=10, blank=True, choices=RiskAnswer.choices())
    note = models.CharField("处理说明", max_length=300, blank=True)
    answered_by = models.CharField("处理人", max_length=100, blank=True)
    answered_at = models.DateTimeField("处理时间", null=True, blank=True)

    class Meta:
        verbose_name = "展前风险"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["exhibitor", "exhibit", "kind"], name="fair_risk_of_exhibit"),
            models.UniqueConstraint(
                fields=["exhibitor", "kind"], condition=Q(exhibit=None), name="fair_risk_of_exhibitor"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exhibitor_id}:{self.kind}"
