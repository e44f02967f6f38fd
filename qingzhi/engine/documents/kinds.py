"""The registry of kinds: whoever issues documents declares what they are; an undeclared kind raises."""

from dataclasses import dataclass


class UnknownDocumentKind(LookupError):
    """A document of a kind that nobody declared."""


@dataclass(frozen=True)
class DocumentKind:
    """A kind of issued document, as lists and the public page call it (督办单)."""

    code: str
    title: str


_kinds: dict[str, DocumentKind] = {}


def document_kind(code: str, title: str) -> DocumentKind:
    """Declare a kind at start-up; the same code with another meaning raises."""
    found = DocumentKind(code, title)
    if _kinds.setdefault(code, found) != found:
        raise ValueError(f"document kind {code} is declared twice with different meanings")
    return found


def kind_of(code: str) -> DocumentKind:
    """The declared kind; raises `UnknownDocumentKind`."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownDocumentKind(f"no document kind is called {code!r}") from None


def kind_title(code: str) -> str:
    """The title for a page; a kind whose app is not installed any more shows its code."""
    return _kinds[code].title if code in _kinds else code


def all_kinds() -> list[DocumentKind]:
    """Every declared kind, by code."""
    return [_kinds[code] for code in sorted(_kinds)]
