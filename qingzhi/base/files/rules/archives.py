"""A page as a browser saved it whole (MHTML, RFC 2557): its words, where and when it says it was saved. Pure; nothing in it is run,
followed or shown as it is: markup is thrown away, scripts and styles with what stands in them.
"""

from dataclasses import dataclass
from email import message_from_binary_file, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from html.parser import HTMLParser
from pathlib import Path

MOST_CHARACTERS = 2_000_000
_SILENT = {"script", "style", "template"}
_LINES = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "table", "ul", "ol"}


@dataclass(frozen=True)
class ArchivedPage:
    """What a saved page says of itself; empty where it does not."""

    text: str
    address: str = ""
    saved_at: str = ""
    title: str = ""


def archived_page(path: Path) -> ArchivedPage:
    """The words of a saved page; empty where it cannot be read."""
    try:
        with path.open("rb") as file:
            read = message_from_binary_file(file, policy=policy.compat32)
        return ArchivedPage(
            _words(read), _header(read, "Snapshot-Content-Location"), _header(read, "Date"), _header(read, "Subject")
        )
    except (MessageError, LookupError, ValueError, RecursionError):
        return ArchivedPage("")


def _words(read: Message) -> str:
    found, length = [], 0
    for part in read.walk():
        if part.is_multipart() or part.get_content_maintype() != "text" or length > MOST_CHARACTERS:
            continue
        raw = part.get_payload(decode=True) or b""
        if not isinstance(raw, bytes):
            continue
        text = raw.decode(part.get_content_charset() or "utf-8", "replace")
        if part.get_content_subtype() == "html":
            text = words_of(text)
        elif part.get_content_subtype() != "plain":
            continue
        found.append(text[: MOST_CHARACTERS - length])
        length += len(found[-1])
    return "\n".join(one for one in found if one)


def _header(read: Message, name: str) -> str:
    value = read.get(name)
    try:
        return str(make_header(decode_header(str(value))))[:1000] if value else ""
    except (LookupError, ValueError):
        return ""


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.kept: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag in _LINES:
            self.kept.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag == self._silent[-1]:
            self._silent.pop()
        elif tag in _LINES:
            self.kept.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.kept.append(data)


def words_of(markup: str) -> str:
    """The words of a page without its markup, a line for each block."""
    reader = _Words()
    reader.feed(markup)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.kept).split("\n"))
    return "\n".join(line for line in lines if line)
