"""Keys of other bodies' systems: registered and revoked by the security administrator."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.identity.queries import bodies_on
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Column, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import permit

from ..actions.signing import register_key, revoke_key
from ..forms.judgments import KeyForm, RevocationForm
from ..models import PartnerKey
from ..queries.signing import SCOPES, partner_keys, signing_rule
from .desk import filled


def key_state(key: PartnerKey) -> State:
    """Whether it opens anything."""
    if key.revoked_at:
        return State("none", "已吊销", key.revoked_why)
    return State("ok", "有效") if key.is_valid_at(clock.real_now()) else State("none", "已到期")


class Keys(Listing):
    """Every key with what it may do."""

    name = "接口公钥"
    columns = [
        Column("state", "状态", kind="state", value=key_state, sort=False),
        Column("name", "系统", sub=lambda one: one.code),
        Column("body", "单位", value=lambda one: one.body.short_name or one.body.name, sort="body__position"),
        Column("scopes", "权限", value=lambda one: "、".join(permit(code).title for code in one.scopes), sort=False, drop=True),
        Column("basis", "交换依据", drop=True),
        Column("expires_at", "到期", kind="date"),
        Column("used_at", "最近使用", kind="date", sub=lambda one: one.used_from, drop=True),
        Column("revoke", "吊销", kind="link", value=lambda one: "" if one.revoked_at else "吊销", sort=False,
               url=lambda one: reverse("coordination:revoke_key", args=[one.pk])),
    ]  # fmt: skip
    filters = [Search("q", "按系统或单位查找", fields=["name", "code", "body__name"])]
    default_order = "-registered_at"
    empty_title = "还没有登记公钥"
    empty_hint = "公安、法院、海关等单位的系统要直接收发移送和协作事项时，登记其公钥。"


@desk("coordination.key.manage")
def keys(request: PageRequest) -> HttpResponse:
    """All of them."""
    return Keys(request, partner_keys()).respond("coordination/keys.html")


@desk("coordination.key.manage")
def new(request: PageRequest) -> HttpResponse:
    """Register one."""
    longest = signing_rule("life")
    bodies = bodies_on(clock.today()).order_by("position", "name")
    form = KeyForm(
        request.POST or None, bodies=bodies, scopes=[(code, permit(code).title) for code in SCOPES], longest=longest
    )
    back = reverse("coordination:keys")
    return filled(
        request, template="coordination/form.html", title="登记接口公钥", form=form, submit="登记", cancel_url=back, to=back,
        do=lambda form: register_key(actor=request.actor, **form.cleaned_data), success="已登记，请把公钥编号告知对方",
        lead="以这把公钥对应的私钥签名的请求代表该单位办理，权限不超过所选。",
    )  # fmt: skip


@desk("coordination.key.manage")
def revoke(request: PageRequest, pk: int) -> HttpResponse:
    """End one at once."""
    found = get_object_or_404(partner_keys(), pk=pk)
    back = reverse("coordination:keys")
    return filled(
        request, template="coordination/form.html", title=f"吊销：{found}", form=RevocationForm(request.POST or None), submit="吊销",
        do=lambda form: revoke_key(actor=request.actor, key=found, **form.cleaned_data), to=back, success="已吊销，立即失效",
        cancel_url=back, danger=True, lead=f"{found.body.name} · {found.name}；吊销后不能恢复。",
    )  # fmt: skip
