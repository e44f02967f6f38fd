"""Sign-ins: what begins and ends them, and what is told of those that failed."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor

from ..models import SignInSession, User
from ..refusals import AlreadySo


@transaction.atomic
def begin_sign_in(*, user: User, method: str, address: str, agent: str) -> SignInSession:
    """Note a sign-in; where an account has more sessions than allowed, the oldest end."""
    User.objects.select_for_update().get(pk=user.pk)
    now = clock.real_now()
    held = list(open_sign_ins(user).order_by("started_at", "id"))
    for oldest in held[: max(0, len(held) + 1 - settings.QINGZHI_SESSIONS_PER_ACCOUNT)]:
        _end(oldest, "超过同时登录数")
        record(account_actor(user, address), "identity.sign_in_ended", user, reason="超过同时登录数，最早的一个已结束")
    begun = SignInSession.objects.create(
        user=user, method=method, address=address[:64], agent=agent[:200], started_at=now, seen_at=now
    )
    record(account_actor(user, address), "identity.sign_in", user, reason=begun.get_method_display())
    return begun


@transaction.atomic
def note_sign_out(*, user: User, row: int | None, address: str) -> None:
    """The account signed out by itself."""
    found = SignInSession.objects.filter(pk=row, user=user, ended_at=None).first()  # type: ignore[misc]  # None finds none
    if found:
        _end(found, "本人退出")
        record(account_actor(user, address), "identity.sign_out", user)


@transaction.atomic
def note_expiry(*, row: SignInSession, because: str) -> None:
    """A session ended because its time was over."""
    if SignInSession.objects.filter(pk=row.pk, ended_at=None).update(ended_at=clock.real_now(), ended_because=because):
        record(account_actor(row.user, row.address), "identity.sign_in_ended", row.user, reason=because)


@transaction.atomic
def end_sign_in(*, actor: Actor, user: User, sign_in: SignInSession) -> None:
    """End one of one's own sign-ins."""
    found = SignInSession.objects.select_for_update().filter(pk=sign_in.pk, user=user, ended_at=None).first()
    if found is None:
        raise AlreadySo("这个登录已经结束")
    _end(found, "本人在另一处结束")
    record(actor, "identity.sign_in_ended", user, reason=f"本人结束了来自 {found.address} 的登录")


@transaction.atomic
def end_other_sign_ins(*, actor: Actor, user: User, keep: int | None) -> int:
    """End all of one's sign-ins but the present one; returns how many."""
    count = end_all_sign_ins(user, "本人在另一处结束", keep=keep)
    if count:
        record(actor, "identity.sign_in_ended", user, reason=f"本人结束了其他 {count} 个登录")
    return count


@transaction.atomic
def note_failure(*, username: str, user: User | None, address: str, because: str, locked: bool = False) -> None:
    """A sign-in failed; of a name that is no account only the first letters are kept: it may be a mistyped password."""
    label = user.username if user else f"{username[:2]}…（不存在的账号）"
    actor = Actor(kind="public", name=label, address=address)
    record(actor, "identity.sign_in_failed", user, label=label, reason=because)
    if locked:
        minutes = round(settings.AXES_COOLOFF_TIME * 60)
        record(actor, "identity.account_locked", user, label=label, reason=f"连续失败，锁定 {minutes} 分钟")


def end_all_sign_ins(user: User, because: str, *, keep: int | None = None) -> int:
    """End the sign-ins of an account; the caller tells the trail."""
    found = SignInSession.objects.filter(user=user, ended_at=None).exclude(pk=keep)  # type: ignore[misc]  # None keeps none
    return found.update(ended_at=clock.real_now(), ended_because=because)


def open_sign_ins(user: User):
    """The sign-ins that may still go on."""
    now = clock.real_now()
    return SignInSession.objects.filter(
        user=user,
        ended_at=None,
        started_at__gt=now - timedelta(minutes=settings.QINGZHI_SESSION_MINUTES),
        seen_at__gt=now - timedelta(minutes=settings.QINGZHI_SESSION_IDLE_MINUTES),
    )


def account_actor(user: User, address: str = "") -> Actor:
    """Somebody as the account alone, before any post is known."""
    return Actor(
        kind="person", name=user.person.name, user_id=user.pk, subject_id=user.person.subject_id, address=address
    )


def _end(row: SignInSession, because: str) -> None:
    row.ended_at, row.ended_because = clock.real_now(), because
    row.save(update_fields=["ended_at", "ended_because"])
