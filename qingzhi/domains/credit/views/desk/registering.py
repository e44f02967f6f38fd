"""Menu entries and the names of actions in the trail."""

from qingzhi.base.audit.wording import name_actions
from qingzhi.base.pages.menu import menu_entry

from ...wording import ACTIONS


def register_pages() -> None:
    """The desk's entries, the subject's own, the public one."""
    name_actions(ACTIONS)
    menu_entry(
        "信用档案", "credit:archives", section="信用", position=60, icon="shield", permit="credit.archive.view",
        also=("/credit/archives/", "/credit/entries/", "/credit/readings/"),
    )  # fmt: skip
    menu_entry("失信认定", "credit:listings", section="信用", position=61, icon="warn", permit="credit.case.view")
    menu_entry(
        "双公示", "credit:penalties", section="信用", position=62, icon="send", permit="credit.penalty.publish",
        also=("/credit/penalties/", "/credit/licences/"),
    )  # fmt: skip
    menu_entry("我的信用", "credit:mine", section="办事", position=14, icon="shield", permit="credit.own")
    menu_entry("信用公示", "credit:public", section="公共服务", position=40, icon="shield", also=("/credit/public/",))
