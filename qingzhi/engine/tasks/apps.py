from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "qingzhi.engine.tasks"
    label = "tasks"
    verbose_name = "待办"

    def ready(self) -> None:
        from qingzhi.engine.messages.kinds import message_kind

        from . import access, subscribers, tasks  # noqa: F401  (permits, subscribers, duties)

        message_kind("tasks.digest", "待办提醒")
