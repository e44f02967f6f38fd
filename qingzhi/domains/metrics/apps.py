from django.apps import AppConfig


class MetricsConfig(AppConfig):
    name = "qingzhi.domains.metrics"
    label = "metrics"
    verbose_name = "指标"

    def ready(self) -> None:
        from . import access, subscribers, tasks  # noqa: F401  (permits, subscribers, duties)
        from .queries.registers import register_figures
        from .views.desk.registering import register_metrics

        register_metrics()
        register_figures()
