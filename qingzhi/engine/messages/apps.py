from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "qingzhi.engine.messages"
    label = "notices"
    verbose_name = "消息"

    def ready(self) -> None:
        from . import access, tasks  # noqa: F401  (permits, duties)
