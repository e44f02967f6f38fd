"""What stands between signing in and working: a password to change, a second factor to enrol."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from qingzhi.base import clock

from .models import Post, SecondFactor, User


@dataclass(frozen=True)
class Gate:
    """Where somebody is sent until it is done, why, and what else may be opened meanwhile."""

    url_name: str
    because: str
    allowed: tuple[str, ...]


PASSWORD = Gate("identity:change_password", "首次登录或密码到期，请先修改密码。", ("identity:change_password",))
SECOND_FACTOR = Gate(
    "identity:second_factor",
    "您的岗位须启用双因素认证，请先绑定动态口令。",
    ("identity:second_factor", "identity:begin_second_factor", "identity:confirm_second_factor"),
)
ALWAYS = ("identity:sign_out", "pages:preferences")


def gate_of(user: User, posts: Sequence[Post]) -> Gate | None:
    """The first gate that is still closed."""
    if user.has_usable_password() and (user.must_change_password or password_is_old(user)):
        return PASSWORD
    if second_factor_is_due(user, posts):
        return SECOND_FACTOR
    return None


def password_is_old(user: User) -> bool:
    if user.is_demo or not settings.QINGZHI_PASSWORD_DAYS or user.password_changed_at is None:
        return False
    return clock.now() - user.password_changed_at > timedelta(days=settings.QINGZHI_PASSWORD_DAYS)


def second_factor_is_due(user: User, posts: Sequence[Post]) -> bool:
    """Administrators need one where the installation asks for it."""
    if not settings.QINGZHI_TOTP_REQUIRED or not any(post.role.duty for post in posts):
        return False
    return not SecondFactor.objects.filter(user=user, confirmed=True).exists()
