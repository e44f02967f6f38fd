from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "qingzhi.engine.tasks"
    label = "tasks"
    verbose_name = "待办"

    def ready(self) -> None:
        from qingzhi.base.audit.wording import name_actions
        from qingzhi.base.pages.menu import menu_entry
        from qingzhi.engine.messages.kinds import message_kind

        from . import access, subscribers, tasks  # noqa: F401  (permits, subscribers, duties)
        from .home import register_home
        from .queries import on_badge
        from .wording import ACTIONS

        message_kind("tasks.digest", "待办提醒")
        name_actions(ACTIONS)
        menu_entry(
            "待办", "tasks:inbox", section="工作", position=10, icon="inbox", permit="tasks.view", count=on_badge
        )
        register_home()
        menu_entry("办理情况", "tasks:board", section="工作", position=30, icon="board", permit="tasks.board.view")
