from django.apps import AppConfig


class CreditConfig(AppConfig):
    """Archives, findings, repair, publication of penalties."""

    name = "qingzhi.domains.credit"
    label = "credit"
    verbose_name = "信用档案"

    def ready(self) -> None:
        from . import access, subscribers, tasks  # noqa: F401  (permits, subscribers, duties)
        from .procedures import dispute, listing, repair  # noqa: F401  (register themselves)
        from .queries import at_fairs, tables  # noqa: F401  (answers at fairs, declares the decision tables)
        from .views.desk.registering import register_pages

        register_pages()
