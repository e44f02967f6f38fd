from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "qingzhi.engine.imports"
    label = "imports"
    verbose_name = "批量导入"

    def ready(self) -> None:
        from . import access  # noqa: F401  (declares the permits)
