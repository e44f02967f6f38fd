"""What security administrators keep: posts, roles and their permits, lock-outs, second factors; and the sign-in log."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import State
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Scope, UnknownPermit, permit

from .. import actions
from ..access import manageable_bodies, manageable_posts
from ..forms import AppointForm, EndPostForm, GrantForm, ReasonForm
from ..listings import PostListing, SecurityListing, SignInLogListing, period_state
from ..lockout import locks
from ..matrix import grants_with_titles, permit_matrix
from ..models import Grant, Post, Role, SecondFactor, User
from ..wording import SIGN_IN_ACTIONS
from .asking import ask, confirm

POSTS = "identity.post.manage"
GRANTS = "identity.grant.manage"


@desk(POSTS)
def posts(request: PageRequest) -> HttpResponse:
    return PostListing(request, manageable_posts(request.actor)).respond("identity/posts.html")


@desk(POSTS)
def post(request: PageRequest, pk: int) -> HttpResponse:
    found = _post(request, pk)
    context = {"post": found, "state": period_state(found), "entries": entries_of(found)[:20]}
    return render(request, "identity/post.html", context)


@desk(POSTS)
def appoint(request: PageRequest) -> HttpResponse:
    def run(data: dict) -> str:
        user = data.pop("username")
        return reverse("identity:post", args=[actions.appoint(actor=request.actor, person=user.person, **data).pk])

    initial = {"username": request.GET.get("username", "")}
    return ask(
        request,
        AppointForm(request.POST or None, bodies=manageable_bodies(request.actor), initial=initial),
        run,
        title="任命岗位",
        submit="任命",
        done="岗位已任命。",
        back=reverse("identity:posts"),
    )


@desk(POSTS)
def end_post(request: PageRequest, pk: int) -> HttpResponse:
    found = _post(request, pk)
    return confirm(
        request,
        EndPostForm(request.POST or None),
        lambda data: actions.end_post(actor=request.actor, post=found, **data),
        title=f"免去 {found}",
        submit="免去",
        done="岗位已免去。",
        back=reverse("identity:post", args=[pk]),
        warning="自离任日期起，这个岗位的权限立即失效。",
        consequences=["本人名下未办结的工作不会自动移交，请通知所在单位"],
    )


@desk(GRANTS)
def roles(request: PageRequest) -> HttpResponse:
    """Which role may do what, today."""
    return render(request, "identity/roles.html", {"groups": permit_matrix()})


@desk(GRANTS)
def role(request: PageRequest, code: str) -> HttpResponse:
    found = _role(code)
    context = {"role": found, "grants": grants_with_titles(found), "entries": entries_of(found)[:20]}
    return render(request, "identity/role.html", context)


@desk(GRANTS)
def grant(request: PageRequest, code: str, permit_code: str) -> HttpResponse:
    found = _role(code)
    try:
        asked = permit(permit_code)
    except UnknownPermit:
        raise Http404 from None
    now = Grant.objects.filter(role=found, permit=permit_code, valid_to=None).first()

    def run(data: dict) -> None:
        scope = Scope(data["scope"]) if data["scope"] else None
        actions.change_grant(
            actor=request.actor, role=found, code=permit_code, scope=scope, on=data["on"], reason=data["reason"]
        )

    return ask(
        request,
        GrantForm(request.POST or None, initial={"scope": now.scope if now else ""}),
        run,
        title=f"{found.name}：{asked.title}",
        submit="变更授权",
        done="授权已变更。",
        back=reverse("identity:role", args=[code]),
        lead=f"权限代码 {permit_code}",
    )


@desk("identity.account.unlock")
def security(request: PageRequest) -> HttpResponse:
    """Locks that hold, and who has a second factor."""
    listing = SecurityListing(request, _accounts())
    locked = {lock.username: lock for lock in locks()}
    for user in listing.page_rows:
        user.lock_state = _lock_state(user, locked)
    return listing.respond("identity/security.html", {"locks": list(locked.values())})


@desk("identity.account.unlock")
def security_account(request: PageRequest, pk: int) -> HttpResponse:
    user = _account(pk)
    found = [lock for lock in locks() if lock.username == user.username]
    context = {"user_shown": user, "locks": found, "is_own": request.user.pk == pk, "entries": entries_of(user)[:20]}
    return render(request, "identity/security_account.html", context)


@desk("identity.account.unlock")
def unlock(request: PageRequest) -> HttpResponse:
    """Lift a lock by account name, which need not be an account of ours."""
    username, address = request.GET.get("username", ""), request.GET.get("address", "")
    if not any((lock.username, lock.address) == (username, address) for lock in locks()):
        raise Http404
    return ask(
        request,
        ReasonForm(request.POST or None),
        lambda data: actions.unlock_account(
            actor=request.actor, username=username, address=address, reason=data["reason"]
        ),
        title=f"解除锁定 {username}",
        submit="解除锁定",
        done="锁定已解除。",
        back=reverse("identity:security"),
        lead=f"来源地址 {address or '不明'}",
    )


@desk("identity.second_factor.reset")
def reset_second_factor(request: PageRequest, pk: int) -> HttpResponse:
    user = _account(pk)
    return confirm(
        request,
        ReasonForm(request.POST or None),
        lambda data: actions.reset_second_factor(actor=request.actor, user=user, reason=data["reason"]),
        title=f"重置 {user} 的双因素认证",
        submit="重置",
        done="双因素认证已重置。",
        back=reverse("identity:security_account", args=[pk]),
        warning="请先当面或通过电话确认是本人提出。",
        consequences=["原设备和恢复码全部失效", "正在使用的登录全部结束", "本人下次登录后须重新绑定"],
    )


@desk("identity.sign_in.view")
def sign_in_log(request: PageRequest) -> HttpResponse:
    """Every sign-in, failure, lock and change of factors; the rows stand in the audit trail, which nothing deletes."""
    rows = AuditEntry.objects.filter(action__in=SIGN_IN_ACTIONS)
    return SignInLogListing(request, rows).respond("identity/sign_in_log.html")


def _accounts() -> QuerySet[User]:
    enrolled = SecondFactor.objects.filter(user=OuterRef("pk"), confirmed=True)
    return User.objects.select_related("person").annotate(has_second_factor=Exists(enrolled))


def _account(pk: int) -> User:
    found = _accounts().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _post(request: PageRequest, pk: int) -> Post:
    found = manageable_posts(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _role(code: str) -> Role:
    found = Role.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _lock_state(user: User, locked: dict) -> State:
    if user.username in locked:
        return State("late", "已锁定")
    return State("ok", "正常") if user.is_active else State("none", "停用")
