"""What is shown once: kept, encrypted, in the session until the next page takes it out."""

from base64 import b64decode, b64encode

from django.http import HttpRequest

from qingzhi.base.audit.rules.ciphers import Unreadable
from qingzhi.base.audit.secrets import open_secret, seal_secret

PURPOSE = "identity.shown-once"


def keep_once(request: HttpRequest, name: str, text: str) -> None:
    request.session[f"once.{name}"] = b64encode(seal_secret(text.encode(), PURPOSE)).decode()


def take_once(request: HttpRequest, name: str) -> str | None:
    """The text, the first time it is asked for; None afterwards."""
    kept = request.session.pop(f"once.{name}", None)
    if kept is None:
        return None
    try:
        return open_secret(b64decode(kept), PURPOSE).decode()
    except Unreadable:
        return None
