from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "qingzhi.engine.decisions"
    label = "decisions"
    verbose_name = "决策表"

    def ready(self) -> None:
        from qingzhi.base.audit.wording import name_actions
        from qingzhi.base.pages.menu import menu_entry

        from . import access  # noqa: F401  (declares the permits)
        from .wording import ACTIONS

        name_actions(ACTIONS)
        menu_entry("决策表", "decisions:tables", section="规则", position=10, icon="board", permit="decisions.view")
