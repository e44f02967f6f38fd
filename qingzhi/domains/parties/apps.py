from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "qingzhi.domains.parties"
    label = "parties"
    verbose_name = "主体"

    def ready(self) -> None:
        from qingzhi.base.audit.wording import name_actions

        from . import access, events  # noqa: F401  (permits, events)
        from .wording import ACTIONS

        name_actions(ACTIONS)
