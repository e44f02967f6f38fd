from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Subsidies, awards, funds and compensation."""

    name = "qingzhi.domains.support"
    label = "support"
    verbose_name = "资助奖励"

    def ready(self) -> None:
        from . import access, subscribers, tasks  # noqa: F401  (permits, subscribers, duties)
        from .actions.importing import register_import_kind
        from .procedures import recheck, subsidy  # noqa: F401  (register themselves)
        from .queries import tables  # noqa: F401  (declares the decision tables)
        from .queries.credit_archive import connect_archive
        from .views.desk.award_registering import register_awards
        from .views.desk.lake import register_lake
        from .views.desk.registering import register_pages

        connect_archive()
        register_import_kind()
        register_lake()
        register_pages()
        register_awards()
