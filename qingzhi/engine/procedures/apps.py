from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "qingzhi.engine.procedures"
    label = "procedures"
    verbose_name = "办事"

    def ready(self) -> None:
        from qingzhi.base.audit.wording import name_actions
        from qingzhi.engine.messages.kinds import message_kind
        from qingzhi.engine.tasks.kinds import work_kind

        from . import access, checks, subscribers, tasks  # noqa: F401  (permits, system checks, duties)
        from .lake import register_lake
        from .pages import register_pages
        from .wording import ACTIONS

        name_actions(ACTIONS)
        message_kind("procedures.step", "办理进展", channels=("email", "sms"))
        message_kind("procedures.talk", "办件留言")
        message_kind("procedures.overdue", "办件超期")
        work_kind("procedures.supplement", "办结后补充材料", verb="查看")
        register_lake()
        register_pages()
