"""Menu entries of assessment."""

from qingzhi.base.pages.menu import menu_entry


def register_pages() -> None:
    """The expert's list, the office's rounds, criteria; the public's page of draws."""
    menu_entry("我的评审", "scoring:mine", section="专家评审", position=10, icon="edit", permit="scoring.score")
    menu_entry("评审轮次", "scoring:rounds", section="专家评审", position=20, icon="case", permit="scoring.round.view")
    menu_entry(
        "评审标准", "scoring:schemes", section="专家评审", position=40, icon="list", permit="scoring.scheme.view"
    )
    menu_entry("专家抽取公开", "scoring:draws", section="公共服务", position=60, icon="shield")
