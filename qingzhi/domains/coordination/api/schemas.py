"""What goes over the wire about envelopes and judgments."""

from datetime import date, datetime
from decimal import Decimal

from ninja import Schema
from pydantic import Field

from qingzhi.base.api.paging import PageQuery
from qingzhi.base.api.schemas import Coded
from qingzhi.domains.rights.terms import RightKind

from ..terms import HandoverKind, Reply, ReplyReason
from ..terms.judgments import Instance, JudgmentOutcome


class Wire(Schema, extra="forbid"):
    """Nothing is passed over in silence."""


class FileIn(Wire):
    """A file that goes with it."""

    name: str = Field(min_length=1, max_length=200)
    content: str = Field(description="文件内容，Base64；一次请求连同其他内容不超过 5 MiB")


class FileOut(Schema):
    name: str
    sha256: str
    size: int
    from_receiver: bool = Field(description="随答复返回")
    url: str


class HandoverFilters(PageQuery):
    way: str = Field("", pattern="^(in|out)?$", description="in 收到的，out 发出的")
    waiting: bool | None = Field(None, description="true 只要待答复的")
    kind: HandoverKind | None = None


class HandoverIn(Wire):
    """Something that is passed on."""

    kind: HandoverKind
    receiver: str = Field(max_length=60, description="接收单位代码")
    title: str = Field(max_length=200)
    request: str = Field(max_length=4000)
    basis: str = Field(max_length=300)
    files: list[FileIn] = Field(default=[], max_length=10)


class AnswerIn(Wire):
    """How it is answered."""

    reply: Reply
    reason: ReplyReason | None = Field(None, description="不予接收或退回的理由")
    text: str = Field("", max_length=4000)
    filing_number: str = Field("", max_length=60, description="公安机关立案决定书文号，答复立案时填写")
    files: list[FileIn] = Field(default=[], max_length=10)


class WithdrawalIn(Wire):
    reason: str = Field(max_length=300)


class HandoverOut(Schema):
    """An envelope."""

    id: int
    kind: Coded
    title: str
    request: str
    basis: str
    sender: str = Field(description="发出单位代码")
    receiver: str = Field(description="接收单位代码")
    case: str | None = Field(description="办件编号")
    sent_at: datetime
    due_at: datetime
    overdue: bool
    reply: Coded | None
    reason: Coded | None
    answer: str
    answered_at: datetime | None
    withdrawn_at: datetime | None
    files: list[FileOut]
    url: str


class HandoverPage(Schema):
    items: list[HandoverOut]
    next_cursor: str | None
    next: str | None


class JudgmentIn(Wire):
    """A judgment as its court reports it."""

    number: str = Field(max_length=60, description="案号")
    court: str = Field(max_length=100)
    instance: Instance
    cause: str = Field(max_length=20, description="案由代码")
    filed_on: date
    judged_on: date
    outcome: JudgmentOutcome
    asked: Decimal | None = Field(None, max_digits=14, decimal_places=2)
    awarded: Decimal | None = Field(None, max_digits=14, decimal_places=2)
    plaintiff: str = Field(max_length=300)
    defendant: str = Field(max_length=300)
    has_persons: bool = Field(True, description="当事人有自然人")
    gist: str = Field("", max_length=4000)
    appeal_of: str = Field("", max_length=60, description="原审案号")
    case_number: str = Field("", max_length=40, description="行政案件编号")
    right_kind: RightKind | None = None
    right_number: str = Field("", max_length=48)


class JudgmentOut(Schema):
    """A judgment; names of natural persons are covered for whoever may not read them."""

    number: str
    court: str
    instance: Coded
    cause: Coded
    filed_on: date
    judged_on: date
    days: int
    outcome: Coded
    asked: Decimal | None
    awarded: Decimal | None
    plaintiff: str
    defendant: str
    gist: str
    appeal_of: str | None
    case: str | None
    right: str | None
    url: str


class JudgmentPage(Schema):
    items: list[JudgmentOut]
    next_cursor: str | None
    next: str | None


class JudgmentFilters(PageQuery):
    since: date | None = Field(None, description="裁判日期自")
    cause: str = Field("", max_length=20)
