"""A file name that is safe to keep, to show and to hand to any file system. Pure."""

import re
import unicodedata

LONGEST = 120
NAMELESS = "未命名"
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)


def safe_name(given: str) -> str:
    """The last path part without control characters, direction overrides and what file systems refuse; never empty."""
    text = unicodedata.normalize("NFC", given.encode("utf-8", "ignore").decode())
    text = re.split(r"[/\\]", text)[-1]
    text = "".join(
        letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    )
    text = " ".join(_FORBIDDEN.sub("_", text).split()).rstrip(" .")
    stem, ending = split_name(text)
    stem = stem.strip(" .")[: LONGEST - len(ending)].rstrip(" .") or NAMELESS
    return ("_" if _RESERVED.match(stem) else "") + stem + ending


def split_name(name: str) -> tuple[str, str]:
    """Stem and ending (with its dot, at most eight letters or digits)."""
    found = re.fullmatch(r"(.*?)(\.[A-Za-z0-9]{1,8})", name)
    return (found.group(1), found.group(2)) if found else (name, "")
