from django.apps import AppConfig


class TalentConfig(AppConfig):
    """Experts: who may judge, and who had better not."""

    name = "qingzhi.domains.talent"
    label = "talent"
    verbose_name = "专家库"

    def ready(self) -> None:
        from qingzhi.base.audit.wording import name_actions
        from qingzhi.engine.messages.kinds import message_kind
        from qingzhi.engine.tasks.kinds import work_kind

        from . import access, events, subscribers, tasks  # noqa: F401  (permits, events, subscribers, duties)
        from .actions.importing import register_import_kind
        from .queries import register_sources
        from .views.lake import register_lake
        from .views.registering import register_pages
        from .wording import ACTIONS

        work_kind("talent.review", "专家评审", verb="评审", icon="edit")
        work_kind("talent.vote", "委员会表决", verb="投票", icon="users")
        message_kind("talent.review", "评审邀请和催办", channels=("email", "sms"))
        message_kind("talent.term", "专家聘期届满提醒")
        name_actions(ACTIONS)
        register_sources()
        register_import_kind()
        register_lake()
        register_pages()
