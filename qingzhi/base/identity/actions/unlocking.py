"""Lifting a lock-out."""

from axes.utils import reset
from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.audit.refusals import require_reason
from qingzhi.base.permits import Actor, require

from ..models import User
from ..refusals import AlreadySo, OwnMatter


@transaction.atomic
def unlock_account(*, actor: Actor, username: str, address: str = "", reason: str) -> None:
    """Forget the failed sign-ins of an account name (from one address, or from everywhere)."""
    require(actor, "identity.account.unlock")
    user = User.objects.filter(username=username).first()
    if user and user.pk == actor.user_id:
        raise OwnMatter("不能解除自己账号的锁定，请由另一名安全管理员办理")
    reason = require_reason(reason, "请填写解除原因")
    if not reset(username=username, ip=address or None):
        raise AlreadySo("这个账号没有失败的登录记录，锁定可能已经到期")
    changes = {"address": (address, "")}
    record(actor, "identity.unlock_account", user, label=username, changes=changes, reason=reason)
