"""Posts: a person acts for a body in a role, from when to when."""

from django.db import models

from qingzhi.base.permits import Scope

from .body import Body
from .subject import Person


class Role(models.Model):
    """A role 「角色」 that posts carry. `duty` marks the three separated administrators."""

    class Duty(models.TextChoices):
        NONE = "", "业务"
        SYSTEM = "system", "系统管理员"
        SECURITY = "security", "安全管理员"
        AUDIT = "audit", "审计管理员"

    code = models.SlugField("代码", max_length=60, unique=True)
    name = models.CharField("名称", max_length=60)
    duty = models.CharField("三员", max_length=10, choices=Duty.choices, blank=True, default="")
    home = models.CharField("首页", max_length=60, blank=True)
    position = models.PositiveIntegerField("次序", default=0)
    description = models.CharField("说明", max_length=200, blank=True)
    by_mandate = models.BooleanField("经办授权担任", default=False)  # held by mandates, never in a post
    emergency_hours = models.PositiveSmallIntegerField("应急借用时限（小时）", default=0)  # 0: may not be borrowed
    retired_on = models.DateField("停用", null=True, blank=True)

    class Meta:
        verbose_name = "角色"
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name


class Grant(models.Model):
    """A permit given to a role, how far, from when to when (end exclusive)."""

    role = models.ForeignKey(Role, models.PROTECT, related_name="grants")
    permit = models.CharField("权限", max_length=80)
    scope = models.CharField("范围", max_length=10, choices=[(scope.value, scope.label) for scope in Scope])
    valid_from = models.DateField("自", null=True, blank=True)
    valid_to = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = "授权"
        constraints = [
            models.UniqueConstraint(
                fields=["role", "permit"], condition=models.Q(valid_to=None), name="one_open_grant_per_permit"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role}:{self.permit}"


class Post(models.Model):
    """A person's post 「岗位」 at a body: title, role, from when to when (end exclusive)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    body = models.ForeignKey(Body, models.PROTECT, related_name="posts")
    role = models.ForeignKey(Role, models.PROTECT, related_name="posts")
    title = models.CharField("职务", max_length=100, blank=True)
    valid_from = models.DateField("任职")
    valid_to = models.DateField("离任", null=True, blank=True)

    class Meta:
        verbose_name = "岗位"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="post_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.body.short_name}{self.title or self.role.name}"
