from django.apps import AppConfig


class MediationConfig(AppConfig):
    """Mediators, mediated disputes, agreements and their confirmation; appraisal."""

    name = "qingzhi.domains.mediation"
    label = "mediation"
    verbose_name = "纠纷调解"

    def ready(self) -> None:
        from qingzhi.base.audit.wording import name_actions
        from qingzhi.engine.messages.kinds import message_kind
        from qingzhi.engine.tasks.kinds import work_kind

        from . import access, events, tasks  # noqa: F401  (permits, events, duties)
        from .procedures import appraisal, case  # noqa: F401  (register themselves)
        from .queries import tables  # noqa: F401  (declares the decision table)
        from .views.registering import register_pages
        from .wording import ACTIONS

        work_kind("mediation.part", "参加纠纷调解", verb="办理", icon="task")
        work_kind("mediation.appraise", "鉴定", verb="办理", icon="task")
        message_kind("mediation.confirm_soon", "申请司法确认的期限将满", channels=("email", "sms"))
        name_actions(ACTIONS)
        register_pages()
