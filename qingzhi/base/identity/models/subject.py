"""The anchor of everybody who can take part in anything."""

from django.db import models


class SubjectKind(models.TextChoices):
    PERSON = "person", "个人"
    BODY = "body", "单位"
    PARTY = "party", "主体"


class Subject(models.Model):
    """The anchor 「主体」 with a display name: a person, a body and a party are one-to-one with it."""

    kind = models.CharField("类别", max_length=8, choices=SubjectKind.choices)
    display_name = models.CharField("名称", max_length=200)

    class Meta:
        verbose_name = "主体"

    def __str__(self) -> str:
        return self.display_name


class Person(models.Model):
    """A natural person who works with the system. `fictional` marks the demonstration's made-up persons."""

    subject = models.OneToOneField(Subject, models.PROTECT, related_name="person")
    name = models.CharField("姓名", max_length=100)
    phone = models.CharField("办公电话", max_length=40, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    fictional = models.BooleanField("示例人物", default=False)

    class Meta:
        verbose_name = "人员"

    def __str__(self) -> str:
        return self.name
