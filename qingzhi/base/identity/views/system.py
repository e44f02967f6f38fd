"""What system administrators keep: accounts and bodies."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Entry
from qingzhi.base.pages.request import PageRequest

from .. import actions, once
from ..forms import BodyForm, OpenAccountForm, ReasonForm, RenameForm, SingleSignOnForm, SuccessionForm
from ..listings import AccountListing, BodyListing, period_state
from ..models import Body, SignInSession, User
from ..passwords import first_password
from ..wording import SIGN_IN_ACTIONS
from .asking import ask, confirm

ACCOUNTS = "identity.account.manage"
BODIES = "identity.body.manage"


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


@desk(BODIES)
def bodies(request: PageRequest) -> HttpResponse:
    rows = Body.objects.select_related("region").distinct()
    return BodyListing(request, rows).respond("identity/bodies.html")


@desk(BODIES)
def body(request: PageRequest, pk: int) -> HttpResponse:
    """One body: names that it bore, whom it followed and who followed it."""
    found = _body(pk)
    context = {
        "body": found,
        "state": period_state(found),
        "former_names": found.former_names.order_by("valid_to"),
        "timeline": _timeline(found),
        "entries": entries_of(found)[:20],
    }
    return render(request, "identity/body.html", context)


@desk(BODIES)
def establish_body(request: PageRequest) -> HttpResponse:
    return ask(
        request,
        BodyForm(request.POST or None),
        lambda data: reverse("identity:body", args=[actions.establish_body(actor=request.actor, **data).pk]),
        title="登记单位",
        submit="登记",
        done="单位已登记。",
        back=reverse("identity:bodies"),
    )


@desk(BODIES)
def rename_body(request: PageRequest, pk: int) -> HttpResponse:
    found = _body(pk)
    form = RenameForm(request.POST or None, initial={"name": found.name, "short_name": found.short_name})

    def run(data: dict) -> None:
        actions.rename_body(actor=request.actor, body=found, **data)

    return ask(
        request,
        form,
        run,
        title=f"{found.short_name}更名",
        submit="更名",
        done="单位已更名，原名称列为曾用名。",
        back=reverse("identity:body", args=[pk]),
    )


@desk(BODIES)
def succeed_body(request: PageRequest, pk: int) -> HttpResponse:
    found = _body(pk)

    def run(data: dict) -> None:
        actions.succeed_body(actor=request.actor, predecessor=found, **data)

    return confirm(
        request,
        SuccessionForm(request.POST or None, body=found),
        run,
        title=f"{found.name}的职责承继",
        submit="办理承继",
        done="承继已登记，未办结的工作移交承继单位。",
        back=reverse("identity:body", args=[pk]),
        consequences=[
            "未办结的工作自承继日期起归承继单位",
            "已办结的仍记在原单位名下",
            f"{found.short_name}自承继日期起撤销",
        ],
    )


def _accounts() -> QuerySet[User]:
    return User.objects.select_related("person")


def _account(pk: int) -> User:
    found = _accounts().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _body(pk: int) -> Body:
    found = Body.objects.select_related("region", "parent").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _timeline(body: Body) -> list[Entry]:
    """Whom it followed, who followed it, and its names, in order of time."""
    found = [
        Entry(row.on, row.predecessor.name, f"职责由{body.short_name}承继", row.basis)
        for row in body.inherited.select_related("predecessor")
    ]
    found += [
        Entry(row.on, body.name, f"职责由{row.successor.name}承继", row.basis)
        for row in body.successions.select_related("successor")
    ]
    found += [Entry(row.valid_to, row.name, "更名，此前用此名称") for row in body.former_names.all() if row.valid_to]
    return sorted(found, key=lambda entry: entry.at)
