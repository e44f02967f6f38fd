from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "qingzhi.engine.imports"
    label = "imports"
    verbose_name = "批量导入"

    def ready(self) -> None:
        from qingzhi.base.audit.wording import name_actions

        from . import access, events, tasks  # noqa: F401  (permits, events, duties)
        from .code_tables import register_regions
        from .wording import ACTIONS

        name_actions(ACTIONS)
        register_regions()
