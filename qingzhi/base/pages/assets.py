"""The one stylesheet and the one script, each at an address that changes with its content."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

FOLDER = Path(__file__).parent / "static" / "pages"
SHEETS = ("tokens", "base", "shell", "components", "forms", "tables", "charts", "cases", "boards", "reports", "print")


def style() -> tuple[str, str]:
    """The sheets in their order as one text, and its hash; read anew each time while developing."""
    return _read_style() if settings.DEBUG else _kept_style()


def style_url() -> str:
    """Where the stylesheet is: `{% style_url %}`."""
    return reverse("pages:style", args=[style()[1]])


def script_url() -> str:
    """Where the script is: `{% script_url %}`."""
    return f"{static('pages/app.js')}?v={_hash((FOLDER / 'app.js').read_text()) if settings.DEBUG else _script_hash()}"


def _read_style() -> tuple[str, str]:
    text = "\n".join((FOLDER / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
    return text, _hash(text)


@lru_cache(maxsize=1)
def _kept_style() -> tuple[str, str]:
    return _read_style()


@lru_cache(maxsize=1)
def _script_hash() -> str:
    return _hash((FOLDER / "app.js").read_text(encoding="utf-8"))


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]
