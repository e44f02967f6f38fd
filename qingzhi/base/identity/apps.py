from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "qingzhi.base.identity"
    label = "identity"
    verbose_name = "身份与权限"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in, user_logged_out

        from qingzhi.base.audit.wording import name_actions
        from qingzhi.base.events.duties import duty

        from . import access, receivers, shell  # noqa: F401  (access declares the permits)
        from .actions import carry_out_successions
        from .duties import clear_sessions
        from .wording import ACTIONS

        user_logged_in.connect(receivers.on_signed_in, dispatch_uid="identity.signed_in")
        user_logged_out.connect(receivers.on_signed_out, dispatch_uid="identity.signed_out")
        name_actions(ACTIONS)
        shell.register()
        duty("identity.succeed", every=600.0)(carry_out_successions)
        duty("identity.clear_sessions", every=3600.0)(clear_sessions)
