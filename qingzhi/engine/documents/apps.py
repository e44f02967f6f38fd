from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "qingzhi.engine.documents"
    label = "documents"
    verbose_name = "公文"

    def ready(self) -> None:
        from . import access  # noqa: F401  (declares the permits)
