from django.apps import AppConfig


class MetricsConfig(AppConfig):
    name = "qingzhi.domains.metrics"
    label = "metrics"
    verbose_name = "指标"

    def ready(self) -> None:
        from . import access  # noqa: F401  (declares the permits)
        from .views.desk.registering import register_metrics

        register_metrics()
