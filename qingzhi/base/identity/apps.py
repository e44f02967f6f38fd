from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "qingzhi.base.identity"
    label = "identity"
    verbose_name = "身份与权限"

    def ready(self) -> None:
        from . import access  # noqa: F401  (declares the permits)
