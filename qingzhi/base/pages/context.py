"""What the shell of every page needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from qingzhi.base import clock
from qingzhi.base.permits import PUBLIC
from qingzhi.base.secrecy.rules import BANNER

from .menu import menu_for


def shell(request: HttpRequest) -> dict[str, Any]:
    """Actor, menu, day, banner and the reader's preferences (cookies `theme` and `size`)."""
    actor = getattr(request, "actor", PUBLIC)
    return {
        "actor": actor,
        "menu": menu_for(actor),
        "now": clock.now(),
        "is_demo": clock.is_pinned(),
        "secrecy_banner": BANNER,
        "theme": _one_of(request.COOKIES.get("theme"), ("auto", "light", "dark")),
        "size": _one_of(request.COOKIES.get("size"), ("m", "xl")),
        "styleguide": settings.QINGZHI_STYLEGUIDE,
    }


def _one_of(value: str | None, allowed: tuple[str, ...]) -> str:
    return value if value in allowed else allowed[0]
