from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "qingzhi.engine.publication"
    label = "publication"
    verbose_name = "公示公开"

    def ready(self) -> None:
        from qingzhi.base.audit.wording import name_actions
        from qingzhi.base.pages.menu import menu_entry

        from . import access, tasks  # noqa: F401  (permits, duties)
        from .kinds import NAMES, PublicationKind, publication_kind
        from .wording import ACTIONS

        name_actions(ACTIONS)
        publication_kind(PublicationKind("publication.notice", "公示", limit="publication.period"))
        publication_kind(PublicationKind("publication.list", "公开", objections=False))
        publication_kind(PublicationKind("publication.names", "名单公示", NAMES, limit="publication.period"))
        menu_entry(
            "公示与异议",
            "publication:desk",
            section="办事",
            position=60,
            icon="globe",
            permit="publication.view",
            also=("/publicity/objections/",),
        )
        menu_entry("公示公开", "publication:public", section="公共服务", position=20, icon="bell")
