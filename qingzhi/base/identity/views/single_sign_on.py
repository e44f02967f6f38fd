"""The government's single sign-on (OpenID Connect, authorisation code with PKCE): there and back."""

import logging

import jwt
import requests
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView

from qingzhi.base.pages.access import open_to_public
from qingzhi.base.pages.views.errors import error_page

from .. import signing_in
from ..actions.sessions import note_failure

log = logging.getLogger(__name__)
BACKEND = "qingzhi.base.identity.backends.SingleSignOnBackend"
UNBOUND = "您的统一身份尚未绑定本系统账号，请联系本单位的系统管理员绑定后再登录。"
FAILED = "统一身份认证没有成功，请重新登录；多次失败请联系系统管理员。"


class Callback(OIDCAuthenticationCallbackView):
    """Lets in the account that is bound to the identity; our own second factor is asked where it is set up."""

    def login_success(self) -> HttpResponse:
        target = self.request.session.pop("oidc_login_next", None) or "/"
        return signing_in.proceed(self.request, self.user, target, BACKEND)

    def login_failure(self) -> HttpResponse:
        subject = getattr(self.request, "unbound_subject", None)
        because = f"统一身份未绑定账号：{subject}" if subject else "统一身份认证被拒绝或中断"
        return _failed(self.request, UNBOUND if subject else FAILED, because)


@open_to_public
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Off to the provider."""
    _require_configured()
    if request.user.is_authenticated:
        return redirect(signing_in.safe_next(request))
    return OIDCAuthenticationRequestView.as_view()(request)


@open_to_public
@never_cache
def callback(request: HttpRequest) -> HttpResponse:
    """Back from the provider; whatever it sends amiss becomes one sentence."""
    _require_configured()
    if request.user.is_authenticated:
        return redirect("/")
    try:
        return Callback.as_view()(request)
    except (SuspiciousOperation, requests.RequestException, jwt.PyJWTError, ValueError, KeyError, TypeError) as error:
        log.warning("single sign-on failed: %s", error)
        return _failed(request, FAILED, f"统一身份认证出错：{type(error).__name__}")


def _failed(request: HttpRequest, sentence: str, because: str) -> HttpResponse:
    note_failure(username="", user=None, address=request.META.get("REMOTE_ADDR", ""), because=because)
    return error_page(request, 403, "未能登录", sentence, next_steps=("返回登录页", "改用账号密码登录"))


def _require_configured() -> None:
    if not settings.OIDC_RP_CLIENT_ID:
        raise Http404
