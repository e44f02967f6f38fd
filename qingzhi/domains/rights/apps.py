from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "qingzhi.domains.rights"
    label = "rights"
    verbose_name = "权利"

    def ready(self) -> None:
        from . import access, subscribers, tasks  # noqa: F401  (permits, subscribers, duties)
        from .actions.importing.kinds import register_import_kinds
        from .views.desk.lake import register_lake
        from .views.desk.registering import register_pages, register_search
        from .views.desk.registering_catalogues import register_catalogues

        register_pages()
        register_search()
        register_lake()
        register_import_kinds()
        register_catalogues()
