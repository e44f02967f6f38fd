"""Identity's part of the shell: the switch of posts, the menu, the cards of the administrators."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from qingzhi.base.pages.cards import Card, card
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.menu import menu_entry
from qingzhi.base.pages.posts import PostChoice, offer_posts
from qingzhi.base.permits import Actor

from .access import decidable_applications
from .lockout import locks
from .middleware import held_mandates, held_posts
from .models import AccountApplication, EmergencyGrant
from .queries import (
    account_counts,
    applications_waiting,
    emergencies_to_review,
    running_emergencies,
    second_factor_gaps,
)

BY_MANDATE = "m"  # before a mandate's number, where posts and mandates stand in one list
MENU = (
    ("账号", "identity:accounts", 10, "user", "identity.account.manage"),
    ("单位", "identity:bodies", 20, "body", "identity.body.manage"),
    ("岗位", "identity:posts", 30, "users", "identity.post.manage"),
    ("经办授权", "identity:mandates", 32, "users", "identity.mandate.manage"),
    ("角色与权限", "identity:roles", 40, "shield", "identity.grant.manage"),
    ("锁定与双因素", "identity:security", 50, "lock", "identity.account.unlock"),
    ("登录日志", "identity:sign_in_log", 60, "history", "identity.sign_in.view"),
)


def register() -> None:
    """Called once at start-up."""
    offer_posts(post_choices)
    for label, url_name, position, icon, code in MENU:
        menu_entry(label, url_name, section="管理", position=position, icon=icon, permit=code)
    menu_entry(
        "企业账号申请", "identity:applications", section="管理", position=34, icon="inbox",
        permit="identity.application.decide", count=_applications,
    )  # fmt: skip
    menu_entry("申请企业账号", "identity:ask_for_account", section="公共服务", position=70, icon="user")
    card(
        Card("identity.applications", ("admin",), "identity/cards/applications.html", _asking,
             "identity.application.decide", 6, 15)
    )  # fmt: skip
    for url_name, code, count in (
        ("identity:emergencies", "identity.emergency.oversee", _running),
        ("identity:emergency_reviews", "identity.emergency.review", _to_review),
    ):
        menu_entry("应急授权", url_name, section="管理", position=70, icon="warn", permit=code, count=count)
    for code, context in (("identity.emergency.oversee", _overseen), ("identity.emergency.review", _reviewed)):
        card(Card(f"identity.{context.__name__}", ("admin",), "identity/cards/emergencies.html", context, code, 6, 10))
    card(
        Card(
            "identity.security", ("admin",), "identity/cards/security.html", _security, "identity.account.unlock", 6, 20
        )
    )
    card(
        Card(
            "identity.accounts",
            ("admin",),
            "identity/cards/accounts.html",
            _accounts,
            "identity.account.manage",
            12,
            20,
        )
    )


def post_choices(request: HttpRequest) -> list[PostChoice]:
    """The posts and mandates that a person may switch between."""
    actor = request.actor  # type: ignore[attr-defined]
    posts = [
        PostChoice(post.pk, f"{post.body.short_name} · {post.title or post.role.name}", post.pk == actor.post_id)
        for post in held_posts(request)
    ]
    mandates = [
        PostChoice(f"{BY_MANDATE}{one.pk}", one.label, one.pk == actor.mandate_id) for one in held_mandates(request)
    ]
    return posts + mandates


def _applications(actor: Actor) -> QuerySet[AccountApplication]:
    return applications_waiting()


def _asking(actor: Actor) -> dict[str, Any]:
    """The applications that have waited longest."""
    waiting = decidable_applications(actor).filter(state="pending").order_by("submitted_at")
    return {"applications": list(waiting[:5]), "count": applications_waiting().count()}


def _running(actor: Actor) -> QuerySet[EmergencyGrant]:
    return running_emergencies()


def _to_review(actor: Actor) -> QuerySet[EmergencyGrant]:
    return emergencies_to_review()


def _overseen(actor: Actor) -> dict[str, Any]:
    return {
        "emergencies": list(running_emergencies()[:5]),
        "url_name": "identity:emergencies",
        "title": "生效中的应急授权",
    }


def _reviewed(actor: Actor) -> dict[str, Any]:
    found = list(emergencies_to_review()[:5])
    return {"emergencies": found, "url_name": "identity:emergency_reviews", "title": "待复核的应急授权"}


def _security(actor: Actor) -> dict[str, Any]:
    return {"locks": locks()[:5], "gaps": second_factor_gaps()}


def _accounts(actor: Actor) -> dict[str, Any]:
    """Accounts in numbers, each with its list."""
    url, counts = reverse("identity:accounts"), account_counts()
    idle = counts["idle"]
    return {
        "figures": [
            Figure("在用账号", counts["active"], f"{url}?state=active"),
            Figure("停用账号", counts["disabled"], f"{url}?state=disabled"),
            Figure("没有岗位的账号", idle, f"{url}?state=idle", state="warn" if idle else ""),
        ]
    }
