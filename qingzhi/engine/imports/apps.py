from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "qingzhi.engine.imports"
    label = "imports"
    verbose_name = "批量导入"

    def ready(self) -> None:
        from qingzhi.base.audit.wording import name_actions
        from qingzhi.engine.tasks.kinds import work_kind

        from . import access, events, tasks  # noqa: F401  (permits, events, duties)
        from .actions.feeding import WORK
        from .code_tables import register_regions
        from .shell import register_shell
        from .wording import ACTIONS

        name_actions(ACTIONS)
        work_kind(WORK, "补取数据", verb="去导入", icon="upload")
        register_regions()
        register_shell()
