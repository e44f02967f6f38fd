from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "qingzhi.engine.messages"
    label = "notices"
    verbose_name = "消息"

    def ready(self) -> None:
        from qingzhi.base.audit.wording import name_actions
        from qingzhi.base.pages.menu import menu_entry

        from . import access, tasks  # noqa: F401  (permits, duties)
        from .queries import unread
        from .wording import ACTIONS

        name_actions(ACTIONS)
        menu_entry("消息", "notices:inbox", section="工作", position=20, icon="bell", count=unread)
        menu_entry(
            "消息模板", "notices:texts", section="规则", position=50, icon="bell", permit="messages.templates.manage"
        )
        menu_entry(
            "外发消息", "notices:outbox", section="管理", position=60, icon="send", permit="messages.outbox.view"
        )
