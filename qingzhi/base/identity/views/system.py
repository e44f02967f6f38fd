"""What system administrators keep: accounts."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest

from .. import actions, once
from ..forms import OpenAccountForm, ReasonForm, SingleSignOnForm
from ..listings import AccountListing
from ..models import SignInSession, User
from ..passwords import first_password
from ..wording import SIGN_IN_ACTIONS
from .asking import ask, confirm

ACCOUNTS = "identity.account.manage"


@desk(ACCOUNTS)
def accounts(request: PageRequest) -> HttpResponse:
    return AccountListing(request, _accounts()).respond("identity/accounts.html")


@desk(ACCOUNTS)
@never_cache
def account(request: PageRequest, pk: int) -> HttpResponse:
    """One account; a first password is shown the one time."""
    user = _account(pk)
    context = {
        "user_shown": user,
        "posts": user.person.posts.select_related("body", "role"),
        "first_password": once.take_once(request, f"password.{pk}"),
        "open_count": SignInSession.objects.filter(user=user, ended_at=None).count(),
        "entries": entries_of(user).exclude(action__in=SIGN_IN_ACTIONS)[:20],
        "is_own": request.user.pk == user.pk,
    }
    return render(request, "identity/account.html", context)


@desk(ACCOUNTS)
def open_account(request: PageRequest) -> HttpResponse:
    def run(data: dict) -> str:
        password = None if data["sign_on_only"] else first_password()
        user = actions.open_account(
            actor=request.actor,
            username=data["username"],
            name=data["name"],
            phone=data["phone"],
            email=data["email"],
            password=password,
        )
        if password:
            once.keep_once(request, f"password.{user.pk}", password)
        return reverse("identity:account", args=[user.pk])

    return ask(
        request,
        OpenAccountForm(request.POST or None),
        run,
        title="开立账号",
        submit="开立",
        done="账号已开立。还须由安全管理员任命岗位。",
        back=reverse("identity:accounts"),
    )


@desk(ACCOUNTS)
def disable_account(request: PageRequest, pk: int) -> HttpResponse:
    user = _account(pk)
    return confirm(
        request,
        ReasonForm(request.POST or None),
        lambda data: actions.disable_account(actor=request.actor, user=user, reason=data["reason"]),
        title=f"停用账号 {user}",
        submit="停用",
        done="账号已停用。",
        back=reverse("identity:account", args=[pk]),
        warning="停用后立即不能登录。",
        consequences=["正在使用的登录全部结束", "岗位保留，是否离任由安全管理员办理", "以后可以重新启用"],
    )


@desk(ACCOUNTS)
def enable_account(request: PageRequest, pk: int) -> HttpResponse:
    user = _account(pk)
    return ask(
        request,
        ReasonForm(request.POST or None),
        lambda data: actions.enable_account(actor=request.actor, user=user, reason=data["reason"]),
        title=f"启用账号 {user}",
        submit="启用",
        done="账号已启用。",
        back=reverse("identity:account", args=[pk]),
    )


@desk(ACCOUNTS)
def reset_password(request: PageRequest, pk: int) -> HttpResponse:
    user = _account(pk)

    def run(data: dict) -> None:
        password = actions.reset_password(actor=request.actor, user=user, reason=data["reason"])
        once.keep_once(request, f"password.{pk}", password)

    return confirm(
        request,
        ReasonForm(request.POST or None),
        run,
        title=f"重置 {user} 的密码",
        submit="重置",
        done="密码已重置。",
        back=reverse("identity:account", args=[pk]),
        warning="请先确认是本人提出。",
        consequences=["生成一次性初始密码，只显示一次", "本人登录后必须修改", "正在使用的登录全部结束"],
    )


@desk(ACCOUNTS)
def bind_single_sign_on(request: PageRequest, pk: int) -> HttpResponse:
    user = _account(pk)
    form = SingleSignOnForm(request.POST or None, initial={"subject": user.oidc_subject or ""})
    return ask(
        request,
        form,
        lambda data: actions.bind_single_sign_on(actor=request.actor, user=user, subject=data["subject"]),
        title=f"{user} 的统一身份",
        submit="保存",
        done="统一身份绑定已变更。",
        back=reverse("identity:account", args=[pk]),
    )


def _accounts() -> QuerySet[User]:
    return User.objects.select_related("person")


def _account(pk: int) -> User:
    found = _accounts().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
