from django.apps import AppConfig


class LakeConfig(AppConfig):
    name = "qingzhi.engine.lake"
    label = "lake"
    verbose_name = "数据湖"

    def ready(self) -> None:
        from qingzhi.engine.search.actions.outbox import also_tell

        from . import tasks  # noqa: F401  (duties)
        from .actions import touch

        also_tell(touch)
