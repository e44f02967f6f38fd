from django.apps import AppConfig


class LimitsConfig(AppConfig):
    name = "qingzhi.engine.limits"
    label = "limits"
    verbose_name = "期限"

    def ready(self) -> None:
        from . import access  # noqa: F401  (declares the permits)
