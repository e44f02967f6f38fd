from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Who holds, applies, lends: one record however it is spelled."""

    name = "qingzhi.domains.parties"
    label = "parties"
    verbose_name = "主体"

    def ready(self) -> None:
        from qingzhi.base.identity.holders import offer_holders

        from . import access, events, subscribers  # noqa: F401  (permits, events, subscribers)
        from .actions.account_holders import AccountHolders
        from .actions.importing.kind import register_import_kind
        from .views.desk.registering import register_lake, register_pages, register_search

        offer_holders(AccountHolders())
        register_import_kind()
        register_search()
        register_lake()
        register_pages()
