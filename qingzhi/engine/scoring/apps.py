from django.apps import AppConfig


class ScoringConfig(AppConfig):
    """Criteria, draws, blind scores, votes."""

    name = "qingzhi.engine.scoring"
    label = "scoring"
    verbose_name = "评审"

    def ready(self) -> None:
        from qingzhi.base.audit.wording import name_actions

        from . import access, events  # noqa: F401  (permits, events)
        from .views.registering import register_pages
        from .wording import ACTIONS

        name_actions(ACTIONS)
        register_pages()
