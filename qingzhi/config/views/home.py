"""The first page of each role: the same assembly, other cards."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from qingzhi.base.identity.models import Role
from qingzhi.base.pages.access import signed_in
from qingzhi.base.pages.cards import Card, cards_for
from qingzhi.base.pages.request import PageRequest

Filled = tuple[Card, dict[str, Any]]
FULL = 12
HEADINGS = {
    "office": ("规划处工作台", "今天先办什么、谁没有行动、目标走到哪里"),
    "registry": ("登记工作台", "待核的归并、导入的进展、到期的费用"),
    "leader": ("总览", "目标、市州、逾期和需要决定的事"),
    "body": ("本单位工作台", "要填报的、被退回的、快到期的"),
    "prefecture": ("本地区工作台", "要填报的、被退回的、快到期的"),
    "support": ("资助奖励工作台", "今天先办什么、哪些快到期、资金还有多少"),
    "enforcement": ("行政保护工作台", "等您办理的举报投诉和案件，哪些快到期、哪些已超期"),
    "finance": ("资金工作台", "待支付的、指标执行到哪里、要追回的"),
    "partner": ("协作工作台", "移送来的、请求协作和审查的，按期限排列"),
    "mediator": ("调解和鉴定", "请您主持的调解、受托的鉴定，按期限排列"),
    "applicant": ("我的办事", "能申报什么、报了什么、卡在谁那里"),
    "expert": ("专家评审", "请您评审的材料，按期限排列"),
    "auditor": ("监督检查", "谁没有行动，督办到了哪一步"),
    "admin": ("系统管理", "账号、权限与审计分由三名管理员办理"),
}


@signed_in
def home(request: PageRequest) -> HttpResponse:
    """The cards of the actor's home page, in order."""
    actor = request.actor
    role = Role.objects.filter(code=actor.role).first()
    kind = role.home if role and role.home in HEADINGS else "body"
    heading, lead = HEADINGS[kind]
    context = {
        "heading": heading,
        "lead": lead,
        "kind": kind,
        "rows": rows_of(cards_for(actor, kind)),
        "has_post": bool(role),
    }
    return render(request, "config/home.html", context)


def rows_of(cards: list[Filled]) -> list[list[list[Filled]]]:
    """The cards as rows of columns: a full-width card is a row; narrower neighbours fill two columns in turn."""
    rows: list[list[list[Filled]]] = []
    for filled in cards:
        if filled[0].width == FULL:
            rows.append([[filled]])
        elif rows and len(rows[-1]) == 2:
            left, right = rows[-1]
            (left if len(left) <= len(right) else right).append(filled)
        else:
            rows.append([[filled], []])
    return rows
