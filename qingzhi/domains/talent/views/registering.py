"""Menu entries of the expert register."""

from qingzhi.base.pages.menu import menu_entry


def register_pages() -> None:
    """The register for the office, the own record for an expert."""
    menu_entry("专家库", "talent:experts", section="专家评审", position=30, icon="users", permit="talent.view")
    menu_entry("我的专家信息", "talent:mine", section="专家评审", position=15, icon="user", permit="talent.declare")
