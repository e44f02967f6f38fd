from django.apps import AppConfig


class EnforcementConfig(AppConfig):
    """Complaints, cases, decisions."""

    name = "qingzhi.domains.enforcement"
    label = "enforcement"
    verbose_name = "行政保护"

    def ready(self) -> None:
        from qingzhi.base.audit.wording import name_actions

        from . import access, events, tasks  # noqa: F401  (permits, events, duties)
        from .access import cases as _case_permits  # noqa: F401
        from .access import complaints as _complaint_permits  # noqa: F401
        from .access import fairs as _fair_permits  # noqa: F401
        from .procedures import complaint, grievance  # noqa: F401  (register themselves)
        from .queries import complaint_tables  # noqa: F401  (declares its decision tables)
        from .subscribers import complaints  # noqa: F401  (subscribe)
        from .views.case_registering import register_cases
        from .views.fair_registering import register_fairs
        from .views.flag_registering import register_flags
        from .views.home_cards import register_cards
        from .views.online_registering import register_online
        from .views.publicity_registering import register_publicity
        from .views.registering import register_complaints
        from .views.review_registering import register_reviews
        from .views.reward_registering import register_rewards
        from .wording import ACTIONS

        name_actions(ACTIONS)
        register_complaints()
        register_cases()
        register_fairs()
        register_publicity()
        register_online()
        register_reviews()
        register_flags()
        register_rewards()
        register_cards()
