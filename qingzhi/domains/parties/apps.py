from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "qingzhi.domains.parties"
    label = "parties"
    verbose_name = "主体"

    def ready(self) -> None:
        from . import access  # noqa: F401  (declares the permits)
