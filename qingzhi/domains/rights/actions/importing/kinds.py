"""The import kinds of the registers of rights."""

from collections.abc import Callable, Sequence

from qingzhi.domains.parties.actions import HolderBook
from qingzhi.engine.imports.kinds import Field, ImportKind, Outcome, Row, Writer, import_kind
from qingzhi.engine.imports.models import Batch
from qingzhi.engine.imports.rules.resting import collector_at_rest

from ...models import RightTerm
from ...rules.exchange import INDICATION_FORMATS, PATENT_FORMATS, TRADEMARK_FORMATS
from ...rules.numbers import read_number
from ...rules.rows_terms import Term, Terms
from ...terms import RightKind
from .fields import PATENT_FIELDS, TRADEMARK_FIELDS
from .fields_more import COPYRIGHT_FIELDS, GI_FIELDS, LAYOUT_FIELDS, VARIETY_FIELDS
from .places import Places
from .prepared import Prepared
from .taking import Taking
from .taking_back import roll_back
from .taking_marks import TrademarkTaking
from .taking_others import IndicationTaking, LayoutTaking, SoftwareTaking, VarietyTaking, WorkTaking
from .taking_patents import PatentTaking
from .writer import RightsWriter

PERMIT = "rights.import"


def terms_in_force() -> Terms:
    """Every row of the terms of protection."""
    return Terms(
        Term(
            row.right_type, row.counts_from, row.years, str(row.valid_from or ""), str(row.valid_to or ""),
            row.to_year_end, row.renewable,
        )
        for row in RightTerm.objects.all()
    )  # fmt: skip


def writer_of(batch: Batch, fields: Sequence[Field], taking: type[Taking], book: HolderBook) -> RightsWriter:
    """A writer of one register for a batch."""
    made = taking(fields, batch.data_as_of.isoformat(), Places(), terms_in_force())
    return RightsWriter(batch, made, book)


class RowsValidation:
    """Validates the rows of one register in another process: its divisions and terms are read here, before."""

    def __init__(self, batch: Batch, fields: Sequence[Field], taking: type[Taking]):
        self._made = (taking, fields, batch.data_as_of.isoformat(), Places(), terms_in_force())
        self._taking: Taking | None = None

    def __call__(self, rows: Sequence[Row]) -> tuple[Prepared, list[int]]:
        """The rows that hold, and the lines that are refused or may be: a new right needs a name."""
        if self._taking is None:
            taking, fields, as_of, places, terms = self._made
            self._taking = taking(fields, as_of, places, terms)
        with collector_at_rest():
            made = self._taking.prepare(rows)
        nameless = [line for line, title in zip(made.lines, made.title, strict=True) if not title]
        return made, [*nameless, *(fault.line for fault in made.faults)]


class CopyrightWriter:
    """Works and software come in one file: each row goes to its register, told apart by its number or by its word."""

    def __init__(self, batch: Batch):
        book = book_of(batch)
        self._place = next(place for place, one in enumerate(COPYRIGHT_FIELDS) if one.name == "kind")
        self._works = writer_of(batch, COPYRIGHT_FIELDS, WorkTaking, book)
        self._software = writer_of(batch, COPYRIGHT_FIELDS, SoftwareTaking, book)

    def write(self, rows: Sequence[Row]) -> Outcome:
        works, software = self._parted(rows)
        return _sum(self._works.write(works) if works else None, self._software.write(software) if software else None)

    def preview(self, rows: Sequence[Row]) -> Outcome:
        works, software = self._parted(rows)
        return _sum(
            self._works.preview(works) if works else None, self._software.preview(software) if software else None
        )

    def _parted(self, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
        works: list[Row] = []
        software: list[Row] = []
        for row in rows:
            (software if self._is_software(row[1]) else works).append(row)
        return works, software

    def _is_software(self, values: Sequence[str]) -> bool:
        word, number = values[self._place], values[0]
        if "软" in word or "software" in word.lower():
            return True
        canonical = read_number(RightKind.SOFTWARE, number).canonical
        return not word and ("SR" in canonical or canonical.startswith("软著"))


def _sum(*outcomes: Outcome | None) -> Outcome:
    total = Outcome()
    for one in outcomes:
        if one is not None:
            for name in ("created", "updated", "unchanged", "older", "faults", "differences"):
                setattr(total, name, getattr(total, name) + getattr(one, name))
    return total


def book_of(batch: Batch) -> HolderBook:
    """The book of holders of a batch."""
    return HolderBook(batch.pk, batch.data_as_of, batch.file_name)


FORMATS = {
    "patents": PATENT_FORMATS,
    "trademarks": TRADEMARK_FORMATS,
    "geographical-indications": INDICATION_FORMATS,
}


def _kind(code: str, title: str, fields: tuple[Field, ...], *takings: type[Taking]) -> ImportKind:
    begin: Callable[[Batch], Writer] = (
        CopyrightWriter if len(takings) > 1 else lambda batch: writer_of(batch, fields, takings[0], book_of(batch))
    )
    return ImportKind(
        code=code, title=title, fields=fields, permit=PERMIT, begin=begin,
        roll_back=lambda batch: roll_back(batch, takings), formats=FORMATS.get(code, ()),
        validation=None if len(takings) > 1 else lambda batch: RowsValidation(batch, fields, takings[0]),
    )  # fmt: skip


KINDS = (
    _kind("patents", "专利", PATENT_FIELDS, PatentTaking),
    _kind("trademarks", "商标", TRADEMARK_FIELDS, TrademarkTaking),
    _kind("geographical-indications", "地理标志", GI_FIELDS, IndicationTaking),
    _kind("copyrights", "作品和软件登记", COPYRIGHT_FIELDS, WorkTaking, SoftwareTaking),
    _kind("plant-varieties", "植物新品种", VARIETY_FIELDS, VarietyTaking),
    _kind("layout-designs", "集成电路布图设计", LAYOUT_FIELDS, LayoutTaking),
)


def register_import_kinds() -> None:
    """Teach the engine of imports the registers of rights; called once, at start-up."""
    for kind in KINDS:
        import_kind(kind)
