"""「接口令牌」 of one's own account: issue (shown once), look, revoke."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from qingzhi.base import clock
from qingzhi.base.identity.once import keep_once, take_once
from qingzhi.base.identity.views.asking import ask
from qingzhi.base.pages.access import signed_in
from qingzhi.base.pages.components import State
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import UnknownPermit, permit

from ..actions import issue_token, revoke_token
from ..forms import TokenForm
from ..models import ApiToken
from ..queries import offered_scopes, tokens_of

SHOWN = "api-token"


@signed_in
@never_cache
def tokens(request: PageRequest) -> HttpResponse:
    """All tokens of the account; a new one's text is shown this once."""
    rows = [
        {"token": one, "state": state_of(one), "scopes": [_title(code) for code in one.scopes]}
        for one in tokens_of(request.actor.user_id)
    ]
    return render(request, "api/tokens.html", {"rows": rows, "text": take_once(request, SHOWN)})


@signed_in
@never_cache
def issue(request: PageRequest) -> HttpResponse:
    """Issue a token for the post in which one acts now."""

    def run(data: dict) -> None:
        _, text = issue_token(actor=request.actor, **data)
        keep_once(request, SHOWN, text)

    return ask(
        request,
        TokenForm(request.POST or None, scopes=offered_scopes(request.actor)),
        run,
        title="签发接口令牌",
        submit="签发",
        done="令牌已签发，请立即复制保存，离开本页后不再显示。",
        back="/api-tokens/",
        lead=f"令牌代表岗位“{request.actor.body_name} · {request.actor.role_title}”",
    )


@signed_in
@require_POST
def revoke(request: PageRequest, pk: int) -> HttpResponse:
    """Revoke one of one's own tokens."""
    found = tokens_of(request.actor.user_id).filter(pk=pk).first()
    if found is None:
        raise Http404
    revoke_token(actor=request.actor, token=found)
    messages.success(request, f"令牌“{found.name}”已吊销，立即失效。")
    return redirect("api_tokens:tokens")


def state_of(token: ApiToken) -> State:
    """Whether it opens anything."""
    if token.revoked_at:
        return State("none", "已吊销", f"{token.revoked_at:%Y-%m-%d}")
    if not token.is_valid_at(clock.real_now()):
        return State("none", "已到期")
    return State("ok", "有效")


def _title(code: str) -> str:
    try:
        return permit(code).title
    except UnknownPermit:
        return code
