from django.apps import AppConfig


class LimitsConfig(AppConfig):
    name = "qingzhi.engine.limits"
    label = "limits"
    verbose_name = "期限"

    def ready(self) -> None:
        from qingzhi.base.audit.wording import name_actions
        from qingzhi.base.pages.menu import menu_entry

        from . import access  # noqa: F401  (declares the permits)
        from .wording import ACTIONS

        name_actions(ACTIONS)
        menu_entry("期限规则", "limits:rules", section="管理", position=40, icon="clock", permit="limits.view")
        menu_entry("节假日安排", "limits:calendar", section="管理", position=41, icon="calendar", permit="limits.view")
