from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "qingzhi.base.audit"
    label = "audit"
    verbose_name = "审计"

    def ready(self) -> None:
        from qingzhi.base.events.duties import duty

        from . import access, shell  # noqa: F401  (access declares the permits)
        from .actions import seal_entries, seal_late_entries

        duty("audit.seal", every=2.0)(seal_entries)
        duty("audit.seal_late", every=600.0)(seal_late_entries)
        shell.register()
