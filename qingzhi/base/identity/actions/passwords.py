"""Changing one's password."""

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor

from ..models import FormerPassword, User
from ..refusals import PasswordUnfit, PasswordWrong
from .sessions import end_all_sign_ins

REMEMBERED = 5


@transaction.atomic
def change_password(*, actor: Actor, user: User, present: str, new: str, keep: int | None = None) -> None:
    """Change one's own password; every other session of the account ends (`keep`: the one that goes on)."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.check_password(present):
        raise PasswordWrong("现在的密码不正确")
    require_fit(user, new)
    set_password(user, new, must_change=False)
    end_all_sign_ins(user, "密码已修改", keep=keep)
    record(actor, "identity.change_password", user)


def require_fit(user: User, password: str) -> None:
    """Raise unless the password is strong and none of the last five."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise PasswordUnfit("".join(text if text.endswith("。") else f"{text}。" for text in error.messages)) from None
    former = user.former_passwords.values_list("hash", flat=True)[:REMEMBERED] if user.pk else []
    if any(check_password(password, known) for known in former):
        raise PasswordUnfit(f"不能使用最近 {REMEMBERED} 次用过的密码。")


def set_password(user: User, password: str, *, must_change: bool) -> None:
    """Set and remember a password; no rule is asked."""
    user.set_password(password)
    user.password_changed_at = clock.now()
    user.must_change_password = must_change
    user.save(update_fields=["password", "password_changed_at", "must_change_password"])
    FormerPassword.objects.create(user=user, hash=user.password, set_at=clock.now())
    kept = user.former_passwords.values_list("pk", flat=True)[:REMEMBERED]
    user.former_passwords.exclude(pk__in=list(kept)).delete()
