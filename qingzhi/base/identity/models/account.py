"""Accounts, the passwords they had, and their sessions. What an account may do comes from its person's posts alone."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from .subject import Person

BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("HarmonyOS", "鸿蒙"),
    ("Android", "安卓"),
    ("iPhone", "iPhone"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


class UserManager(BaseUserManager["User"]):
    """Finds accounts by name; creating is an action, not a manager's method."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=username)


class User(AbstractBaseUser):  # type: ignore[django-manager-missing]  # django-otp is untyped
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


class FormerPassword(models.Model):
    """The hash of a password that an account has (had), so that the last ones are not taken again."""

    user = models.ForeignKey(User, models.CASCADE, related_name="former_passwords")
    hash = models.CharField("哈希", max_length=200)
    set_at = models.DateTimeField("设置时间")

    class Meta:
        verbose_name = "历史密码"
        ordering = ["-id"]


class SignInSession(models.Model):
    """One sign-in of an account 「登录」 on one device, until it ends. Times are the machine's, never a demonstration's."""

    class Method(models.TextChoices):
        PASSWORD = "password", "账号密码"
        SINGLE_SIGN_ON = "sso", "统一身份认证"

    user = models.ForeignKey(User, models.CASCADE, related_name="sign_ins")
    method = models.CharField("方式", max_length=10, choices=Method.choices)
    address = models.CharField("来源地址", max_length=64, blank=True)
    agent = models.CharField("浏览器", max_length=200, blank=True)
    started_at = models.DateTimeField("登录时间")
    seen_at = models.DateTimeField("最近活动")
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    ended_because = models.CharField("结束原因", max_length=60, blank=True)

    class Meta:
        verbose_name = "登录"
        ordering = ["-id"]
        indexes = [models.Index(fields=["user"], condition=models.Q(ended_at=None), name="sign_in_open")]

    @property
    def device(self) -> str:
        """The browser and its system in two words, as far as it tells."""
        found = [next((title for sign, title in known if sign in self.agent), "") for known in (BROWSERS, SYSTEMS)]
        return " · ".join(word for word in found if word) or "其他设备"
