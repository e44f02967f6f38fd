"""What everybody has of their own: posts, sign-ins, password, second factor."""

from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from qingzhi.base.pages.access import signed_in

from .. import actions, once
from ..actions.mandates import switch_mandate as note_mandate
from ..actions.posts import switch_post as note_switch
from ..actions.sessions import open_sign_ins
from ..forms import CodeForm, PasswordForm, PresentPasswordForm, SwitchPostForm
from ..listings import period_state
from ..middleware import MANDATE_KEY, POST_KEY, ROW_KEY, held_mandates, held_posts
from ..models import Mandate, Post, SecondFactor, SignInSession
from ..refusals import PasswordWrong
from ..shell import BY_MANDATE
from ..signing_in import safe_next
from .asking import ask
from .request import AccountRequest

TRIES = 5
TRIES_KEY = "password_tries"


@signed_in
def posts(request: AccountRequest) -> HttpResponse:
    """「我的岗位」: all posts and mandates, past and future, and which is acting."""
    held = {post.pk for post in held_posts(request)}
    rows = Post.objects.filter(person=request.user.person_id).select_related("body", "role").order_by("-valid_from")
    shown = [{"post": post, "state": period_state(post), "is_held": post.pk in held} for post in rows]
    context = {"rows": shown, "mandates": _own_mandates(request)}
    return render(request, "identity/my_posts.html", context)


def _own_mandates(request: AccountRequest) -> list[dict[str, Any]]:
    held = {one.pk for one in held_mandates(request)}
    rows = Mandate.objects.filter(person=request.user.person_id).select_related("person", "subject", "role")
    return [
        {"mandate": one, "state": period_state(one), "is_held": one.pk in held, "id": f"{BY_MANDATE}{one.pk}"}
        for one in rows.order_by("-valid_from", "-id")
    ]


@signed_in
@require_POST
def switch_post(request: AccountRequest) -> HttpResponse:
    """Act in another of one's own posts, or by one of one's mandates, from now on."""
    form = SwitchPostForm(request.POST)
    wanted = form.cleaned_data["post"] if form.is_valid() else ""
    if wanted.startswith(BY_MANDATE):
        _act_by(request, int(wanted.removeprefix(BY_MANDATE)))
    else:
        _act_in(request, int(wanted or 0))
    return redirect(safe_next(request))


def _act_in(request: AccountRequest, pk: int) -> None:
    post = next((post for post in held_posts(request) if post.pk == pk), None)
    if post is None:
        raise Http404
    if post.pk != request.actor.post_id:
        note_switch(actor=request.actor, post=post)
        request.session.pop(MANDATE_KEY, None)
        request.session[POST_KEY] = post.pk
        messages.success(request, f"现在以“{post.body.short_name} · {post.title or post.role.name}”办理。")


def _act_by(request: AccountRequest, pk: int) -> None:
    mandate = next((one for one in held_mandates(request) if one.pk == pk), None)
    if mandate is None:
        raise Http404
    if mandate.pk != request.actor.mandate_id:
        note_mandate(actor=request.actor, mandate=mandate)
        request.session[MANDATE_KEY] = mandate.pk
        messages.success(request, f"现在以“{mandate.label}”办理。")


@signed_in
def sign_ins(request: AccountRequest) -> HttpResponse:
    """「我的登录」: open sessions, and the last ones that ended."""
    here = request.session.get(ROW_KEY)
    ended = SignInSession.objects.filter(user=request.user).exclude(ended_at=None)[:20]
    context = {"open": open_sign_ins(request.user).order_by("-seen_at"), "ended": ended, "here": here}
    return render(request, "identity/my_sign_ins.html", context)


@signed_in
@require_POST
def end_sign_in(request: AccountRequest, pk: int) -> HttpResponse:
    """End one of one's own sessions; this one is signed out."""
    row = SignInSession.objects.filter(pk=pk, user=request.user).first()
    if row is None:
        raise Http404
    if row.pk == request.session.get(ROW_KEY):
        logout(request)
        return redirect("identity:sign_in")
    actions.end_sign_in(actor=request.actor, user=request.user, sign_in=row)
    messages.success(request, "已结束这个登录。")
    return redirect("identity:sign_ins")


@signed_in
@require_POST
def end_others(request: AccountRequest) -> HttpResponse:
    """End every session but this one."""
    count = actions.end_other_sign_ins(actor=request.actor, user=request.user, keep=request.session.get(ROW_KEY))
    messages.success(request, f"已结束其他 {count} 个登录。")
    return redirect("identity:sign_ins")


@signed_in
@never_cache
@sensitive_post_parameters("present", "new", "again")
def change_password(request: AccountRequest) -> HttpResponse:
    """Change one's password; after five wrong guesses of the present one the session ends."""
    if not request.user.has_usable_password():
        raise Http404

    def run(data: dict) -> None:
        try:
            actions.change_password(
                actor=request.actor,
                user=request.user,
                present=data["present"],
                new=data["new"],
                keep=request.session.get(ROW_KEY),
            )
        except PasswordWrong:
            _count_wrong(request)
            raise
        request.session.pop(TRIES_KEY, None)
        request.user.refresh_from_db()
        update_session_auth_hash(request, request.user)

    response = ask(
        request,
        PasswordForm(request.POST or None),
        run,
        title="修改密码",
        submit="修改密码",
        done="密码已修改，其他设备上的登录已结束。",
        back="/",
    )
    return response if request.user.is_authenticated else redirect("identity:sign_in")


@signed_in
@never_cache
def second_factor(request: AccountRequest) -> HttpResponse:
    """Whether a second factor is set up; recovery codes, the one time that they are shown."""
    devices = {device.confirmed: device for device in SecondFactor.objects.filter(user=request.user)}
    codes = (once.take_once(request, "codes") or "").split()
    context = {"device": devices.get(True), "codes": codes, "form": PresentPasswordForm(), "code_form": CodeForm()}
    return render(request, "identity/second_factor.html", context)


@signed_in
@require_POST
@sensitive_post_parameters("present")
def begin_second_factor(request: AccountRequest) -> HttpResponse:
    """A new device, for whoever knows the password."""
    form = PresentPasswordForm(request.POST)
    right = form.is_valid() and request.user.check_password(form.cleaned_data["present"])
    if request.user.has_usable_password() and not right:
        messages.error(request, "现在的密码不正确。")
        _count_wrong(request)
        return redirect("identity:second_factor" if request.user.is_authenticated else "identity:sign_in")
    actions.begin_second_factor(actor=request.actor, user=request.user)
    return redirect("identity:confirm_second_factor")


@signed_in
@never_cache
def confirm_second_factor(request: AccountRequest) -> HttpResponse:
    """The QR code, and the first code of the device."""
    device = SecondFactor.objects.filter(user=request.user, confirmed=False).first()
    if device is None:
        return redirect("identity:second_factor")

    form = CodeForm(request.POST or None)
    form.fields["code"].help_text = "应用里现在显示的 6 位数字。"

    def run(data: dict) -> str:
        codes = actions.confirm_second_factor(actor=request.actor, user=request.user, code=data["code"])
        once.keep_once(request, "codes", " ".join(codes))
        return "identity:second_factor"

    return ask(
        request,
        form,
        run,
        title="绑定动态口令",
        submit="确认绑定",
        done="双因素认证已启用。",
        back="/identity/second-factor/",
        template="identity/enrol.html",
        qr=segno.make(device.config_url, error="m").svg_data_uri(scale=5, border=2, light="#fff"),
        secret=device.secret_text,
    )


@signed_in
@require_POST
def renew_codes(request: AccountRequest) -> HttpResponse:
    """New recovery codes for a code of the device."""
    form = CodeForm(request.POST)
    if form.is_valid():
        codes = actions.renew_recovery_codes(actor=request.actor, user=request.user, code=form.cleaned_data["code"])
        once.keep_once(request, "codes", " ".join(codes))
        messages.success(request, "恢复码已更换，旧的全部失效。")
    return redirect("identity:second_factor")


def _count_wrong(request: AccountRequest) -> None:
    """Somebody at an unattended desk may not guess for long."""
    request.session[TRIES_KEY] = request.session.get(TRIES_KEY, 0) + 1
    if request.session[TRIES_KEY] >= TRIES:
        logout(request)
        messages.error(request, "密码连续输错，已退出登录。")
