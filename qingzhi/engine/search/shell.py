"""The search's part of the shell: its box in the top bar, its menu entry."""

from qingzhi.base.pages.menu import menu_entry
from qingzhi.base.pages.top import top_box


def register() -> None:
    """Called once at start-up."""
    top_box("search", "search/top.html")
    menu_entry("检索", "search:search", section="公共服务", position=10, icon="search")
