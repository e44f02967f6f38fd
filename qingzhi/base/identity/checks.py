"""What `qingzhi check` asks of identity: whether the duties are apart, the second factors there, emergencies reviewed."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Count

from qingzhi.base import clock
from qingzhi.base.permits import all_permits

from .models import Grant, Person, Post, Role
from .queries import emergencies_to_review, second_factor_gaps, valid

REVIEW_DAYS = 7


def problems() -> list[str]:
    """Rows that no action would have written, and what waits too long; empty when all is well."""
    return [*_mixed_people(), *_mixed_roles(), *_waiting()]


def _mixed_people() -> list[str]:
    today = Post.objects.filter(valid())
    several = today.values("person").annotate(duties=Count("role__duty", distinct=True)).filter(duties__gt=1)
    names = Person.objects.filter(pk__in=several.values("person")).values_list("name", flat=True)
    return [f"{name}同时担任多类管理员或兼任业务岗位，违反三员分立" for name in names]


def _mixed_roles() -> list[str]:
    duties = {one.code: one for one in all_permits()}
    rows = Grant.objects.filter(valid()).select_related("role")
    return [
        f"角色“{row.role.name}”持有“{duties[row.permit].title}”，违反三员分立"
        for row in rows
        if row.permit in duties and duties[row.permit].duty != row.role.duty
    ]


def _waiting() -> list[str]:
    found = []
    late = emergencies_to_review().filter(ends_at__lt=clock.real_now() - timedelta(days=REVIEW_DAYS)).count()
    if late:
        found.append(f"有 {late} 项应急授权结束超过 {REVIEW_DAYS} 天未复核")
    if settings.QINGZHI_TOTP_REQUIRED and (gaps := second_factor_gaps()):
        found.append(f"有 {gaps} 名管理员未启用双因素认证")
    for duty, title in Role.Duty.choices:
        if duty and Post.objects.exists() and not Post.objects.filter(valid(), role__duty=duty).exists():
            found.append(f"没有在任的{title}")
    return found
