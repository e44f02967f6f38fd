from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "qingzhi.base.audit"
    label = "audit"
    verbose_name = "审计"

    def ready(self) -> None:
        from qingzhi.base.events.duties import duty
        from qingzhi.base.permits import declare

        from .actions import seal_entries

        declare("audit.view", "查看审计记录", duty="audit")
        duty("audit.seal", every=2.0)(seal_entries)
