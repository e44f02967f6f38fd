from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "qingzhi.engine.documents"
    label = "documents"
    verbose_name = "公文"

    def ready(self) -> None:
        from qingzhi.base.audit.wording import name_actions
        from qingzhi.base.pages.menu import menu_entry

        from . import access  # noqa: F401  (declares the permits)
        from .notices import usual  # noqa: F401  (declares the usual notices)
        from .wording import ACTIONS

        name_actions(ACTIONS)
        menu_entry("公文", "documents:documents", section="工作", position=40, icon="file", permit="documents.view")
        menu_entry(
            "文书模板",
            "documents:templates",
            section="规则",
            position=40,
            icon="file",
            permit="documents.templates.manage",
        )
        menu_entry("公文核验", "documents:verify", section="公共服务", position=50, icon="seal")
