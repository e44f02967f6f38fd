"""What an official document 「公文」 consists of, before anybody asks how it looks (GB/T 9704-2012, clauses 7 and 10)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Form(StrEnum):
    """The three outer forms 「格式」 of the standard."""

    FILE = "file"  # 文件格式, clause 7
    LETTER = "letter"  # 信函格式, clause 10.1
    MINUTES = "minutes"  # 纪要格式, clause 10.3


class Kind(StrEnum):
    """The kind 「文种」, named as it ends the title."""

    DECISION = "决定"
    OPINION = "意见"
    NOTICE = "通知"
    BULLETIN = "通报"
    REPORT = "报告"
    REQUEST = "请示"
    REPLY = "批复"
    LETTER = "函"
    MINUTES = "纪要"
    SUPERVISION = "督办单"
    OTHER = "其他"

    @property
    def form(self) -> Form:
        return {Kind.LETTER: Form.LETTER, Kind.MINUTES: Form.MINUTES}.get(self, Form.FILE)

    @property
    def goes_upwards(self) -> bool:
        """Whether it is addressed to a superior 「上行文」, so that the signer 「签发人」 is named."""
        return self in (Kind.REPORT, Kind.REQUEST)


class Urgency(StrEnum):
    """Degree of urgency 「紧急程度」."""

    URGENT = "加急"
    MOST_URGENT = "特急"


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True)
class Heading:
    """A numbered heading; `text` carries its number (「一、」「（一）」「1.」「(1)」); `run_in` follows on the same line."""

    level: int
    text: str
    run_in: str = ""

    def __post_init__(self):
        if self.level not in (1, 2, 3, 4):
            raise ValueError(f"标题层次只有 1 至 4 级，不是 {self.level}")


@dataclass(frozen=True)
class Paragraph:
    """A body paragraph 「正文段落」; `lead` is set in bold before the text."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class Item:
    """One entry of a list: `number` as printed (「1.」「(1)」 or nothing) and its text."""

    text: str
    number: str = ""


@dataclass(frozen=True)
class Table:
    """A table in the body; `widths` are relative, `unit` stands at the right above it （「单位：件」）."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    alignment: tuple[Align, ...] = ()
    caption: str = ""
    unit: str = ""

    def __post_init__(self):
        columns = len(self.header)
        if not columns:
            raise ValueError("表格没有表头")
        for name, cells in (("列宽", self.widths), ("对齐", self.alignment)):
            if cells and len(cells) != columns:
                raise ValueError(f"表格有 {columns} 列，{name}却给了 {len(cells)} 个")
        for position, row in enumerate(self.rows, 1):
            if len(row) != columns:
                raise ValueError(f"表格有 {columns} 列，第 {position} 行却有 {len(row)} 格")


Block = Heading | Paragraph | Item | Table


@dataclass(frozen=True)
class Attachment:
    """An attachment 「附件」 bound with the document; without a body it is only listed."""

    title: str
    body: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Attendance:
    """One line of who took part in a meeting: 「出席」「请假」「列席」 and the names."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Verification:
    """The code by which anyone can check the document 「核验码」, and the address where."""

    code: str
    address: str = ""


@dataclass(frozen=True)
class OfficialDocument:
    """One official document. `number` is already formatted: see `rules.numbering`."""

    kind: Kind
    issuer_head: str
    number: str
    title: str
    body: tuple[Block, ...]
    signatory: str
    dated_on: date
    addressees: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    signer: str | None = None
    note: str = ""
    attendance: tuple[Attendance, ...] = ()
    cc: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: date | None = None
    urgency: Urgency | None = None
    verification: Verification | None = None
    words: tuple[str, ...] = field(default=())  # names that the title must not be broken in, besides the lexicon
    of_parties: bool = False  # a paper of the parties that the house only draws: no red head, no signatory of its own

    def __post_init__(self):
        head = self.issuer_head or self.of_parties
        for name, value in (("发文机关标志", head), ("标题", self.title), ("正文", self.body)):
            if not value:
                raise ValueError(f"公文缺少{name}")
        if self.kind.goes_upwards and not self.signer:
            raise ValueError(f"{self.kind}是上行文，应当标注签发人")
