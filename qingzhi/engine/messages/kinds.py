"""The registry of kinds: whoever sends messages declares what they are and by which channels; an undeclared kind raises."""

from dataclasses import dataclass

from .rules.texts import check_text


class UnknownMessageKind(LookupError):
    """A message of a kind that nobody declared."""


@dataclass(frozen=True)
class MessageKind:
    """A kind of message: `channels` (email, sms) carry it besides the site's own inbox, where they are configured.

    `fields` (name, label) are what its texts may ask for besides `title` and `text`, which the sender gives; `heading`, `body`
    and `short` (for text messages) are the texts that hold until the office edits them. An `urgent` kind waits for no digest.
    """

    code: str
    title: str
    channels: tuple[str, ...] = ("email",)
    fields: tuple[tuple[str, str], ...] = ()
    heading: str = "{title}"
    body: str = "{text}"
    short: str = "{title}"
    urgent: bool = False

    def __post_init__(self) -> None:
        for label, text in (("标题", self.heading), ("正文", self.body), ("短信", self.short)):
            check_text(text, self.known, f"{self.code} {label}")

    @property
    def known(self) -> tuple[str, ...]:
        """The placeholders that its texts may bear."""
        return ("title", "text", *(name for name, _ in self.fields))


_kinds: dict[str, MessageKind] = {}


def message_kind(
    code: str,
    title: str,
    *,
    channels: tuple[str, ...] = ("email",),
    fields: tuple[tuple[str, str], ...] = (),
    heading: str = "{title}",
    body: str = "{text}",
    short: str = "{title}",
    urgent: bool = False,
) -> MessageKind:
    """Declare a kind at start-up; the same code with another meaning raises."""
    found = MessageKind(code, title, channels, fields, heading, body, short, urgent)
    if _kinds.setdefault(code, found) != found:
        raise ValueError(f"message kind {code} is declared twice with different meanings")
    return found


def kind_of(code: str) -> MessageKind:
    """The declared kind; raises `UnknownMessageKind`."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownMessageKind(f"no message kind is called {code!r}") from None


def kind_title(code: str) -> str:
    """The title for a page; a kind whose app is not installed any more shows its code."""
    return _kinds[code].title if code in _kinds else code


def all_kinds() -> list[MessageKind]:
    """Every declared kind, by code."""
    return [_kinds[code] for code in sorted(_kinds)]
