"""What is tidied in the background: sessions whose time is over. The sign-in log itself is never shortened."""

from importlib import import_module

from django.conf import settings


def clear_sessions() -> None:
    """Delete the stored data of expired sessions."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
