"""Where this installation keeps its index."""

from pathlib import Path

from django.conf import settings


def search_root() -> Path:
    """The folder of the index and its marks."""
    return Path(settings.QINGZHI_DATA) / "search"
