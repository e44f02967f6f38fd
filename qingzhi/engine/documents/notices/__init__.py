"""The registry of notice templates, and the usual ones of any procedure; an undeclared template raises."""

from pathlib import Path

from ..kinds import document_kind
from ..rules.notices import NoticeTemplate

TEXTS = Path(__file__).parent


class UnknownNotice(LookupError):
    """A notice of a template that nobody declared."""


_templates: dict[str, NoticeTemplate] = {}


def notice_template(template: NoticeTemplate) -> NoticeTemplate:
    """Declare a template at start-up, and the document kind of the same code; another meaning of the same code raises."""
    if _templates.setdefault(template.code, template) != template:
        raise ValueError(f"notice template {template.code} is declared twice with different meanings")
    document_kind(template.code, template.title)
    return template


def notice_of(code: str) -> NoticeTemplate:
    """The declared template; raises `UnknownNotice`."""
    try:
        return _templates[code]
    except KeyError:
        raise UnknownNotice(f"no notice template is called {code!r}") from None


def all_notices() -> list[NoticeTemplate]:
    """Every declared template, by code."""
    return [_templates[code] for code in sorted(_templates)]


def built_in_text(name: str) -> str:
    """The text of one of the usual notices."""
    return (TEXTS / f"{name}.txt").read_text(encoding="utf-8")
