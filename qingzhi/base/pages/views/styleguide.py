"""The style guide: every component in its normal, empty, loading, error and long-text state (debug and test only)."""

from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render

from .. import samples
from ..access import View, open_to_public
from ..icons import SHAPES
from ..menu import MenuItem, MenuSection
from ..request import PageRequest
from .errors import error_page

TITLES = {403: "没有权限", 404: "没有找到", 409: "未能办理", 422: "不能录入涉密内容", 500: "系统出现问题"}
MENU = [
    MenuSection(
        "工作",
        [MenuItem("待办任务", "#menu", "inbox", 7, False), MenuItem("样式手册", "/_styleguide/", "board", 0, True)],
    ),
    MenuSection(
        "规划", [MenuItem("计划看板", "#menu", "plan", 0, False), MenuItem("指标", "#menu", "target", 0, False)]
    ),
    MenuSection(
        "管理", [MenuItem("单位与岗位", "#menu", "body", 0, False), MenuItem("审计", "#menu", "shield", 120, False)]
    ),
]


def shown_on_request(view: View) -> View:
    """Open to everybody where the settings ask for the style guide; elsewhere there is no such page."""

    @wraps(view)
    def shown(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.QINGZHI_STYLEGUIDE:
            raise Http404
        return view(request, *args, **kwargs)

    return open_to_public(shown)


@shown_on_request
def overview(request: PageRequest) -> HttpResponse:
    levels = (
        (messages.SUCCESS, "填报已提交。"),
        (messages.WARNING, "数据为 3 天前的，更新尚未完成。"),
        (messages.ERROR, samples.LONG),
    )
    listing = samples.SampleListing(request, samples.rows())
    context = {
        **samples.contents(),
        "menu": MENU,
        "is_demo": True,
        "messages": [Message(level, text) for level, text in levels],
        "none_yet": samples.EmptyListing(request, [], prefix="none_"),
        "nothing": _nothing_found(request),
        "icons": list(SHAPES),
    }
    return listing.respond("pages/styleguide/overview.html", context)


@shown_on_request
def portal(request: PageRequest) -> HttpResponse:
    entries = [
        {"label": label, "note": note, "url": "#main", "icon": icon}
        for label, note, icon in (
            ("查计划进展", "每项任务由谁做、做到哪了", "plan"),
            ("投诉举报", "侵权假冒线索", "bell"),
            ("资助申报", "看条件、填申报、查进度", "money"),
            ("服务机构", "代理、评估、维权援助", "users"),
            ("政策文件", "通知、公告和解读", "file"),
            ("数据开放", "统计数据下载", "data"),
        )
    ]
    return render(request, "pages/styleguide/portal.html", {**samples.contents(), "entries": entries})


@shown_on_request
def confirm(request: PageRequest) -> HttpResponse:
    context = {
        "title": "确认撤回填报",
        "warning": "撤回后，本期填报须重新提交，逾期会被催办。",
        "consequences": ["已生成的通报不受影响", "撤回会记入变更记录"],
        "facts": [("任务", samples.LONG), ("期次", "2018 年第二季度")],
        "submit": "确认撤回",
        "cancel_url": "/_styleguide/",
        "menu": MENU,
    }
    return render(request, "pages/confirm.html", context)


@shown_on_request
def error(request: PageRequest, status: int) -> HttpResponse:
    status = status if status in TITLES else 404
    reason = "这份填报已被他人办理，请刷新查看。" if status == 409 else "这里是出错原因，一句话说清。"
    reference = "9A3F01BC" if status == 500 else ""
    return error_page(request, status, TITLES[status], reason, reference=reference, menu=MENU)


def _nothing_found(request: PageRequest) -> samples.NothingFound:
    asked = PageRequest()
    asked.path, asked.method = request.path, "GET"
    asked.GET = QueryDict("nothing_q=没有这个词")
    return samples.NothingFound(asked, samples.rows(), prefix="nothing_")
