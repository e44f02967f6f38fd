from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "qingzhi.base.files"
    label = "files"
    verbose_name = "附件"

    def ready(self) -> None:
        from qingzhi.base.events.duties import duty

        from .blobs import sweep_incoming

        duty("files.sweep_incoming", every=3600.0)(sweep_incoming)
