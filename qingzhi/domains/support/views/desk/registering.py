"""What support tells the house at start-up: menu entries, names of actions and messages."""

from qingzhi.base.audit.wording import name_actions
from qingzhi.base.pages.menu import menu_entry

from ...wording import ACTIONS
from .home_cards import register_cards


def register_pages() -> None:
    """Menu entries and the names of actions in the trail."""
    name_actions(ACTIONS)
    register_cards()
    menu_entry(
        "资金与时效", "support:overview", section="资金", position=5, icon="chart", permit="support.overview.view"
    )
    menu_entry("我的资助", "support:mine", section="办事", position=12, icon="users", permit="support.apply")
    menu_entry("专项支持", "support:aid", section="办事", position=13, icon="money", permit="support.aid.apply")
    menu_entry(
        "资助申报", "support:calls_desk", section="资助评奖", position=20, icon="seal", permit="support.call.view",
        also=("/support/calls/",),
    )  # fmt: skip
    menu_entry("待拨付资助", "support:payments", section="资金", position=30, icon="file", permit="support.pay")
    menu_entry("已资助权利", "support:paid", section="资金", position=31, icon="history", permit="support.ledger.view")
    menu_entry("申报通知", "support:calls", section="公共服务", position=25, icon="bell")
