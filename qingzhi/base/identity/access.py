"""The permits of identity: system administrators keep accounts and bodies, security administrators posts and grants."""

from django.db.models import Q, QuerySet

from qingzhi.base import clock
from qingzhi.base.permits import Actor, Scope, declare, permit, region_prefix

from .models import AccountApplication, Body, Mandate, Post

declare("identity.account.manage", "开立和停用账号", duty="system")
declare("identity.body.manage", "维护单位与职责承继", duty="system")
declare("identity.post.manage", "任免岗位", duty="security")
declare("identity.mandate.manage", "管理经办授权", duty="security")
declare("identity.application.decide", "审批企业账号申请", duty="security")
declare("identity.grant.manage", "维护角色与授权", duty="security")
declare("identity.account.unlock", "解除登录锁定", duty="security")
declare("identity.second_factor.reset", "重置双因素认证", duty="security")
declare("identity.sign_in.view", "查看登录日志", duty="security")
declare("identity.emergency.oversee", "监看应急授权", duty="security")
declare("identity.emergency.review", "复核应急授权", duty="audit")


def manageable_bodies(actor: Actor) -> QuerySet[Body]:
    """The bodies whose posts a security administrator may fill: those that have not ended, also such as are to come."""
    rows = Body.objects.exclude(valid_to__lte=clock.today())
    return within_grant(actor, "identity.post.manage", rows, body="pk", region="region__code")


def manageable_posts(actor: Actor) -> QuerySet[Post]:
    """The posts that a security administrator may see and end."""
    rows = Post.objects.select_related("person", "body__region", "role")
    return within_grant(actor, "identity.post.manage", rows, body="body", region="body__region__code")


def manageable_mandates(actor: Actor) -> QuerySet[Mandate]:
    """The mandates that a security administrator may see and end."""
    rows = Mandate.objects.select_related("person__account", "subject", "role")
    return rows if actor.is_system or "identity.mandate.manage" in actor.grants else rows.none()


def decidable_applications(actor: Actor) -> QuerySet[AccountApplication]:
    """The applications for accounts that a security administrator may read and decide."""
    rows = AccountApplication.objects.select_related("decided_by__person", "mandate__person__account")
    return rows if actor.is_system or "identity.application.decide" in actor.grants else rows.none()


def within_grant(actor: Actor, code: str, rows: QuerySet, *, body: str, region: str) -> QuerySet:
    """The rows that a permit's scope reaches; `body` and `region` are the paths to a row's body and region code."""
    if actor.is_system:
        return rows
    scope = actor.grants.get(permit(code).code)
    if scope is None:
        return rows.none()
    if scope is Scope.ALL:
        return rows
    reached = Q(**{body: actor.body_id}) if actor.body_id is not None else Q(pk__in=[])
    if scope is Scope.REGION and (prefix := region_prefix(actor.region_code)):
        reached |= Q(**{f"{region}__startswith": prefix})
    return rows.filter(reached)
