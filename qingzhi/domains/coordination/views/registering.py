"""Menu entries and cards of coordination."""

from qingzhi.base.pages.menu import menu_entry


def register_pages() -> None:
    """What came in, what went out, who is silent, what goes to the police."""
    menu_entry(
        "移送和协作",
        "coordination:handovers",
        section="协作调解",
        position=40,
        icon="inbox",
        permit="coordination.view",
    )
    menu_entry(
        "谁没有答复", "coordination:board", section="协作调解", position=41, icon="board", permit="coordination.view"
    )
    menu_entry(
        "知识产权裁判", "coordination:judgments", section="协作调解", position=44, icon="law", permit="coordination.judgment.view",
        also=("/coordination/judgments/",),
    )  # fmt: skip
    menu_entry(
        "接口公钥", "coordination:keys", section="管理", position=70, icon="lock", permit="coordination.key.manage",
        also=("/coordination/keys/",),
    )  # fmt: skip
    menu_entry(
        "海关保护",
        "coordination:recordals",
        section="协作调解",
        position=42,
        icon="globe",
        permit="coordination.customs.view",
    )
    menu_entry(
        "海关备案和扣留",
        "coordination:customs_mine",
        section="办事",
        position=43,
        icon="globe",
        permit="coordination.customs.own",
    )
