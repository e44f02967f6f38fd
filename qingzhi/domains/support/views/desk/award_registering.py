"""What awards and special support register at start-up: permits, tables, procedures, subscribers, menu, names of actions."""

from qingzhi.base.audit.wording import name_actions
from qingzhi.base.pages.menu import menu_entry
from qingzhi.engine.scoring.sources import leaf_function

from ...queries.award_leaves import priority_leaf
from ...wording.awards import ACTIONS


def register_awards() -> None:
    """Called once, by the app."""
    from ...access import awards as permits  # noqa: F401
    from ...access import commendations  # noqa: F401
    from ...procedures import aid_effects, award, award_effects, compensation, priority, variety_fund  # noqa: F401
    from ...queries import award_tables  # noqa: F401
    from ...subscribers import awards as subscribers  # noqa: F401
    from ...terms import commendations as published  # noqa: F401
    from ...terms import publications  # noqa: F401

    name_actions(ACTIONS)
    leaf_function("support.priority_points", "优先支持加分", priority_leaf)
    register_menu()


def register_menu() -> None:
    """The places in the menu."""
    menu_entry(
        "奖项评选", "support:award_rounds", section="资助评奖", position=50, icon="seal", permit="support.award.view"
    )
    menu_entry(
        "绩效奖励和表彰",
        "support:commendations",
        section="资助评奖",
        position=55,
        icon="seal",
        permit="support.commend.view",
    )
    menu_entry("品种权基金", "support:fund", section="资助评奖", position=51, icon="money", permit="support.aid.view")
    menu_entry(
        "事后补偿", "support:compensations", section="资助评奖", position=52, icon="list", permit="support.aid.view"
    )
    menu_entry("优先支持", "support:priority", section="资助评奖", position=53, icon="list", permit="support.aid.view")
    menu_entry(
        "农业科研项目评价",
        "support:projects",
        section="资助评奖",
        position=54,
        icon="list",
        permit="support.project.evaluate",
    )
    menu_entry("奖项评选", "support:award_rounds_public", section="公共服务", position=70, icon="seal")
