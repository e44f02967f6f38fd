"""What a bound report 「报告」 consists of: cover, contents, chapters, an appendix of notes, before anybody asks how it looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .model import Paragraph, Table, Verification


@dataclass(frozen=True)
class Span:
    """A piece of text; `notes` are the numbers of the notes that it stands on, printed above the line behind it."""

    text: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Line:
    """A paragraph of pieces."""

    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Section:
    """A heading within a chapter, with its number （「（一）专利」）."""

    text: str


@dataclass(frozen=True)
class Picture:
    """A drawing with its caption below; `alternative` says in words what it shows, for those who cannot see it."""

    png: bytes = field(repr=False)
    caption: str
    alternative: str
    remark: str = ""
    width_mm: float = 150.0


@dataclass(frozen=True)
class Tabled:
    """A table with a remark below it."""

    table: Table
    remark: str = ""


Content = Paragraph | Line | Section | Picture | Tabled


@dataclass(frozen=True)
class BookChapter:
    """A chapter; its title carries its number （「一、」）."""

    title: str
    content: tuple[Content, ...]


@dataclass(frozen=True)
class Note:
    """One note of the appendix: its number, of what it speaks, the value, the code and where that leads."""

    number: int
    label: str
    value: str
    code: str
    url: str = ""


@dataclass(frozen=True)
class NoteGroup:
    """Notes on one thing."""

    title: str
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Book:
    """A bound report. `pages` are the page numbers of the headings in their order, once somebody has laid it out."""

    title: str
    issuer: str
    dated_on: date
    chapters: tuple[BookChapter, ...]
    subtitle: str = ""
    number: str = ""
    draft_mark: str = ""  # 「送审稿」 on the cover of what is not issued
    appendix_title: str = ""
    appendix_text: str = ""
    notes: tuple[NoteGroup, ...] = ()
    verification: Verification | None = None
    words: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    flowing: bool = False  # chapters follow one another; else each begins a page

    def __post_init__(self) -> None:
        for name, value in (("标题", self.title), ("编制单位", self.issuer), ("正文", self.chapters)):
            if not value:
                raise ValueError(f"报告缺少{name}")
