"""Signing in and out."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from qingzhi.base.pages.access import open_to_public
from qingzhi.base.pages.menu import public_entries

from .. import signing_in
from ..forms import CodeForm, SignInForm
from ..lockout import locked_out
from ..middleware import ENDED_KEY

WRONG = "账号或密码不正确，请核对后重试。"
PASSWORD_BACKEND = "qingzhi.base.identity.backends.PasswordBackend"


@open_to_public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Account and password; the same sentence for whatever is wrong with them."""
    target = signing_in.safe_next(request)
    if request.user.is_authenticated:
        return redirect(target)
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = signing_in.try_password(request, form.cleaned_data["username"], form.cleaned_data["password"])
        if user is not None:
            return signing_in.proceed(request, user, target, PASSWORD_BACKEND)
        form.add_error(None, WRONG)
    context = {
        "form": form,
        "next": target if target != "/" else "",
        "ended_because": request.session.pop(ENDED_KEY, "") if ENDED_KEY in request.session else "",
        "sso_name": settings.QINGZHI_OIDC_NAME if settings.OIDC_RP_CLIENT_ID else "",
        "public_links": public_entries(),
    }
    return render(request, "identity/sign_in.html", context, status=422 if form.errors else 200)


@open_to_public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second factor, within five minutes of the first."""
    found = signing_in.pending(request)
    if found is None:
        messages.info(request, "验证码页面已过期，请重新登录。")
        return redirect("identity:sign_in")
    user, kept = found
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if signing_in.is_locked(request, user.username):
            return locked_out(request)
        tried = signing_in.try_second_factor(request, user, form.cleaned_data["code"])
        if tried.right:
            if tried.by_recovery:
                messages.warning(request, "您使用了一个恢复码，它已失效。手机遗失请联系安全管理员重置双因素认证。")
            return signing_in.finish(request, user, kept)
        form.add_error("code", tried.because)
    return render(request, "identity/code.html", {"form": form}, status=422 if form.errors else 200)


@open_to_public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session; nothing of it stays."""
    logout(request)
    messages.success(request, "您已退出登录。")
    return redirect("identity:sign_in")
