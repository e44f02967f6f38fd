"""Menu entries of mediation."""

from qingzhi.base.pages.menu import menu_entry


def register_pages() -> None:
    """The mediations and the register; who asks; the public list."""
    menu_entry("纠纷调解", "mediation:cases", section="办事", position=42, icon="case", permit="mediation.view")
    menu_entry("申请纠纷调解", "mediation:ask", section="办事", position=16, icon="add", permit="mediation.ask")
    menu_entry("参加的调解", "mediation:mine", section="办事", position=17, icon="inbox", permit="mediation.own")
    menu_entry("委派调解", "mediation:delegate", section="办事", position=43, icon="add", permit="mediation.court")
    menu_entry("调解员名册", "mediation:mediators", section="公共服务", position=30, icon="list")
