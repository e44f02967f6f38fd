"""What the shell of every page needs."""

from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from qingzhi.base import clock
from qingzhi.base.permits import PUBLIC
from qingzhi.base.secrecy.rules import BANNER

from .menu import menu_at
from .posts import posts_of
from .top import top_boxes


def shell(request: HttpRequest) -> dict[str, Any]:
    """Actor, menu, posts, day, banner and the reader's preferences (cookies `theme` and `size`); asked for only when drawn."""
    actor = getattr(request, "actor", PUBLIC)
    return {
        "actor": actor,
        "menu": SimpleLazyObject(lambda: menu_at(actor, request.path)),
        "posts": SimpleLazyObject(lambda: posts_of(request, actor)),
        "top_boxes": top_boxes(),
        "now": clock.now(),
        "is_demo": clock.is_pinned(),
        "secrecy_banner": BANNER,
        "site_name": getattr(settings, "QINGZHI_SITE_NAME", ""),
        "version": _version(),
        "theme": _one_of(request.COOKIES.get("theme"), ("auto", "light", "dark")),
        "size": _one_of(request.COOKIES.get("size"), ("m", "xl")),
        "styleguide": settings.QINGZHI_STYLEGUIDE,
    }


def _one_of(value: str | None, allowed: tuple[str, ...]) -> str:
    return value if value in allowed else allowed[0]


@lru_cache(maxsize=1)
def _version() -> str:
    try:
        return version("qingzhi")
    except PackageNotFoundError:
        return ""
