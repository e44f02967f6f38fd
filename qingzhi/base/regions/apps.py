from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "qingzhi.base.regions"
    label = "regions"
    verbose_name = "行政区划"

    def ready(self) -> None:
        from . import access  # noqa: F401  (declares the permit)
