"""The joint conference 「联席会议」: its members, meetings, agenda, minutes and decisions."""

from django.db import models

from qingzhi.base.identity.models import Body
from qingzhi.engine.documents.models import IssuedDocument

from ..terms import MeetingKind, MeetingState, MemberDuty


class ConferenceOffice(models.Model):
    """How the conference's office signs 「联席会议办公室」: names and heads for documents, from when to when."""

    conference = models.CharField("联席会议名称", max_length=200)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="承担单位")
    issuer_head = models.CharField("发文机关标志", max_length=200)
    signatory = models.CharField("发文机关署名", max_length=200)
    printed_by = models.CharField("印发机关", max_length=200, blank=True)
    valid_from = models.DateField("自", unique=True)
    valid_to = models.DateField("至", null=True, blank=True)
    source = models.CharField("依据", max_length=300)

    class Meta:
        verbose_name = "联席会议办公室"
        ordering = ["valid_from"]

    def __str__(self) -> str:
        return self.signatory


class ConferenceMember(models.Model):
    """A member body with its contact person, from when to when (end exclusive)."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="conference_memberships", verbose_name="单位")
    duty = models.CharField("职责", max_length=10, choices=MemberDuty.choices(), default=MemberDuty.MEMBER.value)
    leader_name = models.CharField("成员", max_length=60, blank=True)
    leader_title = models.CharField("成员职务", max_length=100, blank=True)
    contact_name = models.CharField("联络员", max_length=60)
    contact_title = models.CharField("联络员职务", max_length=100, blank=True)
    contact_phone = models.CharField("联系电话", max_length=40, blank=True)
    valid_from = models.DateField("自")
    valid_to = models.DateField("至", null=True, blank=True)
    position = models.PositiveIntegerField("次序", default=0)

    class Meta:
        verbose_name = "联席会议成员"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["body"], condition=models.Q(valid_to=None), name="one_open_membership")
        ]

    def __str__(self) -> str:
        return f"{self.body.short_name}({self.get_duty_display()})"


class Meeting(models.Model):
    """A meeting of the conference; its state moves planned → held → minuted."""

    number = models.CharField("会次", max_length=60, unique=True)
    title = models.CharField("名称", max_length=200)
    kind = models.CharField("类别", max_length=10, choices=MeetingKind.choices(), default=MeetingKind.PLENARY.value)
    held_on = models.DateField("时间")
    place = models.CharField("地点", max_length=200, blank=True)
    chair = models.CharField("主持人", max_length=100, blank=True)
    state = models.CharField("状态", max_length=10, choices=MeetingState.choices(), default=MeetingState.PLANNED.value)

    class Meta:
        verbose_name = "会议"
        ordering = ["-held_on", "-id"]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """Whether an invited body came, and who for it 「到会情况」."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    person_name = models.CharField("参会人", max_length=60, blank=True)
    present = models.BooleanField("到会", null=True)

    class Meta:
        verbose_name = "到会情况"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "body"], name="attendance_once")]


class AgendaItem(models.Model):
    """One item of the agenda with what a leader needs to decide it 「议题」.

    `restricted` items stay out of the copy that is circulated to the members.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    position = models.PositiveIntegerField("次序")
    title = models.CharField("议题", max_length=200)
    proposed_by = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    recommendation = models.TextField("建议", blank=True)
    budget = models.DecimalField("涉及经费（元）", max_digits=16, decimal_places=2, null=True, blank=True)
    disagreement = models.TextField("分歧意见", blank=True)
    restricted = models.BooleanField("不随材料印发", default=False)

    class Meta:
        verbose_name = "议题"
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "position"], name="agenda_position_once")]

    def __str__(self) -> str:
        return self.title


class Minutes(models.Model):
    """The minutes 「纪要」 of one meeting, and the document they were issued as."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="minutes")
    text = models.TextField("正文")
    issued_on = models.DateField("印发日期", null=True, blank=True)
    document = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "会议纪要"


class Decision(models.Model):
    """Something the meeting decided 「议定事项」; tasks may carry it out."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField("序号")
    text = models.TextField("内容")
    agenda_item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="decisions")

    class Meta:
        verbose_name = "议定事项"
        ordering = ["meeting", "number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="decision_number_once")]

    def __str__(self) -> str:
        return f"{self.meeting.number}议定事项{self.number}"
