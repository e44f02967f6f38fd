from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "qingzhi.engine.search"
    label = "search"
    verbose_name = "检索"

    def ready(self) -> None:
        from qingzhi.base.audit.wording import name_actions

        from . import access, shell, tasks  # noqa: F401  (permits; duties)
        from .wording import ACTIONS

        name_actions(ACTIONS)
        shell.register()
