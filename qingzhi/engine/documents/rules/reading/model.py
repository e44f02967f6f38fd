"""What reading yields: text, and the tables in it with the place of every cell."""

from dataclasses import dataclass


class UnreadableDocument(Exception):
    """A file that cannot be read as a notice; `message` is one Chinese sentence, `where` a page, line or byte."""

    def __init__(self, message: str, where: str = ""):
        super().__init__(f"{message}({where})" if where else message)
        self.message = message
        self.where = where


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; one that is merged with another repeats the other's text and place."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table whose rows stand in the text as lines with tabs between the cells."""

    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A file as text; `kind` is txt, docx, pdf or html by content, whatever the file's name says."""

    text: str
    tables: tuple[TextTable, ...] = ()
    kind: str = "txt"
    warnings: tuple[str, ...] = ()
