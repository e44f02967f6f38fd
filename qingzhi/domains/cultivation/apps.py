from django.apps import AppConfig


class CultivationConfig(AppConfig):
    """Recognition of those who set an example."""

    name = "qingzhi.domains.cultivation"
    label = "cultivation"
    verbose_name = "主体培育"

    def ready(self) -> None:
        from qingzhi.base.audit.wording import name_actions
        from qingzhi.base.pages.menu import menu_entry

        from . import access, procedures, tasks  # noqa: F401  (permits; the declaration registers itself; duties)
        from .actions.importing_cohorts import register_import_kind
        from .events import cohorts  # noqa: F401  (declares its events)
        from .views.registering import register_cohorts, register_lake
        from .wording import ACTIONS

        name_actions(ACTIONS)
        register_import_kind()
        register_lake()
        register_cohorts()
        menu_entry(
            "申请版权示范认定", "cultivation:apply", section="办事", position=14, icon="add", permit="cultivation.copyright.apply"
        )  # fmt: skip
        menu_entry("版权示范名录", "cultivation:list", section="公共服务", position=60, icon="star")
