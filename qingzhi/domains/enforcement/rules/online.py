"""What is typed in as links. Pure: no address is ever opened."""

from urllib.parse import urlsplit

LONGEST = 1000
SCHEMES = ("http", "https")


class BadLink(ValueError):
    """A line that is no address of a page."""


def link_of(line: str) -> str:
    """The address of a line, without what stands behind «#»; raises `BadLink` for anything but an http or https page."""
    text = line.strip()
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        raise BadLink(text[:80]) from None
    if parts.scheme.lower() not in SCHEMES or "." not in host or len(text) > LONGEST or any(c.isspace() for c in text):
        raise BadLink(text[:80])
    return parts._replace(fragment="").geturl()


def links_of(text: str) -> list[str]:
    """The addresses of a text, a line each, every one once."""
    return list(dict.fromkeys(link_of(line) for line in text.splitlines() if line.strip()))


def same_page(one: str, other: str) -> bool:
    """Whether two addresses name the same page, a trailing slash and the scheme aside."""
    try:
        first, second = (urlsplit(each.strip()) for each in (one, other))
    except ValueError:
        return False
    return (first.hostname, first.path.rstrip("/"), first.query) == (
        second.hostname,
        second.path.rstrip("/"),
        second.query,
    )
