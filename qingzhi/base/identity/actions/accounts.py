"""Opening and closing accounts, first passwords, and binding them to the government's single sign-on."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.audit.refusals import require_reason
from qingzhi.base.permits import Actor, require

from ..models import Person, Subject, User
from ..passwords import first_password
from ..refusals import AlreadySo, NameTaken, OwnMatter
from .passwords import require_fit, set_password
from .sessions import end_all_sign_ins


@transaction.atomic
def open_account(
    *,
    actor: Actor,
    username: str,
    name: str,
    password: str | None = None,
    phone: str = "",
    email: str = "",
    demo: bool = False,
) -> User:
    """Open an account for a new person; without a password it can only be used by single sign-on."""
    require(actor, "identity.account.manage")
    return enter_account(
        actor=actor, username=username, name=name, password=password, phone=phone, email=email, demo=demo
    )


def enter_account(
    *,
    actor: Actor,
    username: str,
    name: str,
    password: str | None,
    phone: str = "",
    email: str = "",
    demo: bool = False,
) -> User:
    """Write a new person and account, as a part of an action that has asked for its own permit."""
    if User.objects.filter(username__iexact=username).exists():
        raise NameTaken(f"账号“{username}”已被使用")
    subject = Subject.objects.create(kind="person", display_name=name)
    person = Person.objects.create(subject=subject, name=name, phone=phone, email=email, fictional=demo)
    user = User(username=username, person=person, is_demo=demo, created_at=clock.now())
    user.set_unusable_password()
    if password and not demo:
        require_fit(user, password)
    user.save()
    if password:
        set_password(user, password, must_change=not demo)
    personal = {subject.pk: {"phone": ("", phone), "email": ("", email)}} if phone or email else None
    changes = {"username": ("", username), "name": ("", name)}
    record(actor, "identity.open_account", user, changes=changes, personal=personal)
    return user


@transaction.atomic
def disable_account(*, actor: Actor, user: User, reason: str) -> None:
    """Disable an account; its sessions end at once."""
    require(actor, "identity.account.manage")
    user = _locked(user)
    _refuse_own(actor, user, "停用")
    reason = require_reason(reason, "请填写停用原因")
    if not user.is_active:
        raise AlreadySo(f"账号“{user}”已经停用")
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_all_sign_ins(user, "账号停用")
    record(actor, "identity.disable_account", user, changes={"is_active": (True, False)}, reason=reason)


@transaction.atomic
def enable_account(*, actor: Actor, user: User, reason: str) -> None:
    """Let an account be used again."""
    require(actor, "identity.account.manage")
    user = _locked(user)
    reason = require_reason(reason, "请填写启用原因")
    if user.is_active:
        raise AlreadySo(f"账号“{user}”已经启用")
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(actor, "identity.enable_account", user, changes={"is_active": (False, True)}, reason=reason)


@transaction.atomic
def reset_password(*, actor: Actor, user: User, reason: str) -> str:
    """Give an account a random first password, which is shown once and must be changed; its sessions end."""
    require(actor, "identity.account.manage")
    user = _locked(user)
    _refuse_own(actor, user, "重置密码")
    reason = require_reason(reason, "请填写重置原因")
    found = first_password()
    set_password(user, found, must_change=True)
    end_all_sign_ins(user, "密码被重置")
    record(actor, "identity.reset_password", user, reason=reason)
    return found


@transaction.atomic
def bind_single_sign_on(*, actor: Actor, user: User, subject: str) -> None:
    """Bind an account to the identifier that the single sign-on gives its person; empty unbinds. Its sessions end."""
    require(actor, "identity.account.manage")
    user = _locked(user)
    _refuse_own(actor, user, "绑定统一身份")
    wanted = subject.strip() or None
    if wanted == user.oidc_subject:
        raise AlreadySo("没有变化：绑定的正是这个标识" if wanted else "没有变化：账号没有绑定统一身份")
    if wanted and User.objects.filter(oidc_subject=wanted).exists():
        raise NameTaken("这个统一身份标识已绑定另一个账号")
    changes = {"oidc_subject": (user.oidc_subject or "", wanted or "")}
    user.oidc_subject = wanted
    user.save(update_fields=["oidc_subject"])
    end_all_sign_ins(user, "统一身份绑定变更")
    record(actor, "identity.bind_single_sign_on", user, changes=changes)


def _locked(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def _refuse_own(actor: Actor, user: User, what: str) -> None:
    if actor.user_id == user.pk:
        raise OwnMatter(f"不能给自己的账号{what}，请由另一名系统管理员办理")
