"""Accounts. What an account may do comes from its person's posts alone."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from .subject import Person


class UserManager(BaseUserManager["User"]):
    """Finds accounts by name; creating is an action, not a manager's method."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=username)


class User(AbstractBaseUser):
    """An account 「账号」 of one person."""

    username = models.CharField("账号", max_length=60, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    is_active = models.BooleanField("启用", default=True)
    is_demo = models.BooleanField("演示账号", default=False)
    must_change_password = models.BooleanField("须改密码", default=False)
    password_changed_at = models.DateTimeField("密码修改时间", null=True, blank=True)
    oidc_subject = models.CharField("统一身份标识", max_length=200, unique=True, null=True, blank=True)
    created_at = models.DateTimeField("开立时间")

    USERNAME_FIELD = "username"
    objects = UserManager()

    class Meta:
        verbose_name = "账号"

    def __str__(self) -> str:
        return self.username

    def get_full_name(self) -> str:
        return self.person.name
