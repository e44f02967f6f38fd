from django.apps import AppConfig


class PlanConfig(AppConfig):
    """The plan's text becomes measures and targets; tasks carry them out."""

    name = "qingzhi.domains.plan"
    label = "plan"
    verbose_name = "规划"

    def ready(self) -> None:
        from . import access, subscribers, tasks  # noqa: F401  (permits, subscribers, duties)
        from .queries.body_figures import register_body_figures
        from .queries.carriers import register_carriers
        from .queries.commending import register_commendation_check
        from .views.desk.home_cards import register_home
        from .views.desk.menu import register_tracking
        from .views.desk.registering import register_versions
        from .views.desk.target_cards import register_targets

        register_tracking()
        register_home()
        register_carriers()
        register_body_figures()
        register_commendation_check()
        register_versions()
        register_targets()
