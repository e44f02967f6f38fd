"""Names as texts and tables write them, made comparable."""

import re
import unicodedata


def plain(name: str) -> str:
    """A name without spaces, in one width, for comparing."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", name)).casefold()
