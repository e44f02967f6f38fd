from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "qingzhi.domains.rights"
    label = "rights"
    verbose_name = "权利"

    def ready(self) -> None:
        from . import access  # noqa: F401  (declares the permits)
        from .views.desk.lake import register_lake
        from .views.desk.registering import register_search

        register_search()
        register_lake()
