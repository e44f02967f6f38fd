"""Emergency access 「应急授权」: taken by oneself for hours, told to two administrators, reviewed by a third."""

from datetime import timedelta

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..events import EmergencyTaken
from ..models import EmergencyGrant, Post, Role, User
from ..queries import active_emergencies, valid
from ..refusals import AlreadySo, EmergencyNotAllowed, OwnMatter

SHORTEST_REASON = 10


@transaction.atomic
def take_emergency(*, actor: Actor, user: User, role: Role, hours: int, reason: str) -> EmergencyGrant:
    """Borrow the permits of a business role for some hours, in one's own body."""
    User.objects.select_for_update().get(pk=user.pk)
    if role.duty or not role.emergency_hours:
        raise EmergencyNotAllowed(f"角色“{role.name}”不能应急借用")
    posts = list(Post.objects.filter(valid(), person=user.person_id).select_related("role"))
    if not posts or any(post.role.duty for post in posts):
        raise EmergencyNotAllowed("只有在任的业务人员可以使用应急授权")
    if not 1 <= hours <= role.emergency_hours:
        raise EmergencyNotAllowed(f"“{role.name}”最多可借用 {role.emergency_hours} 小时")
    if len(reason.strip()) < SHORTEST_REASON:
        raise EmergencyNotAllowed(f"请写明事由，不少于 {SHORTEST_REASON} 个字；事后要逐条复核")
    if active_emergencies(user).exists():
        raise AlreadySo("您已有一项生效中的应急授权")
    now = clock.real_now()
    taken = EmergencyGrant.objects.create(
        user=user, role=role, reason=reason.strip(), started_at=now, ends_at=now + timedelta(hours=hours)
    )
    record(actor, "identity.take_emergency", taken, changes={"hours": (None, hours)}, reason=taken.reason)
    publish(EmergencyTaken(emergency_id=taken.pk, user_id=user.pk, role=role.code, hours=hours))
    return taken


@transaction.atomic
def end_emergency(*, actor: Actor, emergency: EmergencyGrant, reason: str = "") -> None:
    """End an emergency early: whoever took it, or the security administrator."""
    found = EmergencyGrant.objects.select_for_update().get(pk=emergency.pk)
    if actor.user_id != found.user_id:
        require(actor, "identity.emergency.oversee")
    now = clock.real_now()
    if found.ended_at or found.ends_at <= now:
        raise AlreadySo("这项应急授权已经结束")
    found.ended_at = now
    found.save(update_fields=["ended_at"])
    record(actor, "identity.end_emergency", found, reason=reason)


@transaction.atomic
def review_emergency(*, actor: Actor, emergency: EmergencyGrant, verdict: str, note: str) -> None:
    """Say afterwards whether it was justified; nobody reviews their own."""
    require(actor, "identity.emergency.review")
    found = EmergencyGrant.objects.select_for_update().get(pk=emergency.pk)
    if actor.user_id == found.user_id:
        raise OwnMatter("不能复核自己的应急授权")
    if not found.ended_at and found.ends_at > clock.real_now():
        raise AlreadySo("应急授权仍在生效，结束后再复核")
    if found.reviewed_at:
        raise AlreadySo("这项应急授权已经复核")
    if len(note.strip()) < 2:
        raise EmergencyNotAllowed("请填写复核意见")
    found.verdict, found.review_note = EmergencyGrant.Verdict(verdict).value, note.strip()
    found.reviewed_at, found.reviewed_by_id = clock.real_now(), actor.user_id
    found.save(update_fields=["verdict", "review_note", "reviewed_at", "reviewed_by"])
    record(
        actor, "identity.review_emergency", found, changes={"verdict": ("", found.verdict)}, reason=found.review_note
    )
