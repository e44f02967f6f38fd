from django.apps import AppConfig


class FundsConfig(AppConfig):
    """Programmes, appropriations, and a ledger that is never overdrawn."""

    name = "qingzhi.domains.funds"
    label = "funds"
    verbose_name = "专项资金"

    def ready(self) -> None:
        from . import access, events  # noqa: F401  (permits, events)
        from .views.desk.lake import register_lake
        from .views.desk.registering import register

        register_lake()
        register()
