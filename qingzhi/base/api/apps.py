from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "qingzhi.base.api"
    label = "api"
    verbose_name = "接口"

    def ready(self) -> None:
        from qingzhi.base.audit.wording import name_actions
        from qingzhi.base.permits import declare

        from . import tasks  # noqa: F401  (duties)
        from .wording import ACTIONS

        declare("api.token.revoke", "吊销他人的接口令牌", duty="security")
        name_actions(ACTIONS)
