from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    """Handovers, transfers to the police, who is silent."""

    name = "qingzhi.domains.coordination"
    label = "coordination"
    verbose_name = "跨部门协作"

    def ready(self) -> None:
        from qingzhi.base.audit.wording import name_actions
        from qingzhi.base.files.access import register_owner
        from qingzhi.engine.messages.kinds import message_kind
        from qingzhi.engine.tasks.kinds import work_kind

        from . import access, events, tasks  # noqa: F401  (permits, events, duties)
        from .actions.importing_judgments import register_import_kind
        from .api.signed import register_credential
        from .procedures import customs, recording, transfer  # noqa: F401  (register themselves)
        from .queries import tables  # noqa: F401  (declares the decision tables)
        from .views.home_cards import register_cards
        from .views.lake import register_lake
        from .views.registering import register_pages
        from .wording import ACTIONS

        work_kind("coordination.answer", "答复移送和协作请求", verb="答复", icon="inbox")
        message_kind("coordination.silent", "移送和协作请求逾期未答复", channels=("email", "sms"))
        work_kind("coordination.customs_renewal", "办理海关备案续展", verb="续展", icon="clock")
        message_kind("coordination.customs_ending", "海关备案即将届满", channels=("email", "sms"))
        message_kind("coordination.customs_silent", "权利人逾期未答复海关通知", channels=("email", "sms"))
        message_kind("coordination.answered", "移送和协作请求已答复", channels=("email",))
        message_kind("coordination.settled", "管辖已确定", channels=("email",))
        name_actions(ACTIONS)
        register_credential()
        register_import_kind()
        register_lake()
        register_owner("coordination.handover", access.may_read_file)
        register_pages()
        register_cards()
